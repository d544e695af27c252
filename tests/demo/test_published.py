"""The published dataset is what contract/rules.md appendix B says: number by number, limit by limit."""

from collections.abc import Iterator

import pytest

from openpas.checkins.models import PointsLine
from openpas.demo.published import create_published
from openpas.events.models import Event
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_insz, is_uitpas_number
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_client
from openpas.identity.clients import client_with_secret
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, CardSystemMembership, GroupPass, PointsAccount
from openpas.passholders.queries import holder_by_number
from openpas.passholders.rules import SocialTariffStatus
from openpas.records.encryption import decrypt
from openpas.rewards.models import Reward, WelcomeGrant
from openpas.runtime import clock
from openpas.tariffs.models import DistributionKey, GrantedCoupon
from tests.demo.conftest import World

GENT, DENDER, PASPARTOE = 5, 1, 3
ACTIVE, EXPIRED, NONE = SocialTariffStatus.ACTIVE, SocialTariffStatus.EXPIRED, SocialTariffStatus.NONE

# number, chip, card status, INSZ, postal code, {card system: social tariff}
INDIVIDUALS = [
    ("0900000095902", "04784CDAEE3880", "ACTIVE", "83030201540", "9000", {GENT: NONE}),
    ("0900000067513", "04363CDAEE3880", "ACTIVE", "36051380284", "9090", {GENT: ACTIVE}),
    ("0900000031618", "04CEE7528E6180", "ACTIVE", "66010101785", "9000", {GENT: EXPIRED}),
    ("0900010959113", "04ED6ACACF6180", "ACTIVE", "08091860684", "9090", {GENT: ACTIVE}),
    ("0900000002312", "04B00412F15284", "BLOCKED", "71030360442", "9000", {GENT: ACTIVE}),
    ("0900000058918", "045157B2B63780", "ACTIVE", "17010180147", "1000", {PASPARTOE: EXPIRED}),
    ("1000000520006", "045A4832633680", "ACTIVE", "80010101392", "9000", {GENT: NONE}),
    ("0900000093204", "045D69DAEE3880", "ACTIVE", "10010105762", "9000", {GENT: NONE, DENDER: ACTIVE}),
    ("0900004518305", None, "ACTIVE", "80010170282", "9000", {GENT: NONE}),
    ("0900004518404", None, "ACTIVE", "20010170215", "9000", {GENT: NONE}),
    ("0900011902815", None, "ACTIVE", "91063061055", "9000", {GENT: ACTIVE}),
    ("0900011903417", None, "ACTIVE", "15021760024", "9000", {GENT: ACTIVE}),
]
# id, type, limit per person, online, over
REWARDS = [
    ("5687", "POINTS", (None, ""), False, False),
    ("5688", "WELCOME", (1, "ABSOLUTE"), False, False),
    ("5823", "POINTS", (1, "WEEK"), False, False),
    ("5824", "POINTS", (10, "DAY"), True, False),
    ("5825", "POINTS", (None, ""), False, True),
    ("5826", "WELCOME", (1, "ABSOLUTE"), False, True),
]
TEST_ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
OFTEN, WEEKLY = "5a0967f9-cc06-4c3c-9206-30481a767434", "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
ELSEWHERE = "373d6cee-b4ae-4637-9b7c-eeb79e45f044"


@pytest.fixture(autouse=True, scope="module")
def published(world: World) -> Iterator[None]:
    with world(create_published):
        yield


@pytest.mark.parametrize(("number", "chip", "status", "insz", "postal_code", "social"), INDIVIDUALS)
def test_individual(
    number: str, chip: str | None, status: str, insz: str, postal_code: str, social: dict[int, SocialTariffStatus]
) -> None:
    card = Card.objects.get(uitpas_number=number)
    assert (card.chip_number, card.status, card.kind) == (chip, status, "NFC_CARD" if chip else "DIGITAL")
    assert card.membership is not None
    person = card.membership.passholder
    assert person.insz_encrypted is not None
    assert (decrypt(person.insz_encrypted), person.postal_code) == (insz, postal_code)
    day = brussels_day(clock.now())
    memberships = holder_by_number(number).memberships
    assert {one.card_system_id: one.social_tariff.status_on(day) for one in memberships} == social


def test_there_is_nobody_else() -> None:
    assert Card.objects.filter(membership__isnull=False).count() == len(INDIVIDUALS) == 12
    assert CardSystemMembership.objects.count() == 13


def test_every_number_is_valid_and_one_person_s() -> None:
    assert all(is_uitpas_number(number) and is_insz(insz) for number, _, _, insz, _, _ in INDIVIDUALS)
    holders = [holder_by_number(number).passholder_id for number, *_ in INDIVIDUALS]
    assert len(set(holders)) == 12


@pytest.mark.parametrize(
    ("number", "chip", "is_social"),
    [("0900000074519", "044AC54A8E6180", True), ("0900000020405", "047E2EEA053B80", False)],
)
def test_unregistered_card(number: str, chip: str, is_social: bool) -> None:  # noqa: FBT001
    card = Card.objects.get(uitpas_number=number)
    assert (card.chip_number, card.status, card.is_social, card.membership) == (chip, "LOCAL_STOCK", is_social, None)
    assert card.stock_organizer is not None
    assert card.stock_organizer.public_id == TEST_ORGANIZER


