"""Points and limits of an event (O15)."""

from django.db import transaction

from openpas.events.models import Event
from openpas.events.queries import by_public_id, require_settings_right
from openpas.events.refusals import EventNotFound
from openpas.events.rules import EventSettings, require_not_over
from openpas.foundation.actor import Actor
from openpas.foundation.limits import Limit
from openpas.foundation.permissions import Permission
from openpas.records import service as records
from openpas.runtime import clock


@transaction.atomic
def change_settings(actor: Actor, public_id: str, settings: EventSettings) -> None:
    """Replace all settings; a limit that is not given is no limit.

    Raises PermissionMissing, EventNotFound, and EventOver once the event has ended. How many points a check-in gives is
    left to whoever holds EVENT_SETTINGS_UPDATE: that is what the contract says, and it knows no region's right for it
    (contract/rules.md 8-62).
    """
    actor.require_somewhere(Permission.EVENT_SETTINGS_UPDATE, Permission.EVENT_SETTINGS_UPDATE_ALL)
    event = by_public_id(public_id).select_for_update(no_key=True).first()
    if event is None:
        raise EventNotFound
    require_settings_right(actor, event, Permission.EVENT_SETTINGS_UPDATE, Permission.EVENT_SETTINGS_UPDATE_ALL)
    require_not_over(event.ends_at, clock.now())
    _fill(event, settings)
    records.publish("EventSettingsChanged", {"event_id": event.pk})
    records.note(actor, "event.change_settings", f"event:{event.pk}", checkin_points=settings.checkin_points)


def _fill(event: Event, settings: EventSettings) -> None:
    event.checkin_points = settings.checkin_points
    event.checkin_limit_volume, event.checkin_limit_period = _columns(settings.checkin_limit)
    event.ticket_limit_volume, event.ticket_limit_period = _columns(settings.ticket_limit)
    event.save()


def _columns(limit: Limit | None) -> tuple[int | None, str]:
    return (None, "") if limit is None else (limit.volume, limit.period.value)
