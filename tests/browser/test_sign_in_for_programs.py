"""A program sends somebody to sign in and gets the person back, in a real browser with its content policy."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pyotp
import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from openpas.demo.cast import PASSWORD, Cast, create_cast
from openpas.entitlement.doubles.identity_provider import Client, IdentityProviderDouble
from openpas.entitlement.doubles.people import PEOPLE
from openpas.entitlement.doubles.toml import issuers_toml
from openpas.identity.clients import create_client
from openpas.identity.external.relying_party import s256
from openpas.identity.models import ExternalAccount, User
from openpas.runtime import clock
from openpas.runtime.double_server import Answer, Asked, serving
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

QUESTION = {
    "client_id": "program",
    "response_type": "code",
    "scope": "openid",
    "state": "of-the-program",
    "code_challenge": s256("v" * 43),
    "code_challenge_method": "S256",
}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return create_cast()


@pytest.fixture
def program(live: str, settings: Settings, cast: Cast) -> Iterator[str]:
    """The address to which a program has people sent back: another origin than ours."""
    settings.OPENPAS_ISSUER = live

    def welcome(asked: Asked) -> Answer:
        return Answer(200, b"<h1>Terug in het programma</h1>", {"Content-Type": "text/html"})

    with serving(welcome) as address:
        create_client("program", "Programma", redirect_addresses=[f"{address}/back"])
        yield f"{address}/back"


def is_back(page: Page, program: str) -> None:
    expect(page.get_by_role("heading", name="Terug in het programma")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"^{re.escape(program)}\?code=[\w-]{{43}}&state=of-the-program&iss="))


def test_back_at_the_program_after_password_and_code(page: Page, program: str, live: str) -> None:
    dirk = Visitor(live, "dirk@example.org", PASSWORD)
    dirk.wire.close()
    dirk.set_up_app()
    page.goto(f"/authorize?{urlencode({**QUESTION, 'redirect_uri': program})}")
    page.locator("#email").fill(dirk.email)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    choice = page.locator("button[name=kind][value=APP]")
    if choice.count():
        choice.click()
    page.locator("#code").fill(pyotp.TOTP(dirk.seed).at(clock.now()))
    page.locator("#code").press("Enter")
    is_back(page, program)
    page.goto(f"/authorize?{urlencode({**QUESTION, 'redirect_uri': program, 'prompt': 'none'})}")
    is_back(page, program)


def test_back_at_the_program_by_way_of_another_issuer(
    page: Page, program: str, live: str, settings: Settings, tmp_path: object
) -> None:
    client = Client("openpas", "secret of the double", frozenset({f"{live}/account/external/government/callback"}))
    bart = next(one for one in PEOPLE.values() if one.family_name == "D'Hondt")
    double = IdentityProviderDouble(client, people={bart.insz: replace(bart, given_names=("Bart",))})
    with double.serve():
        settings.OPENPAS_ISSUERS = tmp_path / "issuers.toml"  # type: ignore[operator]
        settings.OPENPAS_ISSUERS.write_text(issuers_toml("government", double))
        page.goto(f"/authorize?{urlencode({**QUESTION, 'redirect_uri': program})}")
        page.get_by_role("link", name="Aanmelden met itsme of eID (proef)").click()
        page.get_by_role("button", name="Bart D'Hondt").click()
        is_back(page, program)
    assert ExternalAccount.objects.get().user == User.objects.get(email="bart@example.org")