def test_group_with_the_social_tariff() -> None:
    card = Card.objects.get(uitpas_number="0900000045410")
    assert (card.chip_number, card.status) == ("04D0AB6AF85C80", "ACTIVE")
    holder = holder_by_number("0900000045410")
    assert holder.is_group
    assert holder.tickets_per_year == 200
    assert holder.social_tariff_in(ACTIVE, brussels_day(clock.now())) == {GENT}


def test_group_without_the_social_tariff_has_a_coupon_for_fifty_tickets_a_day() -> None:
    card = Card.objects.get(uitpas_number="0900000191800")
    assert (card.chip_number, card.status) == ("048B25DAEE3880", "ACTIVE")
    holder = holder_by_number("0900000191800")
    assert holder.tickets_per_year is None
    assert holder.social_tariff_in(NONE, brussels_day(clock.now())) == {GENT}
    [granted] = GrantedCoupon.objects.filter(group_pass=card.group_pass)
    assert (granted.coupon.limit_volume, granted.coupon.limit_period) == (50, "DAY")
    assert GroupPass.objects.count() == 2


def test_two_coupons_of_the_other_region_and_no_more() -> None:
    granted = GrantedCoupon.objects.filter(passholder__isnull=False)
    holder = holder_by_number("0900000093204")
    assert [(one.passholder_id, one.coupon.card_system_id) for one in granted] == [(holder.passholder_id, DENDER)] * 2


@pytest.mark.parametrize(
    ("public_id", "organizer_id", "limit"),
    [(OFTEN, TEST_ORGANIZER, (100, "WEEK")), (WEEKLY, TEST_ORGANIZER, (1, "WEEK"))],
)
def test_event_of_the_test_organizer(public_id: str, organizer_id: str, limit: tuple[int, str]) -> None:
    event = Event.objects.get(public_id=public_id)
    assert event.organizer.public_id == organizer_id
    assert (event.ticket_limit_volume, event.ticket_limit_period) == limit
    assert event.calendar_type == "PERMANENT"


def test_event_of_another_organizer() -> None:
    event = Event.objects.get(public_id=ELSEWHERE)
    assert event.organizer.public_id != TEST_ORGANIZER
    assert [region.pk for region in event.organizer.card_systems.all()] == [GENT]


def test_card_systems() -> None:
    keys = DistributionKey.objects.filter(kind="AUTOMATIC", is_global=True)
    assert {key.card_system_id: key.card_system.name for key in keys} == {
        1: "UiTPAS Dender",
        3: "Paspartoe",
        5: "UiTPAS Regio Gent",
    }
    assert [one.pk for one in Organizer.objects.get(public_id=TEST_ORGANIZER).card_systems.all()] == [GENT]


@pytest.mark.parametrize(("public_id", "kind", "limit", "is_online", "is_over"), REWARDS)
def test_reward(public_id: str, kind: str, limit: tuple[int | None, str], is_online: bool, is_over: bool) -> None:  # noqa: FBT001
    reward = Reward.objects.get(public_id=public_id)
    assert (reward.type, reward.is_online) == (kind, is_online)
    assert (reward.redeem_limit_volume, reward.redeem_limit_period) == limit
    assert (reward.redeem_ends_at is not None and reward.redeem_ends_at < clock.now()) == is_over
    assert [one.public_id for one in reward.organizers.all()] == [TEST_ORGANIZER]


def test_passes_have_points_for_the_rewards_and_a_line_for_every_point() -> None:
    dearest = max(Reward.objects.values_list("points", flat=True))
    for number in ("0900000095902", "0900000067513", "1000000520006", "0900000093204", "0900011902815"):
        assert holder_by_number(number).points >= 10 * dearest
    for account in PointsAccount.objects.all():
        lines = PointsLine.objects.filter(passholder_id=account.passholder_id)
        assert sum(line.points for line in lines) == account.points


def test_the_welcome_reward_is_granted_to_all_and_the_old_one_to_nobody() -> None:
    assert WelcomeGrant.objects.filter(reward__public_id="5688").count() == 12
    assert WelcomeGrant.objects.filter(reward__public_id="5826").count() == 0
    assert Reward.objects.get(public_id="5688").units_taken == 12


def test_the_ticketing_client_has_a_desk_at_the_test_organizer_only() -> None:
    assert client_with_secret("demo-ticketing", "demo-secret") is not None
    actor = actor_of_client("demo-ticketing")
    here, there = (Event.objects.get(public_id=one).organizer_id for one in (OFTEN, ELSEWHERE))
    assert actor.may(Permission.TICKETSALES_REGISTER, [here])
    assert not actor.may(Permission.TICKETSALES_REGISTER, [there])
    assert not actor.may(Permission.PERMISSIONS_WRITE, [here])
    assert actor.everywhere == frozenset()


def test_the_admin_client_has_all_rights_everywhere() -> None:
    assert client_with_secret("demo-admin", "demo-secret") is not None
    actor = actor_of_client("demo-admin")
    assert actor.everywhere == frozenset(Permission)
    assert len(actor.everywhere) == 57
    assert set(actor.organizers_with(Permission.REWARDS_WRITE)) == set(Organizer.objects.values_list("pk", flat=True))
