"""Reads of kiosks: for those who work for its organizers, and of the event that it is at."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from openpas.checkins.kiosks.refusals import KioskUnknown
from openpas.checkins.kiosks.rules import Surroundings, current_event
from openpas.checkins.models import Kiosk
from openpas.events.models import Event
from openpas.events.queries import EVENT_AS_JSON, event_facts_from
from openpas.events.refusals import EventNotFound
from openpas.events.rules import EventFacts
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.identity.admins import organizers_of
from openpas.organizers.models import Organizer

_AROUND: Final = timedelta(days=2)
"""More than any margin around an activity."""


def kiosks(actor: Actor, organizer_public_id: str = "") -> QuerySet[Kiosk]:
    """The kiosks that serve, by name: those of one organizer, or all that the caller may see (O89).

    Needs KIOSKS_READ. Somebody who works for an organizer sees the kiosks of that one when it is named. An organizer
    that nobody knows has none. Raises PermissionMissing.
    """
    found = Kiosk.objects.filter(device_hash__isnull=False, is_blocked=False)
    if organizer_public_id:
        found = found.filter(organizers__public_id__iexact=organizer_public_id)
    if Permission.KIOSKS_READ not in actor.everywhere:
        readable = set(actor.organizers_with(Permission.KIOSKS_READ))
        if organizer_public_id:
            named = Organizer.objects.filter(public_id__iexact=organizer_public_id, pk__in=organizers_of(actor))
            readable.update(named.values_list("pk", flat=True))
        if not readable:
            raise PermissionMissing("KIOSKS_READ, or the organizerId of an own organizer, is required.")
        found = found.filter(organizers__in=readable)
    return (
        found.distinct()
        .select_related("card_system")
        .prefetch_related("card_system__cities", "organizers", "locations")
    )


def fixed_event_of(actor: Actor, kiosk_public_id: UUID) -> EventFacts:
    """The event at which the kiosk is fixed (O90). Raises KioskUnknown, PermissionMissing and EventNotFound."""
    kiosk = Kiosk.objects.filter(public_id=kiosk_public_id).first()
    if kiosk is None:
        raise KioskUnknown
    require_kiosk_right(actor, kiosk, Permission.KIOSKS_READ)
    return configured_event(kiosk)


def configured_event(kiosk: Kiosk) -> EventFacts:
    """The same for the kiosk itself (O95). Raises EventNotFound."""
    found = _facts_of([] if kiosk.fixed_event_id is None else [kiosk.fixed_event_id])
    if not found:
        raise EventNotFound("No event is configured.")
    return found[0]


def current_event_of(kiosk: Kiosk, moment: datetime) -> EventFacts:
    """The event at which the kiosk checks in at that moment (O98, O99). Four queries. Raises EventNotFound."""
    place = near(kiosk)
    events = _facts_of(_possible(kiosk, place, moment))
    fixed = next((event for event in events if event.id == kiosk.fixed_event_id), None)
    chosen = current_event(fixed, [event for event in events if place.hold(event)], moment)
    if chosen is None:
        raise EventNotFound("There is no event at which points can be saved now.")
    return chosen


def near(kiosk: Kiosk) -> Surroundings:
    """Where the kiosk stands. Two queries."""
    return Surroundings(
        organizer_ids=[organizer.pk for organizer in kiosk.organizers.all()],
        location_ids=[location.pk for location in kiosk.locations.all()],
    )


def require_kiosk_right(actor: Actor, kiosk: Kiosk, permission: Permission) -> None:
    """Raise PermissionMissing unless the right is held for an organizer of the kiosk, or the caller works for one, as
    whatever type (contract/rules.md 3.2).

    A kiosk has every right to itself.
    """
    organizer_ids = [organizer.pk for organizer in kiosk.organizers.all()]
    is_itself = actor.kind is ActorKind.KIOSK and actor.id == f"kiosk:{kiosk.pk}"
    if not is_itself and organizers_of(actor).isdisjoint(organizer_ids):
        actor.require(permission, organizer_ids)


def _possible(kiosk: Kiosk, place: Surroundings, moment: datetime) -> list[int]:
    near_by = Q(organizer__in=place.organizer_ids) | Q(location__in=place.location_ids)
    not_over = Q(ends_at=None) | Q(ends_at__gte=moment - _AROUND)
    has_begun = Q(starts_at=None) | Q(starts_at__lte=moment + _AROUND)
    events = Event.objects.filter(Q(pk=kiosk.fixed_event_id) | near_by, not_over, has_begun, is_published=True)
    return list(events.values_list("pk", flat=True))


def _facts_of(event_ids: Collection[int]) -> list[EventFacts]:
    """What the rules know of these events, as far as they are published."""
    if not event_ids:
        return []
    every_event = EVENT_AS_JSON.format(event_id="event.public_id")
    with connection.cursor() as cursor:
        cursor.execute(f"{every_event} AND event.id = ANY(%s)", [list(event_ids)])
        return [event_facts_from(facts) for (facts,) in cursor.fetchall()]
