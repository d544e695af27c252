"""The benchmark's organizers, events and client."""

from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.demo.accounts import desk_client
from openpas.demo.builders import card_system, new_event, organizer, standard_key
from openpas.demo.bulk.plan import CLIENT_ID, SECRET, Plan, event_id
from openpas.demo.places import GENT
from openpas.events.models import Event, PriceClass
from openpas.events.rules import Calendar
from openpas.foundation.limits import Limit
from openpas.organizers.models import Organizer
from openpas.runtime import clock

_PRICE_CENTS: Final = 1000


def save_supply(plan: Plan) -> CardSystem:
    """The region with its standard key, and in it organizers, events and the client."""
    gent = card_system(GENT)
    standard_key(gent)
    hosts = [
        organizer(f"bench-organizer-{number}", f"Organisator {number}", "Meetstraat 1", ("9000", "Gent"), gent)
        for number in range(plan.organizers)
    ]
    events = [_event(plan, number, hosts[number % len(hosts)]) for number in range(plan.events)]
    Event.objects.bulk_create(events, batch_size=1000)
    PriceClass.objects.bulk_create(
        (PriceClass(event=event, name="Basistarief", price_cents=_PRICE_CENTS, is_base=True) for event in events),
        batch_size=1000,
    )
    desk_client(CLIENT_ID, "Benchmark", Organizer.objects.all(), SECRET)
    return gent


def _event(plan: Plan, number: int, host: Organizer) -> Event:
    event = new_event(event_id(number), host, f"Activiteit {number}", Calendar("PERMANENT"), clock.now())
    event.checkin_limit_volume, event.checkin_limit_period = _columns(plan.checkin_limit)
    event.ticket_limit_volume, event.ticket_limit_period = _columns(plan.ticket_limit)
    return event


def _columns(limit: Limit | None) -> tuple[int | None, str]:
    return (limit.volume, limit.period.value) if limit else (None, "")
