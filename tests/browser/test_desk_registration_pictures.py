"""The pictures of registering somebody, for the manual.

`OPENPAS_SCREENSHOTS=docs/screenshots python3 run test tests/browser/test_desk_registration_pictures.py`
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from tests.browser.counter import desktop, phone
from tests.browser.pictures import take
from tests.browser.registration import INSZ, fill_person, go_on, ready, start
from tests.enrolment.people import card_at, voucher

pytestmark = [pytest.mark.pictures, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_pictures(browser: Browser, live: str, cast: Cast, folder: Path, screen: str) -> None:
    ready(cast, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF, Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY)
    opened = desktop(browser, live) if screen == "desktop" else phone(browser, live, width=375, sharpness=1.25)
    with opened as page:
        walk(page, cast, lambda name: take(page, folder / f"desk-registration-{name}-{screen}.png"))


def walk(page: Page, cast: Cast, shoot: Callable[[str], None]) -> None:
    card = card_at(cast.theatre, cast.gent, social=True)
    voucher(cast.gent)
    start(page, cast)
    shoot("start")
    page.get_by_label("Scan of typ de nieuwe kaart").fill("90051700255")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Amina Aziz")).to_be_visible()
    shoot("known")
    page.goto("/desk/register")
    page.get_by_role("button", name="Digitale pas").click()
    page.get_by_role("link", name="Vorige stap").click()
    shoot("card")
    page.goto("/desk/register")
    page.get_by_label("Scan of typ de nieuwe kaart").fill(card.uitpas_number)
    page.keyboard.press("Enter")
    page.get_by_label("Rijksregisternummer").fill("12345678901")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    shoot("identity")
    page.get_by_label("Rijksregisternummer").fill(INSZ)
    go_on(page, "De persoon")
    fill_person(page, "Marc", "Peeters")
    shoot("person")
    go_on(page, "Hoe bereiken we Marc?")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_label("Nee, geen e-mailadres")).to_be_visible()
    shoot("contact")
    page.get_by_label("E-mailadres", exact=False).first.fill("marc@example.org")
    page.get_by_label("Telefoon of gsm").fill("0470 12 34 56")
    go_on(page, "Afspraken")
    page.get_by_label("Ik geef de folder op papier").check()
    page.get_by_label("E-mails over de pas").check()
    shoot("consent")
    go_on(page, "Kansentarief")
    page.get_by_label("Leefloon").check()
    shoot("status")
    go_on(page, "Klopt alles?")
    shoot("price")
    page.goto("/desk/register")
    shoot("unfinished")
    page.get_by_role("link", name="Ga verder met Marc").click()
    page.get_by_role("button", name="Schrijf Marc in").click()
    expect(page.get_by_role("heading", name="Welkom, Marc!")).to_be_visible()
    shoot("done")
