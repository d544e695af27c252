"""Real threads on PostgreSQL: two desks with one lost card, one card in stock, one voucher, one move."""

import pytest

from openpas.demo.cast import Cast
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.models import Voucher
from openpas.enrolment.refusals import CardChangedMeanwhile, InvalidVoucherCode, SameAddress
from openpas.enrolment.rules.memberships import PriceReason
from openpas.enrolment.service.moving_house import MoveAsked, move_house
from openpas.enrolment.service.replacing import ReplacementAsked, replace_card
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.passholders.refusals import InvalidCardStatus
from openpas.passholders.service import add_membership
from openpas.passholders.service.memberships import NewMembership
from openpas.records.models import OutboxMessage
from tests.at_once import at_once
from tests.enrolment.people import ALL, card_at, voucher

pytestmark = pytest.mark.django_db(transaction=True)
DESKS = 6


def replaces(cast: Cast, person: Passholder, old: str, number: str = "", code: str = "") -> None:
    asked = ReplacementAsked(
        organizer_id=cast.theatre.public_id,
        replaced_id=Card.objects.get(uitpas_number=old).pk,
        reason=PriceReason.LOSS_THEFT,
        uitpas_number=number,
        voucher=code,
    )
    replace_card(ALL, Passholder.objects.get(pk=person.pk), cast.gent, asked)


def active(person: Passholder) -> list[Card]:
    return list(Card.objects.filter(membership__passholder=person, status=Card.Status.ACTIVE))


def test_one_lost_card(cast: Cast) -> None:
    answers = at_once([lambda: replaces(cast, cast.bart, cast.bart_number)] * DESKS)
    assert answers.count(CardChangedMeanwhile) == DESKS - 1
    assert answers.count(None) == 1
    assert len(active(cast.bart)) == 1
    assert Card.objects.filter(membership__passholder=cast.bart).count() == 2
    assert OutboxMessage.objects.filter(kind="CardReplaced").count() == 1


def test_one_card_in_stock_for_two_people(cast: Cast) -> None:
    card = card_at(cast.theatre, cast.gent)
    membership = CardSystemMembership.objects.get(passholder=cast.amina)
    membership.social_tariff_ends_on = None
    membership.save()
    answers = at_once(
        [
            lambda: replaces(cast, cast.bart, cast.bart_number, card.uitpas_number),
            lambda: replaces(cast, cast.amina, cast.amina_number, card.uitpas_number),
        ]
    )
    assert sorted(map(str, answers)) == sorted(map(str, [None, InvalidCardStatus]))
    card.refresh_from_db()
    loser = cast.amina if active(cast.bart) == [card] else cast.bart
    assert [one.uitpas_number for one in active(loser)] == [
        cast.bart_number if loser == cast.bart else cast.amina_number
    ]


def test_one_voucher(cast: Cast) -> None:
    voucher(cast.gent)
    answers = at_once(
        [
            lambda: replaces(cast, cast.bart, cast.bart_number, code="ZOMER-1"),
            lambda: replaces(cast, cast.amina, cast.amina_number, code="ZOMER-1"),
        ]
    )
    assert sorted(map(str, answers)) == sorted(map(str, [None, InvalidVoucherCode]))
    used_by = Voucher.objects.get().used_by
    assert used_by in (cast.bart, cast.amina)
    other = cast.amina if used_by == cast.bart else cast.bart
    assert Card.objects.filter(membership__passholder=other).count() == 1


def test_one_move(cast: Cast) -> None:
    def moves() -> None:
        address = HomeAddress("9300", "Aalst", "Molenstraat 4")
        move_house(ALL, cast.aalst, Passholder.objects.get(pk=cast.bart.pk), MoveAsked(address=address))

    answers = at_once([moves] * DESKS)
    assert answers.count(SameAddress) == DESKS - 1
    assert CardSystemMembership.objects.filter(passholder=cast.bart).count() == 2
    assert OutboxMessage.objects.filter(kind="PassholderMoved").count() == 1


def test_a_card_of_each_region_is_replaced_on_its_own(cast: Cast) -> None:
    add_membership(ALL, cast.bart, NewMembership(cast.dender, has_card=True))
    replaces(cast, cast.bart, cast.bart_number)
    assert {card.card_system_id for card in active(cast.bart)} == {cast.gent.pk, cast.dender.pk}
