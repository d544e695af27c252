"""Real threads on PostgreSQL: two desks with one card, one voucher, one national number."""

from dataclasses import replace
from datetime import date

import pytest

from openpas.demo.cast import Cast
from openpas.enrolment.details import ConsentGiven, HomeAddress, PersonDetails
from openpas.enrolment.models import Voucher
from openpas.enrolment.refusals import InvalidVoucherCode, MembershipNotPossible
from openpas.enrolment.service.memberships import MembershipAsked, give_membership
from openpas.enrolment.service.registering import Registration, register
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Card, Passholder
from openpas.passholders.refusals import InszAlreadyUsed, InvalidCardStatus
from openpas.rewards.models import WelcomeGrant
from openpas.rewards.service import redeem
from tests.at_once import at_once
from tests.enrolment.people import ALL, INSZ, card_at, voucher

pytestmark = pytest.mark.django_db(transaction=True)
DESKS = 6


def asked(cast: Cast) -> Registration:
    person = PersonDetails(
        name="Peeters",
        first_name="Marc",
        date_of_birth=date(1983, 3, 2),
        address=HomeAddress("9000", "Gent"),
        consent=ConsentGiven(legal_terms_paper=True),
    )
    return Registration(
        person=person, organizer_id="cast-theatre", card_kind=Card.Kind.DIGITAL, card_system_id=cast.gent.pk
    )


def registered() -> int:
    return Passholder.objects.filter(name="Peeters").count()


def test_one_card(cast: Cast) -> None:
    card = card_at(cast.theatre, cast.gent)
    mine = replace(asked(cast), card_kind=Card.Kind.NFC_CARD, uitpas_number=card.uitpas_number)
    answers = at_once([lambda: register(ALL, mine)] * DESKS)
    assert answers.count(InvalidCardStatus) == DESKS - 1
    assert registered() == 1


def test_one_voucher(cast: Cast) -> None:
    voucher(cast.gent)
    answers = at_once([lambda: register(ALL, replace(asked(cast), voucher="ZOMER-1"))] * DESKS)
    assert answers.count(InvalidVoucherCode) == DESKS - 1
    assert registered() == 1
    assert Voucher.objects.get().used_by == Passholder.objects.get(name="Peeters")


def test_one_national_number(cast: Cast) -> None:
    mine = replace(asked(cast), person=replace(asked(cast).person, insz=INSZ))
    answers = at_once([lambda: register(ALL, mine)] * DESKS)
    assert answers.count(InszAlreadyUsed) == DESKS - 1
    assert registered() == 1
    assert WelcomeGrant.objects.count() == 1


def test_one_membership(cast: Cast) -> None:
    def ask() -> None:
        person = Passholder.objects.get(pk=cast.bart.pk)
        social = MembershipAsked(organizer_id="cast-theatre", card_kind=Card.Kind.DIGITAL, with_social_tariff=True)
        give_membership(ALL, person, cast.gent, social)

    answers = at_once([ask] * DESKS)
    assert answers.count(MembershipNotPossible) == DESKS - 1
    assert Card.objects.filter(membership__passholder=cast.bart, status="ACTIVE").count() == 1
    assert Card.objects.filter(membership__passholder=cast.bart).count() == 2


def test_joining_beside_redeeming_does_not_deadlock(cast: Cast) -> None:
    """Both take the welcome reward before the person, whoever comes first."""

    def join() -> None:
        person = Passholder.objects.get(pk=cast.bart.pk)
        asked_social = MembershipAsked(
            organizer_id="cast-theatre", card_kind=Card.Kind.DIGITAL, with_social_tariff=True
        )
        give_membership(ALL, person, cast.gent, asked_social)

    def take() -> None:
        redeem(ALL, "cast-welcome", cast.bart_number)

    answers = at_once([join, take, join, take, lambda: register(ALL, asked(cast))])
    assert all(isinstance(one, Passholder | None) or issubclass(one, Refusal) for one in answers)  # type: ignore[arg-type]
    assert registered() == 1
