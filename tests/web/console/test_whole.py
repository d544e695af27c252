"""What only who looks after the whole sees: managers and programs."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_client
from openpas.identity.clients import client_with_secret
from openpas.identity.models import ApiClient, Invitation, Manager, User
from openpas.records.models import AuditLine
from openpas.runtime import clock
from tests.web.conftest import words
from tests.web.console.conftest import Browser

pytestmark = pytest.mark.django_db

MANAGERS = "/console/managers"


def test_appointing_and_removing_managers(
    cast: Cast, browser: Browser, hanne: User, ibrahim: User, mailoutbox: list[EmailMessage]
) -> None:
    client = browser(ibrahim)
    assert "Hanne Haeck hanne@example.org UiTPAS Regio Gent" in words(client.get(MANAGERS))
    response = client.post(MANAGERS, {"do": "invite", "email": "nina@example.org", "region": "all"}, follow=True)
    assert "nina@example.org kreeg een mail." in words(response)
    assert mailoutbox[-1].subject == "Je kan aan de slag als beheerder van UiTPAS"
    made = Invitation.objects.get()
    assert "De vorige link" in words(client.post(MANAGERS, {"do": "resend", "invitation": made.pk}, follow=True))
    client.post(MANAGERS, {"do": "withdraw", "invitation": made.pk})
    assert not User.objects.filter(email="nina@example.org").exists()
    client.post(MANAGERS, {"do": "remove", "manager": hanne.manages.get().pk})
    assert not hanne.manages.exists()
    assert AuditLine.objects.filter(action="manager.remove", subject=f"card_system:{cast.gent.pk}").count() == 1


def test_a_manager_who_was_removed_stops_at_once(cast: Cast, browser: Browser, hanne: User, ibrahim: User) -> None:
    client, path = browser(hanne), f"/console/regions/{cast.gent.pk}"
    assert client.get(path).status_code == 200
    browser(ibrahim).post(MANAGERS, {"do": "remove", "manager": hanne.manages.get().pk})
    assert client.get(path).status_code == 403


def test_somebody_looks_after_the_whole(cast: Cast, browser: Browser, ibrahim: User) -> None:
    response = browser(ibrahim).post(MANAGERS, {"do": "remove", "manager": ibrahim.manages.get().pk})
    assert response.status_code == 409
    assert "Dit is de enige beheerder van het platform." in words(response)
    assert ibrahim.manages.exists()


@pytest.mark.parametrize("region", ["", "x", "999"])
def test_a_region_must_be_chosen(cast: Cast, browser: Browser, ibrahim: User, region: str) -> None:
    response = browser(ibrahim).post(MANAGERS, {"do": "invite", "email": "nina@example.org", "region": region})
    assert response.status_code == 403
    assert Manager.objects.count() == 1


def made(browser: Browser, ibrahim: User, **fields: str) -> tuple[ApiClient, str]:
    """A new program, and the page that tells its secret."""
    body = {"name": "Kassa Stad", "client_id": "kassa-stad", **fields}
    response = browser(ibrahim).post("/console/clients", body)
    assert response.status_code == 200, words(response)
    return ApiClient.objects.get(client_id="kassa-stad"), response.content.decode()


def secret_in(page: str) -> str:
    return page.split("client_secret</dt>")[1].split("<code>")[1].split("</code>", maxsplit=1)[0]


def test_a_secret_is_shown_once(cast: Cast, browser: Browser, ibrahim: User) -> None:
    client, page = made(browser, ibrahim, redirect_addresses="https://kassa.example/terug\n\nhttps://kassa.example/op")
    assert client.redirect_addresses == ["https://kassa.example/terug", "https://kassa.example/op"]
    secret = secret_in(page)
    assert client_with_secret("kassa-stad", secret) == client
    assert secret not in browser(ibrahim).get(f"/console/clients/{client.pk}").content.decode()
    assert not any(secret in str(line.details) for line in AuditLine.objects.all())
    assert AuditLine.objects.get(action="client.create", subject=f"client:{client.pk}").actor == f"user:{ibrahim.pk}"


def test_a_program_without_a_secret(cast: Cast, browser: Browser, ibrahim: User) -> None:
    client, page = made(browser, ibrahim, is_public="on")
    assert (client.is_public, "client_secret" in page) == (True, False)


@pytest.mark.parametrize(
    "fields", [{"client_id": "cast-desk"}, {"client_id": "a b"}, {"redirect_addresses": "http://x"}]
)
def test_a_program_that_cannot_be(cast: Cast, browser: Browser, ibrahim: User, fields: dict[str, str]) -> None:
    body = {"name": "Kassa", "client_id": "kassa-stad", **fields}
    response = browser(ibrahim).post("/console/clients", body)
    assert response.status_code >= 400
    assert 'role="alert"' in response.content.decode()
    assert not ApiClient.objects.filter(client_id="kassa-stad").exists()


def test_a_new_secret_with_overlap(cast: Cast, browser: Browser, ibrahim: User) -> None:
    client, page = made(browser, ibrahim)
    former, path = secret_in(page), f"/console/clients/{client.pk}"
    response = browser(ibrahim).post(path, {"do": "rotate", "overlap": "7"})
    fresh = secret_in(response.content.decode())
    assert client_with_secret("kassa-stad", former) == client_with_secret("kassa-stad", fresh) == client
    client.refresh_from_db()
    assert client.former_secret_until is not None
    assert client.former_secret_until - clock.now() > timedelta(days=6)
    browser(ibrahim).post(path, {"do": "rotate", "overlap": "400"})
    assert client_with_secret("kassa-stad", fresh) is None


def test_switching_off_and_on(cast: Cast, browser: Browser, ibrahim: User) -> None:
    client, _ = made(browser, ibrahim)
    path = f"/console/clients/{client.pk}"
    for do, is_active in (("off", False), ("on", True)):
        browser(ibrahim).post(path, {"do": do})
        client.refresh_from_db()
        assert client.is_active is is_active


def test_rights_for_one_organizer_leave_the_others(cast: Cast, browser: Browser, ibrahim: User) -> None:
    page, before = f"/console/clients/{cast.desk_client.pk}", cast.desk_client.grants.count()
    client = browser(ibrahim)
    assert "SK Muide" in words(client.get(f"{page}/organizers", {"text": "muide"}))
    path = f"{page}/organizers/{cast.club.pk}"
    asked = {"permission": ["TARIFFS_READ", "CARDS_READ", "PASSHOLDERS_SEARCH_ALL"]}
    assert "Bewaard." in words(client.post(path, asked, follow=True))
    assert cast.desk_client.grants.count() == before + 2
    cast.desk_client.refresh_from_db()
    actor = actor_of_client("cast-desk", cast.desk_client.grants_version)
    assert set(actor.by_organizer[cast.club.pk]) == {Permission.TARIFFS_READ, Permission.CARDS_READ}
    client.post(path, {})
    assert cast.desk_client.grants.count() == before
