"""Signing in by way of another issuer: its button, its place in the own account, and where the form may lead."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.identity.models import ExternalAccount
from tests.signing_in import signed_in
from tests.web.account.conftest import place, with_password
from tests.web.conftest import words

CITY = "https://login.example.org/realms/city"
ISSUERS = f"""
own_accounts = OWN

[issuers.city]
title = "Met je stadsaccount"
issuer = "{CITY}"
client_id = "openpas"
client_secret = "secret"
"""


def trust_the_city(settings: Settings, folder: Path, *, own_accounts: bool = True) -> None:
    file = folder / f"issuers-{own_accounts}.toml"
    file.write_text(ISSUERS.replace("OWN", str(own_accounts).lower()))
    settings.OPENPAS_ISSUERS = file


@pytest.fixture
def dirk(cast: Cast) -> Client:
    client = Client()
    signed_in(client, cast.dirk)
    return client


def test_its_button_keeps_where_somebody_wanted_to_be(
    client: Client, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    trust_the_city(settings, tmp_path)

    page = client.get("/account/sign-in?next=/desk/desks").content.decode()

    assert 'href="/account/external/city?next=%2Fdesk%2Fdesks"' in page
    assert "Wachtwoord" in page


def test_where_only_others_are_trusted_there_is_no_password(
    client: Client, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    trust_the_city(settings, tmp_path, own_accounts=False)

    page = words(client.get("/account/sign-in"))

    assert "Met je stadsaccount" in page
    assert "Wachtwoord" not in page
    assert with_password(client, cast.dirk.email).status_code == 200
    assert client.get("/account/").status_code == 302


def test_an_account_elsewhere_is_linked_by_a_form_that_leads_there_only(
    dirk: Client, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    trust_the_city(settings, tmp_path)

    response = dirk.get("/account/elsewhere")

    assert "form-action 'self' https://login.example.org;" in response.headers["Content-Security-Policy"]
    assert 'action="/account/external/city?next=%2Faccount%2Felsewhere"' in response.content.decode()
    assert "Via iemand anders Geen" in words(dirk.get("/account/"))


def test_an_account_elsewhere_is_let_go(dirk: Client, cast: Cast, settings: Settings, tmp_path: Path) -> None:
    trust_the_city(settings, tmp_path)
    linked = ExternalAccount.objects.create(user=cast.dirk, issuer=CITY, subject="d", linked_at=timezone.now())
    others = ExternalAccount.objects.create(user=cast.eva, issuer=CITY, subject="e", linked_at=timezone.now())

    assert "gekoppeld op" in words(dirk.get("/account/elsewhere"))
    dirk.post("/account/elsewhere", {"unlink": others.pk})
    assert place(dirk.post("/account/elsewhere", {"unlink": linked.pk})) == "/account/elsewhere"

    assert [one.user for one in ExternalAccount.objects.all()] == [cast.eva]


def test_without_another_issuer_there_is_nothing_of_it(dirk: Client) -> None:
    assert "Via iemand anders" not in words(dirk.get("/account/"))
    assert "Hier kan dat nog niet." in words(dirk.get("/account/elsewhere"))
