"""Cards at a desk and in its regions: counted per kind and state, and taken into stock by who may."""

import pytest

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_user
from openpas.identity.roles import REGISTRATION_DESK, SOCIAL_TARIFF_DESK
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardDoesNotFit, InvalidCardStatus
from openpas.passholders.service.arriving import may_receive, receive
from openpas.passholders.service.cards import issue_card
from openpas.passholders.stock import LOW_STOCK, stock_of
from openpas.records.models import AuditLine
from tests.desk_rights import let_desk, let_desk_only

pytestmark = pytest.mark.django_db
SYSTEM = Actor("system:test", ActorKind.SYSTEM)


def card(region: CardSystem, *, is_social: bool = False, at: Organizer | None = None, status: str = "") -> Card:
    made = issue_card(SYSTEM, region, is_social=is_social, kind=Card.Kind.NFC_CARD)
    made.stock_organizer = at
    made.status = status or (Card.Status.LOCAL_STOCK if at else Card.Status.PROVISIONED)
    made.save()
    return made


def clerk_of(cast: Cast) -> Actor:
    cast.dirk.refresh_from_db()
    return actor_of_user(cast.dirk.pk, cast.theatre.pk, cast.dirk.grants_version)


def test_it_counts_per_region_kind_and_state(cast: Cast) -> None:
    let_desk(cast.theatre, REGISTRATION_DESK)
    for _ in range(LOW_STOCK):
        card(cast.gent, at=cast.theatre)
    card(cast.gent, at=cast.theatre, is_social=True)
    card(cast.gent, at=cast.theatre, is_social=True, status=Card.Status.BLOCKED)
    card(cast.gent, is_social=True)
    card(cast.gent, at=cast.club)
    card(cast.dender)

    lines = [
        (line.region, line.is_social, line.here, line.blocked, line.in_region, line.is_low)
        for line in stock_of(clerk_of(cast), cast.theatre)
    ]

    assert lines == [(cast.gent, False, LOW_STOCK, 0, 0, False), (cast.gent, True, 1, 1, 1, True)]


def test_counting_takes_the_right(cast: Cast) -> None:
    let_desk_only(cast.theatre)
    with pytest.raises(PermissionMissing):
        stock_of(clerk_of(cast), cast.theatre)


def test_a_card_that_arrived_lies_at_the_desk(cast: Cast) -> None:
    let_desk(cast.theatre, REGISTRATION_DESK)
    made = card(cast.gent)
    receive(clerk_of(cast), made, cast.theatre)
    made.refresh_from_db()
    assert (made.status, made.stock_organizer_id) == (Card.Status.LOCAL_STOCK, cast.theatre.pk)
    assert AuditLine.objects.get(action="card.put_in_stock").subject == f"card:{made.pk}"


def test_cards_for_the_social_tariff_are_for_desks_that_grant_it(cast: Cast) -> None:
    let_desk(cast.theatre, REGISTRATION_DESK)
    made = card(cast.gent, is_social=True)
    assert not may_receive(clerk_of(cast), made, cast.theatre)
    with pytest.raises(PermissionMissing) as refused:
        receive(clerk_of(cast), made, cast.theatre)
    assert refused.value.missing_permissions == (Permission.PASSHOLDERS_WRITE_SOCIALTARIFF,)
    let_desk(cast.theatre, SOCIAL_TARIFF_DESK)
    assert may_receive(clerk_of(cast), made, cast.theatre)


def test_what_is_of_another_region_or_not_underway_stays(cast: Cast) -> None:
    let_desk(cast.theatre, REGISTRATION_DESK)
    elsewhere, at_club = card(cast.dender), card(cast.gent, at=cast.club)
    with pytest.raises(CardDoesNotFit):
        receive(clerk_of(cast), elsewhere, cast.theatre)
    with pytest.raises(InvalidCardStatus):
        receive(clerk_of(cast), at_club, cast.theatre)
    at_club.refresh_from_db()
    assert at_club.stock_organizer_id == cast.club.pk
    assert not AuditLine.objects.filter(action="card.put_in_stock").exists()
