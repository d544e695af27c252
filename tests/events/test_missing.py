"""Where an activity is that is not on the list of a desk."""

from datetime import timedelta

import pytest

from openpas.demo.builders import event
from openpas.demo.cast import Cast
from openpas.events.missing import Obstacle, whereabouts
from openpas.events.models import Event, EventStatus
from openpas.events.rules import Calendar, Span
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.calendar import brussels_day, end_of_day, start_of_day
from openpas.foundation.permissions import Permission
from openpas.runtime import clock


def found(cast: Cast, text: str, *permissions: Permission) -> list[tuple[str, Obstacle]]:
    grants = dict.fromkeys(permissions, frozenset[int]())
    desk = Actor("user:1", ActorKind.STAFF, by_organizer={cast.theatre.pk: grants}, desk_id=cast.theatre.pk)
    today = brussels_day(clock.now())
    shown = whereabouts(desk, cast.theatre.pk, text, start_of_day(today), end_of_day(today))
    return [(one.title, one.obstacle) for one in shown]


def test_each_activity_comes_with_its_obstacle_the_own_ones_first(cast: Cast) -> None:
    now = clock.now()
    for title, days in (("Reis morgen", 2), ("Reis voorbij", -2)):
        moment = Span(now + timedelta(days=days), now + timedelta(days=days, hours=1))
        event(title.lower(), cast.theatre, title, Calendar("SINGLE", moments=(moment,)), now)
    for title in ("Reis nu", "Reis afgelast", "Reis verborgen", "Reis elders"):
        event(title.lower(), cast.theatre, title, Calendar("PERMANENT"), now)
    Event.objects.filter(title="Reis afgelast").update(status=EventStatus.UNAVAILABLE)
    Event.objects.filter(title="Reis verborgen").update(is_published=False)
    Event.objects.filter(title="Reis elders").update(organizer=cast.club, location=None)
    event("reis-ver", cast.aalst, "Reis ver", Calendar("PERMANENT"), now)

    shown = found(cast, "reis", Permission.CHECKINS_WRITE)

    assert shown[-1] == ("Reis elders", Obstacle.OTHER_ORGANIZER)
    assert dict(shown) == {
        "Reis morgen": Obstacle.LATER,
        "Reis voorbij": Obstacle.OVER,
        "Reis nu": Obstacle.NONE,
        "Reis afgelast": Obstacle.CALLED_OFF,
        "Reis verborgen": Obstacle.NOT_PUBLISHED,
        "Reis elders": Obstacle.OTHER_ORGANIZER,
    }


def test_a_desk_without_work_at_activities_is_told_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionMissing):
        found(cast, "bezoek")
