"""A desk in administration: who works there, what it may, inviting; and nothing of others."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from openpas.demo.cast import Cast
from openpas.identity.models import DeskGroup, Invitation, OrganizerAdmin, SignedInSession, User
from openpas.records.models import AuditLine
from openpas.runtime import clock
from tests.web.conftest import at, words
from tests.web.console.conftest import Browser

pytestmark = pytest.mark.django_db


def desk_page(desk: Any) -> str:
    return f"/console/desks/{desk.pk}"


def act(client: Client, desk: Any, do: str, **fields: Any) -> Any:
    return client.post(desk_page(desk), {"do": do, **fields}, follow=True)


def place(user: User, desk: Any) -> OrganizerAdmin:
    return OrganizerAdmin.objects.get(user=user, organizer=desk)


def test_nobody_comes_in_without_signing_in_or_managing(cast: Cast, browser: Browser) -> None:
    assert Client().get("/console/")["Location"].startswith("/account/sign-in?next=")
    refused = browser(cast.dirk).get("/console/")
    assert (refused.status_code, "Je beheert nog niets." in words(refused)) == (403, True)


def test_admin_of_one_desk_comes_straight_to_it(cast: Cast, browser: Browser) -> None:
    response = browser(cast.farid).get("/console/", follow=True)
    assert response.redirect_chain == [(desk_page(cast.club), 302)]
    page = words(response)
    assert "SK Muide" in page
    assert "Farid Fassi farid@example.org Verantwoordelijke" in page
    assert "punten sparen en dat ongedaan maken" in page
    assert "Groepen in UiTPAS Regio Gent Checkin- en ticketbalies" in page
    assert "regio5@example.org" in page
    assert 'name="group"' not in response.content.decode()


@pytest.mark.parametrize("who", ["farid", "hanne"])
def test_what_is_of_others_is_as_if_it_were_not_there(cast: Cast, browser: Browser, hanne: User, who: str) -> None:
    client = browser(hanne if who == "hanne" else cast.farid)
    group = DeskGroup.objects.filter(card_system=cast.dender).first()
    assert group
    others = [
        desk_page(cast.aalst),
        "/console/desks/999999",
        f"/console/regions/{cast.dender.pk}",
        "/console/regions/999999",
        f"/console/regions/{cast.dender.pk}/groups",
        f"/console/groups/{group.pk}",
        "/console/groups/999999",
        "/console/managers",
        "/console/clients",
        f"/console/clients/{cast.desk_client.pk}",
        f"/console/clients/{cast.desk_client.pk}/organizers",
        f"/console/clients/{cast.desk_client.pk}/organizers/{cast.theatre.pk}",
    ]
    if who == "farid":
        others += [desk_page(cast.theatre), f"/console/regions/{cast.gent.pk}"]
    before = AuditLine.objects.count()
    for path in others:
        seen = client.get(path)
        assert (path, seen.status_code) == (path, 403)
        assert "Dit beheer je niet." in words(seen)
        assert "Denderkade" not in words(seen)
        changed = client.post(path, {"do": "invite", "email": "x@example.org", "name": "X", "permission": "CARDS_READ"})
        assert changed.status_code in (403, 405)
    assert AuditLine.objects.count() == before


def test_inviting_a_colleague(cast: Cast, browser: Browser, mailoutbox: list[EmailMessage]) -> None:
    response = act(browser(cast.farid), cast.club, "invite", email="Nina@Example.org", type="MEMBER")
    assert "nina@example.org kreeg een mail en hoort nu bij deze balie." in words(response)
    assert "nina@example.org de link werkt tot" in words(response)
    assert [mail.to for mail in mailoutbox] == [["nina@example.org"]]
    made = Invitation.objects.get()
    response = act(browser(cast.farid), cast.club, "resend", invitation=made.pk)
    assert "De vorige link werkt niet meer." in words(response)
    act(browser(cast.farid), cast.club, "withdraw", invitation=made.pk)
    assert not User.objects.filter(email="nina@example.org").exists()


def test_mailbox_of_several_people_is_refused_where_it_was_typed(cast: Cast, browser: Browser) -> None:
    response = act(browser(cast.farid), cast.club, "invite", email="info@example.org", type="ADMIN")
    assert response.status_code == 400
    assert "info@example.org lijkt een adres dat meerdere mensen lezen." in words(response)
    body = response.content.decode()
    assert 'value="info@example.org"' in body
    assert 'aria-invalid="true"' in body
    assert "is_confirmed" not in body


def test_name_of_the_desk_asks_for_a_tick(cast: Cast, browser: Browser) -> None:
    client = browser(cast.farid)
    response = act(client, cast.club, "invite", email="skmuide@example.org", type="MEMBER")
    assert "Alleen deze persoon leest dit adres" in words(response)
    response = act(client, cast.club, "invite", email="skmuide@example.org", type="MEMBER", is_confirmed="on")
    assert response.status_code == 200
    assert User.objects.filter(email="skmuide@example.org").exists()


def test_types_and_the_last_admin(cast: Cast, browser: Browser) -> None:
    client = browser(cast.farid)
    act(client, cast.club, "invite", email="dirk@example.org", type="MEMBER")
    farid, dirk = place(cast.farid, cast.club), place(cast.dirk, cast.club)
    for do in ("type", "remove"):
        response = act(client, cast.club, do, person=farid.pk, type="MEMBER")
        assert (response.status_code, "Dit is de enige beheerder." in words(response)) == (409, True)
    act(client, cast.club, "type", person=dirk.pk, type="ADMIN")
    assert place(cast.dirk, cast.club).type == "ADMIN"
    response = act(client, cast.club, "remove", person=farid.pk)
    assert response.status_code == 403
    assert not OrganizerAdmin.objects.filter(pk=farid.pk).exists()


def test_people_of_another_desk_are_out_of_reach(cast: Cast, browser: Browser) -> None:
    client = browser(cast.farid)
    dirk = place(cast.dirk, cast.theatre)
    for do in ("type", "remove", "vouch"):
        assert act(client, cast.club, do, person=dirk.pk, type="ADMIN").status_code == 404
    assert place(cast.dirk, cast.theatre).type == "MEMBER"


def test_open_session_of_somebody_who_was_removed_stops_at_once(cast: Cast, browser: Browser, hanne: User) -> None:
    browser(cast.dirk)
    dirk = at(cast.dirk, cast.theatre, cast.open_house.public_id)
    assert dirk.get("/desk/").status_code == 200
    act(browser(hanne), cast.theatre, "remove", person=place(cast.dirk, cast.theatre).pk)
    response = dirk.get("/desk/")
    assert (response.status_code, response["Location"]) == (302, "/desk/desks")
    assert dirk.post("/desk/", {"identifier": cast.amina_number}).status_code == 302


def test_groups_of_a_desk_count_within_one_request(cast: Cast, browser: Browser, hanne: User) -> None:
    browser(cast.dirk)
    dirk = at(cast.dirk, cast.theatre, cast.open_house.public_id)
    assert dirk.get("/desk/activities").status_code == 200
    usual = DeskGroup.objects.get(name="Checkin- en ticketbalies", card_system=cast.gent)
    silent = DeskGroup.objects.create(card_system=cast.gent, name="Mag niets", permissions=[])
    client = browser(hanne)
    response = act(client, cast.theatre, "groups", region=cast.gent.pk, group=[silent.pk])
    assert "Bewaard. Dit geldt vanaf nu aan deze balie." in words(response)
    refused = dirk.get("/desk/activities")
    assert refused.status_code == 403
    act(
        client,
        cast.theatre,
        "groups",
        region=cast.gent.pk,
        group=[usual.pk],
    )
    assert dirk.get("/desk/activities").status_code == 200


def test_a_desk_stays_in_a_group_and_in_its_own_regions(cast: Cast, browser: Browser, hanne: User) -> None:
    client = browser(hanne)
    joined = set(cast.theatre.desk_groups.values_list("pk", flat=True))
    response = act(client, cast.theatre, "groups", region=cast.gent.pk, group=[])
    assert (response.status_code, "Elke balie hoort bij minstens één groep." in words(response)) == (409, True)
    foreign = DeskGroup.objects.filter(card_system=cast.dender).values_list("pk", flat=True)[0]
    assert act(client, cast.theatre, "groups", region=cast.gent.pk, group=[foreign]).status_code == 403
    assert act(client, cast.theatre, "groups", region=cast.dender.pk, group=[foreign]).status_code == 403
    assert set(cast.theatre.desk_groups.values_list("pk", flat=True)) == joined


def test_an_admin_does_not_choose_what_the_desk_may(cast: Cast, browser: Browser) -> None:
    every = list(DeskGroup.objects.filter(card_system=cast.gent).values_list("pk", flat=True))
    response = act(browser(cast.farid), cast.club, "groups", region=cast.gent.pk, group=every)
    assert response.status_code == 403
    assert cast.club.desk_groups.count() == 1


def test_a_change_asks_for_a_proof_of_the_last_minutes(cast: Cast, browser: Browser) -> None:
    client = browser(cast.farid)
    SignedInSession.objects.update(proven_at=clock.now().replace(year=2020))
    assert client.get(desk_page(cast.club)).status_code == 200
    response = client.post(desk_page(cast.club), {"do": "invite", "email": "nina@example.org"})
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/account/prove")
    assert not User.objects.filter(email="nina@example.org").exists()


def test_somebody_who_gets_no_codes_any_more_is_vouched_for(
    cast: Cast, browser: Browser, mailoutbox: list[EmailMessage]
) -> None:
    client = browser(cast.farid)
    act(client, cast.club, "invite", email="dirk@example.org", type="MEMBER")
    response = act(client, cast.club, "vouch", person=place(cast.dirk, cast.club).pk)
    assert "Dirk Declerck kreeg een mail met een link." in words(response)
    assert mailoutbox[-1].to == ["dirk@example.org"]
    assert act(client, cast.club, "vouch", person=place(cast.farid, cast.club).pk).status_code == 404


def test_pages_are_kept_nowhere(cast: Cast, browser: Browser) -> None:
    assert browser(cast.farid).get(desk_page(cast.club))["Cache-Control"] == "no-store, private"
