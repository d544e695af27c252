"""In which card systems an event counts (O11)."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.card_systems.refusals import CardSystemNotFound
from openpas.events.models import Event, EventCardSystem, PendingCardSystems
from openpas.events.queries import by_public_id
from openpas.events.refusals import EventNotFound, InvalidCardSystem
from openpas.events.rules import CardSystemChoice
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.records import service as records
from openpas.runtime import clock


def event_to_change(actor: Actor, public_id: str) -> Event | None:
    """The event, locked against sales; None when it is not known yet and the caller may choose for every event.

    Call it in a transaction. Raises PermissionMissing, and EventNotFound for who has rights for known events only
    (contract/rules.md 8-66).
    """
    actor.require_somewhere(Permission.EVENTS_UPDATE, Permission.EVENTS_UPDATE_ALL)
    may_choose_for_all = actor.may_somewhere(Permission.EVENTS_UPDATE_ALL)
    event = by_public_id(public_id).select_for_update().first()
    if event is None and not may_choose_for_all:
        raise EventNotFound
    if event is not None and not may_choose_for_all:
        actor.require(Permission.EVENTS_UPDATE, [event.organizer_id])
    return event


@transaction.atomic
def choose_card_systems(actor: Actor, event: Event, choices: Sequence[CardSystemChoice]) -> None:
    """Replace the choice: a card system that is not named is disabled, and with none the event is no UiTPAS event.

    `event` comes from `event_to_change`. Raises CardSystemNotFound, and InvalidCardSystem when one is enabled of which
    the organizer is no member.
    """
    _require_known(choices)
    enabled = {choice.card_system_id for choice in choices if choice.is_enabled}
    if foreign := enabled - _card_systems_of(event):
        raise InvalidCardSystem(f"The organizer is not in card system {min(foreign)}.")
    apply_choices(event, choices)
    records.publish("EventCardSystemsChosen", {"event_id": event.pk, "card_system_ids": sorted(enabled)})
    records.note(actor, "event.choose_card_systems", f"event:{event.pk}", card_system_ids=sorted(enabled))


@transaction.atomic
def remember_card_systems(actor: Actor, public_id: str, choices: Sequence[CardSystemChoice]) -> None:
    """Keep the choice for an event that is not known yet, in place of an earlier one. Raises CardSystemNotFound."""
    _require_known(choices)
    PendingCardSystems.objects.filter(event_public_id__iexact=public_id).delete()
    pending = PendingCardSystems.objects.create(
        event_public_id=public_id,
        choices=[choice.to_json() for choice in choices],
        actor=actor.id,
        created_at=clock.now(),
    )
    records.note(actor, "event.remember_card_systems", f"pending_card_systems:{pending.pk}")


def apply_choices(event: Event, choices: Iterable[CardSystemChoice]) -> None:
    """Write the choice down for every card system of the organizer; others are passed over."""
    enabled = {choice.card_system_id for choice in choices if choice.is_enabled}
    event.card_system_choices.all().delete()
    EventCardSystem.objects.bulk_create(
        EventCardSystem(event=event, card_system_id=card_system_id, is_enabled=card_system_id in enabled)
        for card_system_id in sorted(_card_systems_of(event))
    )


def _card_systems_of(event: Event) -> set[int]:
    return set(event.organizer.card_systems.values_list("pk", flat=True))


def _require_known(choices: Iterable[CardSystemChoice]) -> None:
    named = {choice.card_system_id for choice in choices}
    known = set(CardSystem.objects.filter(pk__in=named).values_list("pk", flat=True))
    if unknown := named - known:
        raise CardSystemNotFound(f"There is no card system {min(unknown)}.")
