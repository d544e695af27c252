"""Which card systems and which manual distribution keys an event has: operations O11 and O12 as a whole.

The card systems belong to `events`; the keys, and the sales that freeze both, belong here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from openpas.card_systems.models import CardSystem
from openpas.events import service as events
from openpas.events.models import Event
from openpas.events.queries import by_public_id
from openpas.events.refusals import EventHasTicketSales, EventNotFound
from openpas.events.rules import CardSystemChoice
from openpas.foundation.actor import Actor
from openpas.foundation.refusal import addressed_by_path
from openpas.tariffs.models import DistributionKey, EventKey, TicketSale
from openpas.tariffs.refusals import InvalidKeyForEvent, UnknownKey

_MANUAL: Final = DistributionKey.Kind.MANUAL


@dataclass(frozen=True, slots=True)
class KeyOfEvent:
    """A manual key that the organizer may use, and whether the event does."""

    key: DistributionKey
    is_enabled: bool


@dataclass(frozen=True, slots=True)
class CardSystemOfEvent:
    """A card system of the organizer, and whether the event counts in it."""

    card_system: CardSystem
    is_enabled: bool
    keys: tuple[KeyOfEvent, ...]


def card_systems_of_event(public_id: str) -> list[CardSystemOfEvent]:
    """All card systems in which the event could count, by id, with the manual keys that exist there (O12).

    Anybody may ask. Raises EventNotFound. Five queries.
    """
    event = by_public_id(public_id).select_related("organizer").first()
    if event is None:
        raise EventNotFound
    enabled = dict(event.card_system_choices.values_list("card_system_id", "is_enabled"))
    keys = _keys_of(event)
    return [
        CardSystemOfEvent(system, enabled.get(system.pk, True), tuple(keys.get(system.pk, ())))
        for system in event.organizer.card_systems.order_by("pk")
    ]


@transaction.atomic
def replace_card_systems(actor: Actor, public_id: str, choices: Sequence[CardSystemChoice]) -> None:
    """Replace the choice of card systems and keys (O11); for an event that is not known yet it is kept until it is.

    Raises PermissionMissing, EventNotFound (404, since the path names it; the body names all else),
    EventHasTicketSales, CardSystemNotFound, InvalidCardSystem, UnknownKey and InvalidKeyForEvent.
    """
    with addressed_by_path():
        event = events.event_to_change(actor, public_id)
    _require_existing(key_id for choice in choices for key_id in choice.keys)
    if event is None:
        events.remember_card_systems(actor, public_id, choices)
        return
    if TicketSale.objects.filter(event=event, cancellation__isnull=True).exists():
        raise EventHasTicketSales
    events.choose_card_systems(actor, event, choices)
    choose_keys(event, choices)


def choose_keys(event: Event, choices: Iterable[CardSystemChoice]) -> None:
    """Replace the choice of manual keys: one that is not named is off. Raises InvalidKeyForEvent."""
    usable = dict(_usable(event).values_list("pk", "card_system_id"))
    chosen = {key_id: on for choice in choices for key_id, on in choice.keys.items()}
    for choice in choices:
        if any(on and usable.get(key_id) != choice.card_system_id for key_id, on in choice.keys.items()):
            raise InvalidKeyForEvent(f"A key of card system {choice.card_system_id} cannot be used at this event.")
    event.key_choices.all().delete()
    EventKey.objects.bulk_create(
        EventKey(event=event, key_id=key_id, is_enabled=on) for key_id, on in chosen.items() if key_id in usable
    )


def apply_remembered_keys(event: Event, choices: Sequence[CardSystemChoice], **_: object) -> None:
    """An event became known for which keys were chosen before: those that fit are taken (`card_systems_applied`)."""
    usable = dict(_usable(event).values_list("pk", "card_system_id"))
    fitting = [
        CardSystemChoice(
            choice.card_system_id,
            choice.is_enabled,
            {key_id: on for key_id, on in choice.keys.items() if usable.get(key_id) == choice.card_system_id},
        )
        for choice in choices
    ]
    choose_keys(event, fitting)


def _usable(event: Event) -> QuerySet[DistributionKey]:
    """Manual keys that are global or assigned to the organizer, in its card systems (domain/rules.md 4.7)."""
    return DistributionKey.objects.filter(
        Q(is_global=True) | Q(organizers=event.organizer_id),
        kind=_MANUAL,
        is_active=True,
        card_system__organizers=event.organizer_id,
    ).distinct()


def _keys_of(event: Event) -> dict[int, list[KeyOfEvent]]:
    enabled = dict(event.key_choices.values_list("key_id", "is_enabled"))
    found: dict[int, list[KeyOfEvent]] = {}
    for key in _usable(event).order_by("pk"):
        found.setdefault(key.card_system_id, []).append(KeyOfEvent(key, enabled.get(key.pk, False)))
    return found


def _require_existing(key_ids: Iterable[int]) -> None:
    named = set(key_ids)
    known = set(DistributionKey.objects.filter(pk__in=named).values_list("pk", flat=True))
    if unknown := named - known:
        raise UnknownKey(f"There is no distribution key {min(unknown)}.")
