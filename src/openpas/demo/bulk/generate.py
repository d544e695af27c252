"""The order in which a large set is made."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from django.db import connection

from openpas.demo.bulk.history import save_history
from openpas.demo.bulk.people import save_people
from openpas.demo.bulk.plan import CLIENT_ID, AlreadyGenerated, Plan, event_id
from openpas.demo.bulk.supply import save_supply
from openpas.events.models import Event
from openpas.identity.models import ApiClient
from openpas.runtime import clock

_TABLES: Final = (
    "passholders_passholder, passholders_pointsaccount, passholders_cardsystemmembership, passholders_card, "
    "events_event, events_priceclass, organizers_organizer, identity_grant, checkins_checkin, checkins_pointsline"
)
Bar = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a bar with a title and a total, and gives what moves it on."""


def generate(plan: Plan, bar: Bar) -> None:
    """Make everything of the plan beside what is there. Raises AlreadyGenerated."""
    if ApiClient.objects.filter(client_id=CLIENT_ID).exists():
        raise AlreadyGenerated("This database holds a benchmark set already.")
    now = clock.now()
    with connection.cursor() as cursor:
        # What a crash would lose is made again anyway.
        cursor.execute("SET synchronous_commit = off")
    region = save_supply(plan)
    with bar("passholders", plan.passholders) as advance:
        first = save_people(plan, region, now, advance)
    _gather_statistics()
    if plan.checkins:
        first_event = Event.objects.get(public_id=event_id(0)).pk
        with bar("check-ins", plan.checkins) as advance:
            save_history(plan, first, first_event, now, advance)
        _gather_statistics()


def _gather_statistics() -> None:
    """For the planner; outside a transaction also what the first readers would have to clear up (VACUUM)."""
    command = "ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE"
    with connection.cursor() as cursor:
        cursor.execute(f"{command} {_TABLES}")
