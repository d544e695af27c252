"""What the commands write, and what a refused one does not."""

import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import AMINA, Cast
from openpas.foundation.identifiers import is_uitpas_number, uitpas_number
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Card, CardSystemMembership, Passholder, PointsAccount
from openpas.passholders.numbers import next_number
from openpas.passholders.queries import holder_by_number
from openpas.passholders.refusals import (
    CardDoesNotFit,
    CardNumbersExhausted,
    InszAlreadyUsed,
    InvalidCardStatus,
    InvalidInszNumber,
    InvalidSocialTariffEnd,
    InvalidUitpasNumber,
    MemberAlready,
)
from openpas.passholders.rules import SocialTariffStatus
from openpas.passholders.service import (
    NewGroupPass,
    NewPassholder,
    add_membership,
    block_card,
    block_membership,
    block_passholder,
    create_group_pass,
    grant_social_tariff,
    issue_card,
    put_in_stock,
    register_passholder,
    suspend_social_tariff,
)
from openpas.passholders.service.memberships import NewMembership
from openpas.records.encryption import decrypt
from openpas.records.models import AuditLine, OutboxMessage
from tests.passholders.conftest import ALL, RowCounts

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 22, 9, tzinfo=UTC)
INSZ = "83030201540"


def newcomer(region: CardSystem, **changes: Any) -> NewPassholder:
    facts: dict[str, Any] = {
        "name": "Peeters",
        "first_name": "Marc",
        "date_of_birth": date(1983, 3, 2),
        "postal_code": "9030",
        "city": "mariakerke",
        "card_system": region,
        "insz": INSZ,
    }
    return NewPassholder(**{**facts, **changes})


def version(person: Passholder) -> int:
    return PointsAccount.objects.get(passholder=person).version


def told(fact: str, action: str) -> bool:
    """Whether this is the last fact, and the action is written down once for each time it was told."""
    facts = OutboxMessage.objects.filter(kind=fact).count()
    return OutboxMessage.objects.latest("pk").kind == fact and AuditLine.objects.filter(action=action).count() == facts


def in_stock(cast: Cast, *, social: bool = False, region: CardSystem | None = None) -> Card:
    card = issue_card(ALL, region or cast.gent, is_social=social, chip_number="04:00:00:00:00:00:01")
    return put_in_stock(ALL, card, cast.theatre)


def test_registration_with_a_digital_card(cast: Cast) -> None:
    with time_machine.travel(TODAY, tick=False):
        person = register_passholder(ALL, newcomer(cast.gent, social_tariff_ends_on=date(2027, 4, 30)))
    assert (person.city, person.municipality_nis, person.created_at) == ("Gent", "44021", TODAY)
    assert person.insz_encrypted is not None
    assert decrypt(person.insz_encrypted) == INSZ
    card = Card.objects.get(membership__passholder=person)
    assert (card.kind, card.status, card.is_social, card.activated_at) == ("DIGITAL", "ACTIVE", True, TODAY)
    holder = holder_by_number(card.uitpas_number)
    assert (holder.passholder_id, holder.points, holder.points_version) == (person.pk, 0, 0)
    assert holder.social_tariff_in(SocialTariffStatus.ACTIVE, TODAY.date()) == {cast.gent.pk}
    assert told("PassholderRegistered", "passholder.register")
    assert OutboxMessage.objects.get().payload == {"passholder_id": person.pk, "card_system_id": cast.gent.pk}
    assert "Peeters" not in str(list(AuditLine.objects.values_list("details", "subject")))


def test_registration_with_a_card_from_the_stock(cast: Cast) -> None:
    card = in_stock(cast)
    assert (card.status, card.chip_number, card.stock_organizer) == ("LOCAL_STOCK", "04000000000001", cast.theatre)
    person = register_passholder(ALL, newcomer(cast.gent, uitpas_number=card.uitpas_number))
    card.refresh_from_db()
    assert (card.status, card.stock_organizer) == ("ACTIVE", None)
    assert card.membership is not None
    assert card.membership.passholder == person


def test_registration_from_abroad(cast: Cast) -> None:
    person = register_passholder(ALL, newcomer(cast.gent, insz="", postal_code="59100", city="Roubaix", country="fr"))
    assert (person.city, person.country, person.municipality_nis, person.insz_index) == ("Roubaix", "FR", "", None)


