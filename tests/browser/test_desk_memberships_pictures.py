"""The pictures of status, passes and moving.

As test_screenshots.py: `OPENPAS_SCREENSHOTS=docs/screenshots` writes them anew.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.memberships import address, let_desks_register
from tests.browser.pictures import take
from tests.enrolment.people import card_at

Shoot = Callable[[str], None]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pictures]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pictures(browser: Browser, live: str, cast: Cast, folder: Path, kind: str) -> None:
    let_desks_register(cast)
    screen = desktop(browser, live) if kind == "desktop" else phone(browser, live, width=375)
    with screen as page:
        in_gent(page, cast, lambda name: take(page, folder / f"desk-memberships-{name}-{kind}.png"))
    screen = desktop(browser, live) if kind == "desktop" else phone(browser, live, width=375)
    with screen as page:
        in_aalst(page, cast, lambda name: take(page, folder / f"desk-memberships-{name}-{kind}.png"))


def in_gent(page: Page, cast: Cast, shoot: Shoot) -> None:
    sign_in(page, cast.dirk.email)
    page.goto(address(cast.dirk, cast.theatre, cast.amina, "status"))
    shoot("status-extend")
    page.get_by_label("Welk bewijs heb je gezien?").select_option("OTHER")
    page.get_by_role("button", name="Verleng het statuut").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot("status-refused")
    page.goto(address(cast.dirk, cast.theatre, cast.bart, "status"))
    shoot("status-grant")
    page.goto(address(cast.dirk, cast.theatre, cast.amina, "status/end") + f"?region={cast.gent.pk}")
    shoot("status-end")
    page.goto(address(cast.dirk, cast.theatre, cast.bart, "block"))
    shoot("block")
    page.get_by_label("Alleen blokkeren").check()
    shoot("block-final")
    page.get_by_label("Blokkeren en vervangen").check()
    page.get_by_role("button", name="Verder naar vervangen").click()
    expect(page.get_by_role("heading", name="Kaart vervangen")).to_be_visible()
    shoot("replace")
    page.get_by_label("Nummer van de nieuwe kaart").fill(cast.amina_number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    shoot("replace-refused")
    page.get_by_label("Nummer van de nieuwe kaart").fill(card_at(cast.theatre, cast.gent).uitpas_number)
    page.get_by_role("button", name="Vervang de kaart").click()
    expect(page.get_by_role("heading", name="Nieuwe UiTPAS")).to_be_visible()
    shoot("receipt")


def in_aalst(page: Page, cast: Cast, shoot: Shoot) -> None:
    sign_in(page, cast.eva.email)
    page.goto(address(cast.eva, cast.aalst, cast.bart, "").removesuffix("/"))
    shoot("elsewhere")
    page.goto(address(cast.eva, cast.aalst, cast.bart, "join"))
    shoot("join")
    page.goto(address(cast.eva, cast.aalst, cast.amina, "move"))
    page.get_by_label("Straat, nummer en bus").fill("Molenstraat 4")
    page.get_by_label("Postcode").fill("9300")
    page.get_by_label("Gemeente").fill("Aalst")
    shoot("move")
    page.get_by_role("button", name="Kijk wat er verandert").click()
    expect(page.get_by_role("heading", name="Verhuizen naar Aalst")).to_be_visible()
    shoot("move-follows")
