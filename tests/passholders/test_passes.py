"""A pass by whatever somebody holds up, and what must be said with it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.actor import PermissionMissing
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import IdentifierKind
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership
from openpas.passholders.passes import MessageLevel
from openpas.passholders.queries import find_pass, find_pass_by
from openpas.passholders.refusals import CardBlocked, InvalidCardStatus, PassholderBlocked, PassNotFound
from openpas.passholders.rules import SocialTariffStatus
from openpas.passholders.service import add_membership, block_card, block_membership, block_passholder, issue_card
from openpas.passholders.service.memberships import NewMembership
from openpas.records.models import AccessLine
from openpas.runtime import clock
from tests.passholders.conftest import ALL, NOBODY, RowCounts, may

pytestmark = pytest.mark.django_db


def card_of(number: str) -> Card:
    return Card.objects.get(uitpas_number=number)


def change_membership(cast: Cast, **columns: object) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(**columns)


@pytest.mark.parametrize(
    "identifier",
    [
        AMINA.card,
        f" {AMINA.card[:4]} {AMINA.card[4:]}",
        AMINA.insz,
        "90.05.17-002.55",
        f"ID<{AMINA.insz}<",
        AMINA.chip.lower(),
    ],
)
def test_by_every_kind_of_identifier(cast: Cast, identifier: str) -> None:
    found = find_pass(may(Permission.PASSES_READ, at=cast.theatre.pk), identifier)
    assert (found.public_id, found.holder.uitpas_number, found.first_name) == (AMINA.public_id, AMINA.card, "Amina")
    assert (found.points, found.postal_code, found.card_system, found.is_group) == (12, "9000", cast.gent, False)
    assert (found.social_tariff_status, found.messages) == (SocialTariffStatus.ACTIVE, ())
    line = AccessLine.objects.get()
    assert (line.passholder_id, line.actor, line.purpose) == (cast.amina.pk, "client:some", "passes.read")


def test_a_group(cast: Cast) -> None:
    found = find_pass(ALL, cast.chloe_number)
    assert (found.is_group, found.first_name, found.points) == (True, cast.chloe.name, 0)
    assert (found.public_id, found.social_tariff_status) == (cast.chloe.public_id, SocialTariffStatus.ACTIVE)
    assert not AccessLine.objects.exists()


def test_four_queries_and_a_line(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        find_pass(ALL, cast.amina_number)
    assert len(queries) == 4


@pytest.mark.parametrize(
    "identifier",
    ["", "nothing", "0900000095902", "0900000100018", "83030201540", "83030201541", "04FFFFFFFFFFFF", "12345678"],
)
def test_nobody_answers_to_it(cast: Cast, rows: RowCounts, identifier: str) -> None:
    before = rows()
    with pytest.raises(PassNotFound) as refused:
        find_pass(ALL, identifier)
    assert (refused.value.status, rows()) == (404, before)


def test_a_person_without_any_card(cast: Cast) -> None:
    Card.objects.filter(membership__passholder=cast.amina).delete()
    with pytest.raises(PassNotFound):
        find_pass(ALL, AMINA.insz)


def test_a_stranger_sees_nothing(cast: Cast, rows: RowCounts) -> None:
    before = rows()
    with pytest.raises(PermissionMissing):
        find_pass(NOBODY, cast.amina_number)
    with pytest.raises(PermissionMissing):
        find_pass(may(Permission.PASSES_CHIPNUMBERS_READ, at=cast.theatre.pk), cast.amina_number)
    assert rows() == before


def test_a_blocked_card_tells_whose_it_was(cast: Cast, rows: RowCounts) -> None:
    block_card(ALL, card_of(AMINA.card))
    before = rows()
    for identifier in (AMINA.card, AMINA.insz, AMINA.chip):
        with pytest.raises(InvalidCardStatus) as refused:
            find_pass(ALL, identifier)
        assert refused.value.extensions == {
            "cardStatus": "BLOCKED",
            "passType": "INDIVIDUAL",
            "groupPass": False,
            "passholderId": str(AMINA.public_id),
        }
    assert rows() == before


def test_a_blocked_card_of_a_group(cast: Cast) -> None:
    block_card(ALL, card_of(cast.chloe_number))
    with pytest.raises(InvalidCardStatus) as refused:
        find_pass(ALL, cast.chloe_number)
    assert refused.value.extensions == {
        "cardStatus": "BLOCKED",
        "passType": "GROUP",
        "groupPass": True,
        "passholderId": str(cast.chloe.public_id),
    }


def test_a_card_that_nobody_holds(cast: Cast) -> None:
    card = issue_card(ALL, cast.gent)
    with pytest.raises(InvalidCardStatus) as refused:
        find_pass(ALL, card.uitpas_number)
    assert refused.value.extensions == {"cardStatus": "PROVISIONED", "passType": "INDIVIDUAL", "groupPass": False}


def test_a_blocked_person(cast: Cast, rows: RowCounts) -> None:
    block_passholder(ALL, cast.amina)
    before = rows()
    with pytest.raises(PassholderBlocked):
        find_pass(ALL, AMINA.card)
    assert rows() == before


def test_by_insz_the_oldest_membership_that_can_be_used(cast: Cast) -> None:
    second = add_membership(ALL, cast.bart, NewMembership(cast.dender, has_card=True))
    newer = second.cards.get().uitpas_number
    assert find_pass(ALL, BART.insz).holder.uitpas_number == BART.card
    block_membership(ALL, cast.bart.memberships.get(card_system=cast.gent))
    assert find_pass(ALL, BART.insz).holder.uitpas_number == newer
    block_card(ALL, card_of(newer))
    assert find_pass(ALL, BART.insz).holder.uitpas_number == BART.card


def test_a_suspended_social_tariff(cast: Cast) -> None:
    change_membership(cast, social_tariff_suspended_until=date(2099, 2, 1))
    found = find_pass(ALL, AMINA.card)
    [message] = found.messages
    assert (found.social_tariff_status, message.level) == (SocialTariffStatus.SUSPENDED, MessageLevel.WARN)
    assert "1/2/2099" in message.text.nl


def test_an_expired_social_tariff(cast: Cast) -> None:
    change_membership(cast, social_tariff_ends_on=date(2020, 4, 30))
    found = find_pass(ALL, AMINA.card)
    [message] = found.messages
    assert (found.social_tariff_status, found.social_tariff_ends_on) == (SocialTariffStatus.EXPIRED, date(2020, 4, 30))
    assert (message.level, message.text.nl) == (
        MessageLevel.WARN,
        "Het kansentarief van deze UiTPAS is verlopen. Verleng het aan een UiTPAS-balie in je gemeente.",
    )


def test_in_the_grace_days(cast: Cast) -> None:
    ended_on = brussels_day(clock.now()) - timedelta(days=10)
    change_membership(cast, social_tariff_ends_on=ended_on)
    found = find_pass(ALL, AMINA.card)
    [message] = found.messages
    last_day = ended_on + timedelta(days=30)
    assert (found.social_tariff_status, message.level) == (SocialTariffStatus.ACTIVE, MessageLevel.INFO)
    assert f"geldt nog tot en met {last_day.day}/{last_day.month}/{last_day.year}" in message.text.nl


def test_a_blocked_membership(cast: Cast) -> None:
    block_membership(ALL, cast.amina.memberships.get())
    found = find_pass(ALL, AMINA.card)
    [message] = found.messages
    assert (found.social_tariff_status, found.social_tariff_ends_on) == (SocialTariffStatus.NONE, None)
    assert message.text.nl == "Deze UiTPAS is geblokkeerd in UiTPAS Regio Gent. Neem contact op met de regio."


def test_the_region_of_the_card_counts(cast: Cast) -> None:
    add_membership(ALL, cast.bart, NewMembership(cast.dender, date(clock.now().year + 1, 4, 30)))
    assert find_pass(ALL, BART.card).social_tariff_status is SocialTariffStatus.NONE


@pytest.mark.parametrize(
    ("kind", "identifier", "permission"),
    [
        (IdentifierKind.UITPAS_NUMBER, AMINA.card, Permission.PASSES_READ),
        (IdentifierKind.INSZ, AMINA.insz, Permission.PASSES_INSZNUMBERS_READ),
        (IdentifierKind.CHIP, AMINA.chip, Permission.PASSES_CHIPNUMBERS_READ),
    ],
)
def test_by_one_kind_with_a_right_of_its_own(
    cast: Cast, kind: IdentifierKind, identifier: str, permission: Permission
) -> None:
    actor = may(permission, at=cast.theatre.pk)
    assert find_pass_by(actor, kind, identifier).public_id == AMINA.public_id
    with pytest.raises(PassNotFound):
        find_pass_by(actor, kind, {"UITPAS_NUMBER": AMINA.insz}.get(kind, AMINA.card))
    with pytest.raises(PermissionMissing):
        find_pass_by(may(Permission.CARDS_READ, at=cast.theatre.pk), kind, identifier)
    block_card(ALL, card_of(AMINA.card))
    with pytest.raises(CardBlocked):
        find_pass_by(actor, kind, identifier)