def test_registration_that_happened_earlier(cast: Cast) -> None:
    then = datetime(2024, 2, 29, 12, tzinfo=UTC)
    person = register_passholder(ALL, newcomer(cast.gent, social_tariff_ends_on=date(2025, 4, 30), registered_at=then))
    membership = person.memberships.get()
    assert person.created_at == membership.created_at == then
    assert membership.social_tariff_ends_on == date(2025, 4, 30)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"insz": AMINA.insz}, InszAlreadyUsed),
        ({"insz": "83030201541"}, InvalidInszNumber),
        ({"social_tariff_ends_on": date(2020, 1, 1)}, InvalidSocialTariffEnd),
        ({"social_tariff_ends_on": date(2099, 1, 1)}, InvalidSocialTariffEnd),
        ({"uitpas_number": "0900000100018"}, InvalidUitpasNumber),
        ({"uitpas_number": "0900000095902"}, InvalidCardStatus),
        ({"uitpas_number": "0900000100207"}, InvalidCardStatus),
    ],
)
def test_a_refused_registration_leaves_nothing(
    cast: Cast, rows: RowCounts, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    before = rows()
    with pytest.raises(refusal):
        register_passholder(ALL, newcomer(cast.gent, **changes))
    assert rows() == before


def test_a_card_of_another_region_or_kind_does_not_fit(cast: Cast, rows: RowCounts) -> None:
    elsewhere = in_stock(cast, region=cast.dender)
    before = rows()
    with pytest.raises(CardDoesNotFit):
        register_passholder(ALL, newcomer(cast.gent, uitpas_number=elsewhere.uitpas_number))
    with pytest.raises(CardDoesNotFit):
        register_passholder(
            ALL,
            newcomer(
                cast.dender,
                uitpas_number=elsewhere.uitpas_number,
                social_tariff_ends_on=date(datetime.now(UTC).year + 1, 4, 30),
            ),
        )
    assert rows() == before


def test_only_a_provisioned_card_goes_to_stock(cast: Cast) -> None:
    card = in_stock(cast)
    with pytest.raises(InvalidCardStatus):
        put_in_stock(ALL, card, cast.theatre)


def test_a_card_with_a_given_number(cast: Cast) -> None:
    card = issue_card(ALL, cast.gent, uitpas_number="0900000067513")
    assert (card.uitpas_number, card.is_social, card.status) == ("0900000067513", True, "PROVISIONED")
    with pytest.raises(InvalidUitpasNumber):
        issue_card(ALL, cast.gent, uitpas_number="0900000067514")
    with pytest.raises(CardDoesNotFit):
        issue_card(ALL, cast.gent, chip_number="not a chip")


def test_numbers_follow_each_other_behind_the_prefix(cast: Cast) -> None:
    cast.gent.number_prefix = "09123"
    made = [issue_card(ALL, cast.gent, is_social=social).uitpas_number for social in (False, True, False)]
    assert [number[:12] for number in made] == ["091230000010", "091230000021", "091230000030"]
    assert all(is_uitpas_number(number) for number in made)
    issue_card(ALL, cast.gent, uitpas_number=uitpas_number("09123999998", social_tariff=True))
    assert next_number(cast.gent, social_tariff=False).startswith("091239999990")


def test_no_numbers_left(cast: Cast, rows: RowCounts) -> None:
    cast.gent.number_prefix = "09124"
    issue_card(ALL, cast.gent, uitpas_number=uitpas_number("09124999999", social_tariff=False))
    before = rows()
    with pytest.raises(CardNumbersExhausted):
        issue_card(ALL, cast.gent)
    assert rows() == before


def test_numbers_without_prefix(cast: Cast) -> None:
    cast.dender.number_prefix = ""
    issue_card(ALL, cast.dender, uitpas_number="1000000520006")
    assert next_number(cast.dender, social_tariff=True).startswith("100000052011")


def test_joining_another_region(cast: Cast) -> None:
    ends_on = date(datetime.now(UTC).year + 1, 4, 30)
    before = version(cast.bart)
    membership = add_membership(ALL, cast.bart, NewMembership(cast.dender, ends_on, has_card=True))
    assert (membership.card_system, membership.social_tariff_ends_on) == (cast.dender, ends_on)
    assert membership.cards.get().is_social
    assert version(cast.bart) == before + 1
    assert told("MembershipAdded", "membership.add")


def test_a_membership_may_have_no_card(cast: Cast) -> None:
    assert not add_membership(ALL, cast.bart, NewMembership(cast.dender)).cards.exists()


def test_joining_twice(cast: Cast, rows: RowCounts) -> None:
    before, version_before = rows(), version(cast.bart)
    with pytest.raises(MemberAlready):
        add_membership(ALL, cast.bart, NewMembership(cast.gent, has_card=True))
    assert (rows(), version(cast.bart)) == (before, version_before)


def membership_of(person: Passholder) -> CardSystemMembership:
    return person.memberships.get()


@time_machine.travel(TODAY, tick=False)
def test_granting_the_social_tariff(cast: Cast) -> None:
    membership, before = membership_of(cast.bart), version(cast.bart)
    grant_social_tariff(ALL, membership)
    membership.refresh_from_db()
    assert membership.social_tariff_ends_on == date(2027, 4, 30)
    grant_social_tariff(ALL, membership, date(2027, 12, 31))
    membership.refresh_from_db()
    assert membership.social_tariff_ends_on == date(2027, 12, 31)
    assert version(cast.bart) == before + 2
    assert told("SocialTariffGranted", "social_tariff.grant")


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize("ends_on", [date(2026, 11, 22), date(2028, 1, 1)])
def test_granting_until_a_wrong_day(cast: Cast, rows: RowCounts, ends_on: date) -> None:
    before = rows()
    with pytest.raises(InvalidSocialTariffEnd):
        grant_social_tariff(ALL, membership_of(cast.bart), ends_on)
    assert rows() == before
    assert membership_of(cast.bart).social_tariff_ends_on is None


def test_suspending_and_resuming(cast: Cast) -> None:
    membership, before = membership_of(cast.amina), version(cast.amina)
    suspend_social_tariff(ALL, membership, date(2099, 1, 1))
    today = datetime.now(UTC).date()
    assert holder_by_number(cast.amina_number).memberships[0].social_tariff.status_on(today) == "SUSPENDED"
    assert told("SocialTariffSuspended", "social_tariff.suspend")
    suspend_social_tariff(ALL, membership, None)
    assert holder_by_number(cast.amina_number).memberships[0].social_tariff.status_on(today) == "ACTIVE"
    assert told("SocialTariffResumed", "social_tariff.resume")
    assert version(cast.amina) == before + 2


def test_blocking_a_card_is_for_good(cast: Cast, rows: RowCounts) -> None:
    card, before = Card.objects.get(uitpas_number=cast.bart_number), version(cast.bart)
    block_card(ALL, card)
    assert holder_by_number(cast.bart_number).card_status == "BLOCKED"
    assert membership_of(cast.bart).is_blocked is False
    assert version(cast.bart) == before + 1
    assert told("CardBlocked", "card.block")
    counts = rows()
    with pytest.raises(InvalidCardStatus):
        block_card(ALL, card)
    assert (rows(), version(cast.bart)) == (counts, before + 1)


def test_blocking_the_card_of_a_group(cast: Cast) -> None:
    block_card(ALL, Card.objects.get(uitpas_number=cast.chloe_number))
    assert holder_by_number(cast.chloe_number).card_status == "BLOCKED"


def test_blocking_a_membership(cast: Cast) -> None:
    before = version(cast.bart)
    block_membership(ALL, membership_of(cast.bart))
    assert holder_by_number(cast.bart_number).memberships[0].is_blocked
    assert told("MembershipBlocked", "membership.block")
    block_membership(ALL, membership_of(cast.bart), is_blocked=False)
    assert not holder_by_number(cast.bart_number).memberships[0].is_blocked
    assert told("MembershipUnblocked", "membership.unblock")
    assert version(cast.bart) == before + 2


def test_blocking_a_person(cast: Cast) -> None:
    before = version(cast.bart)
    block_passholder(ALL, cast.bart)
    assert holder_by_number(cast.bart_number).is_blocked
    assert told("PassholderBlocked", "passholder.block")
    block_passholder(ALL, cast.bart, is_blocked=False)
    assert told("PassholderUnblocked", "passholder.unblock")
    assert version(cast.bart) == before + 2


def test_a_group_pass(cast: Cast) -> None:
    new = NewGroupPass(
        name="De Kring",
        card_system=cast.gent,
        postal_code="9000",
        city="Gent",
        social_tariff_ends_on=date(2099, 12, 31),
        tickets_per_year=50,
    )
    group = create_group_pass(ALL, new)
    card = group.cards.get()
    assert (card.status, card.is_social, group.municipality_nis, group.tickets_per_year) == (
        "ACTIVE",
        True,
        "44021",
        50,
    )
    holder = holder_by_number(card.uitpas_number)
    assert (holder.is_group, holder.tickets_per_year, len(holder.memberships)) == (True, 50, 1)
    assert told("GroupPassCreated", "group_pass.create")


def test_a_group_with_coupons_only(cast: Cast) -> None:
    new = NewGroupPass(name="De Kring", card_system=cast.gent, postal_code="9000", city="Gent", tickets_per_year=50)
    group = create_group_pass(ALL, new)
    assert (group.tickets_per_year, group.cards.get().is_social) == (None, False)


@pytest.mark.django_db(transaction=True)
def test_the_same_person_twice_at_the_same_time() -> None:
    region = CardSystem.objects.create(id=9, name="Ergens")
    together, outcomes = threading.Barrier(8), list[object]()

    def register() -> None:
        try:
            together.wait(10)
            outcomes.append(register_passholder(ALL, newcomer(region)).pk)
        except InszAlreadyUsed:
            outcomes.append("used")
        finally:
            connection.close()

    threads = [threading.Thread(target=register) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, outcomes))[1:] == ["used"] * 7
    assert (Passholder.objects.count(), Card.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_the_number_of_another() -> None:
    region = CardSystem.objects.create(id=9, name="Ergens", number_prefix="09125")
    together, numbers = threading.Barrier(8), list[str]()

    def issue() -> None:
        try:
            together.wait(10)
            numbers.extend(issue_card(ALL, region).uitpas_number for _ in range(3))
        finally:
            connection.close()

    threads = [threading.Thread(target=issue) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [number[5:11] for number in sorted(numbers)] == [f"{serial:06d}" for serial in range(1, 25)]
