"""A passholder as shown to who may see the person: memberships with their cards, and the national number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch, QuerySet

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.records.encryption import decrypt
from openpas.records.service import note_access
from openpas.runtime import clock

SEARCH_PERMISSIONS: Final = (
    Permission.PASSHOLDERS_SEARCH,
    Permission.PASSHOLDERS_SEARCH_BY_ID,
    Permission.PASSHOLDERS_SEARCH_ALL,
)
"""Who has one of these may see a whole person."""

_HELD: Final = (Card.Status.ACTIVE, Card.Status.BLOCKED, Card.Status.DELETED)


@dataclass(frozen=True, slots=True)
class ShownMembership:
    """A membership today. `card` is the ACTIVE one, or else the last; `social_tariff` is None when never granted."""

    card_system: CardSystem
    is_blocked: bool
    card: Card | None
    social_tariff: SocialTariff | None
    social_tariff_status: SocialTariffStatus
    in_grace_period: bool

    @property
    def uitpas_number(self) -> str | None:
        """The number of the current card, when that is ACTIVE."""
        return self.card.uitpas_number if self.card and self.card.status == Card.Status.ACTIVE else None


@dataclass(frozen=True, slots=True)
class ShownPassholder:
    """A person with memberships, oldest first. `insz` is empty when the person has none, or it may not be seen."""

    person: Passholder
    points: int
    insz: str
    memberships: tuple[ShownMembership, ...]

    @property
    def uitpas_number(self) -> str | None:
        """That of the oldest membership that is not blocked and has an ACTIVE card (BR-CARD-13)."""
        numbers = (one.uitpas_number for one in self.memberships if not one.is_blocked)
        return next((number for number in numbers if number), None)


def shown(actor: Actor, people: QuerySet[Passholder], purpose: str) -> list[ShownPassholder]:
    """These people in this order, each with a line of access. Five queries, however many people.

    The INSZ is decrypted for `purpose`, and only for who holds one of SEARCH_PERMISSIONS.
    """
    found = list(_loaded(people))
    note_access(actor, [person.pk for person in found], purpose)
    sees_insz = actor.may_somewhere(*SEARCH_PERMISSIONS)
    today = brussels_day(clock.now())
    return [
        ShownPassholder(
            person=person,
            points=person.points_account.points,
            insz=_insz(person) if sees_insz else "",
            memberships=tuple(_membership(one, today) for one in person.memberships.all()),
        )
        for person in found
    ]


def shown_by_id(actor: Actor, passholder_ids: Iterable[int], purpose: str) -> dict[int, ShownPassholder]:
    """People by internal id, to show beside their ticket sales and the like."""
    people = shown(actor, Passholder.objects.filter(pk__in=set(passholder_ids)), purpose)
    return {one.person.pk: one for one in people}


def memberships_of(person: Passholder) -> tuple[ShownMembership, ...]:
    """The memberships of somebody, oldest first, for who noted the access already."""
    today = brussels_day(clock.now())
    return tuple(
        _membership(one, today) for one in _loaded(Passholder.objects.filter(pk=person.pk)).get().memberships.all()
    )


def _loaded(people: QuerySet[Passholder]) -> QuerySet[Passholder]:
    memberships = CardSystemMembership.objects.select_related("card_system").prefetch_related(
        "card_system__cities", Prefetch("cards", Card.objects.filter(status__in=_HELD).order_by("-activated_at", "-pk"))
    )
    return people.select_related("points_account", "registration_organizer").prefetch_related(
        Prefetch("memberships", memberships)
    )


def _insz(person: Passholder) -> str:
    return decrypt(person.insz_encrypted) if person.insz_encrypted else ""


def _membership(row: CardSystemMembership, today: date) -> ShownMembership:
    cards = sorted(row.cards.all(), key=lambda card: card.status != Card.Status.ACTIVE)
    granted = SocialTariff(row.social_tariff_ends_on, row.social_tariff_suspended_until, row.card_system.grace_days)
    return ShownMembership(
        card_system=row.card_system,
        is_blocked=row.is_blocked,
        card=cards[0] if cards else None,
        social_tariff=None if granted.ends_on is None else granted,
        social_tariff_status=granted.status_on(today),
        in_grace_period=granted.in_grace_on(today),
    )
