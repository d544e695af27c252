"""Regions and their groups in administration."""

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.models import DeskGroup, User
from openpas.identity.staff.desks import rights_of_desk
from openpas.records.models import AuditLine
from tests.web.conftest import words
from tests.web.console.conftest import Browser

pytestmark = pytest.mark.django_db


def tickets(cast: Cast) -> DeskGroup:
    return DeskGroup.objects.get(card_system=cast.gent, name="Checkin- en ticketbalies")


def test_manager_of_one_region_comes_straight_to_its_desks(cast: Cast, browser: Browser, hanne: User) -> None:
    response = browser(hanne).get("/console/", follow=True)
    assert response.redirect_chain == [(f"/console/regions/{cast.gent.pk}", 302)]
    page = words(response)
    assert "3 balies" in page
    assert "SK Muide 9000 Gent · 1 medewerker Checkin- en ticketbalies" in page
    assert "Denderkade" not in page


def test_who_looks_after_the_whole_sees_every_region(cast: Cast, browser: Browser, ibrahim: User) -> None:
    page = words(browser(ibrahim).get("/console/"))
    assert "UiTPAS Dender 1 balie · 9 groepen" in page
    assert "UiTPAS Regio Gent 3 balies · 9 groepen" in page
    assert "Beheerders Programma's" in page


def test_searching(cast: Cast, browser: Browser, hanne: User) -> None:
    client, path = browser(hanne), f"/console/regions/{cast.gent.pk}"
    assert "1 balie " in words(client.get(path, {"text": "muide"}))
    schools = DeskGroup.objects.get(card_system=cast.gent, name="Scholen")
    assert "0 balies" in words(client.get(path, {"group": schools.pk}))
    schools.desks.add(cast.theatre)
    assert "Theater De Vlieger" in words(client.get(path, {"group": str(schools.pk), "text": "9000"}))
    assert "3 balies" in words(client.get(path, {"group": "x", "page": "99"}))


def test_a_changed_group_counts_at_its_desks(cast: Cast, browser: Browser, hanne: User) -> None:
    group, version = tickets(cast), cast.dirk.grants_version
    body = {"name": " Gewone  balies", "permission": ["CHECKINS_WRITE", "PERMISSIONS_WRITE", "x"], "is_default": "on"}
    response = browser(hanne).post(f"/console/groups/{group.pk}", body, follow=True)
    assert "Bewaard. Dit geldt vanaf nu aan elke balie in deze groep." in words(response)
    group.refresh_from_db()
    assert (group.name, group.permissions, group.is_default) == ("Gewone balies", ["CHECKINS_WRITE"], True)
    assert rights_of_desk(cast.theatre.pk) == {Permission.CHECKINS_WRITE: {cast.gent.pk}}
    cast.dirk.refresh_from_db()
    cast.eva.refresh_from_db()
    assert (cast.dirk.grants_version, cast.eva.grants_version) == (version + 1, version)
    line = AuditLine.objects.get(action="desk_group.change")
    assert line.actor == f"user:{hanne.pk}"
    assert "TARIFFS_READ" in line.details["changed"]


def test_the_page_of_a_group_says_every_right_in_words(cast: Cast, browser: Browser, hanne: User) -> None:
    response = browser(hanne).get(f"/console/groups/{tickets(cast).pk}")
    body = response.content.decode()
    assert 'value="CHECKINS_WRITE" checked' in body
    assert 'value="PASSHOLDERS_WRITE"' in body
    assert 'value="PASSHOLDERS_WRITE" checked' not in body
    for never in ("PERMISSIONS_WRITE", "EVENTS_READ_ALL", "ORGANIZERS_ADMINS_WRITE", "PASSHOLDERS_SELF_READ"):
        assert never not in body
    assert "punten sparen en dat ongedaan maken" in words(response)
    assert "SK Muide" in words(response)


def test_a_new_group_may_nothing_yet(cast: Cast, browser: Browser, hanne: User) -> None:
    client, path = browser(hanne), f"/console/regions/{cast.gent.pk}/groups"
    response = client.post(path, {"name": "Sportdienst"}, follow=True)
    made = DeskGroup.objects.get(name="Sportdienst")
    assert (made.card_system, made.permissions, made.is_default) == (cast.gent, [], False)
    assert response.redirect_chain == [(f"/console/groups/{made.pk}", 302)]
    for taken in ("sportdienst", "  "):
        response = client.post(path, {"name": taken})
        assert (response.status_code, DeskGroup.objects.filter(card_system=cast.gent).count()) == (409, 10)


def test_a_group_that_is_all_some_desk_has_stays(cast: Cast, browser: Browser, hanne: User) -> None:
    client, group = browser(hanne), tickets(cast)
    response = client.post(f"/console/groups/{group.pk}", {"delete": "1"})
    assert response.status_code == 409
    assert "Kies eerst een andere groep voor SK Muide, Stad Gent, dienst Vrije Tijd, Theater De Vlieger." in words(
        response
    )
    schools = DeskGroup.objects.get(card_system=cast.gent, name="Scholen")
    schools.desks.add(cast.theatre, cast.club, cast.town_hall)
    client.post(f"/console/groups/{group.pk}", {"delete": "1"})
    assert not DeskGroup.objects.filter(pk=group.pk).exists()
    assert Permission.CHECKINS_WRITE not in rights_of_desk(cast.theatre.pk)
