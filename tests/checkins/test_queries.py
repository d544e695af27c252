"""Searching check-ins: only what counts, only where the caller may look, and the person can see it."""

import pytest

from openpas.checkins.queries import checkins_of
from openpas.checkins.service import cancel_checkin, check_in
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.records.models import AccessLine
from tests.checkins.conftest import actor_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere(cast: Cast) -> Actor:
    return actor_for(cast.theatre.pk, cast.club.pk, cast.aalst.pk)


def bart(cast: Cast) -> str:
    return str(cast.bart.public_id)


def test_newest_first_without_cancelled_ones(cast: Cast, everywhere: Actor) -> None:
    first = check_in(everywhere, cast.bart_number, "cast-open-house", channel="API")
    gone = check_in(everywhere, cast.bart_number, "cast-concert", channel="API")
    last = check_in(everywhere, cast.bart_number, "cast-training", channel="API")
    cancel_checkin(everywhere, gone.id)
    total, found = checkins_of(everywhere, bart(cast), ["cast-theatre", "CAST-club"])
    assert (total, [one.id for one in found]) == (2, [last.id, first.id])
    assert (found[1].event_id, found[1].event_title) == ("cast-open-house", cast.open_house.title)
    assert (found[1].uitpas_number, found[1].points) == (cast.bart_number, 1)
    assert checkins_of(everywhere, bart(cast), ["cast-theatre", "cast-club"], start=1, limit=1)[1][0].id == first.id
    assert checkins_of(everywhere, bart(cast), ["cast-theatre", "cast-club"], limit=0) == (2, [])


def test_only_named_organizers_where_the_caller_may_look(cast: Cast, everywhere: Actor, theatre_desk: Actor) -> None:
    check_in(everywhere, cast.bart_number, "cast-training", channel="API")
    assert checkins_of(everywhere, bart(cast), ["cast-theatre"]) == (0, [])
    assert checkins_of(theatre_desk, bart(cast), ["cast-theatre", "cast-club"]) == (0, [])
    assert checkins_of(everywhere, bart(cast), ["cast-club"])[0] == 1


def test_a_part_of_the_title(cast: Cast, everywhere: Actor) -> None:
    check_in(everywhere, cast.bart_number, "cast-open-house", channel="API")
    assert checkins_of(everywhere, bart(cast), ["cast-theatre"], event_title="THEATERhuis")[0] == 1
    assert checkins_of(everywhere, bart(cast), ["cast-theatre"], event_title="voetbal")[0] == 0


def test_somebody_unknown_has_none(cast: Cast, everywhere: Actor) -> None:
    assert checkins_of(everywhere, "nobody", ["cast-theatre"]) == (0, [])
    assert checkins_of(everywhere, str(cast.chloe.public_id), ["cast-theatre"]) == (0, [])
    assert not AccessLine.objects.exists()


def test_looking_leaves_a_line(cast: Cast, theatre_desk: Actor) -> None:
    checkins_of(theatre_desk, bart(cast), ["cast-theatre"])
    line = AccessLine.objects.get()
    assert (line.passholder_id, line.actor, line.purpose) == (cast.bart.pk, "client:test", "checkins")


def test_the_right_to_read_is_needed(cast: Cast) -> None:
    writer = actor_for(cast.theatre.pk, rights=(Permission.CHECKINS_WRITE,))
    with pytest.raises(PermissionMissing):
        checkins_of(writer, bart(cast), ["cast-theatre"])
    assert not AccessLine.objects.exists()
