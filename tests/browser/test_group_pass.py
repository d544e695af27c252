"""What is left on a group pass, in a real browser: on a phone, with nothing that axe finds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from tests.browser.counter import desktop, fits, phone
from tests.browser.pictures import take

Axe = Callable[[Page], None]
pytestmark = pytest.mark.django_db(transaction=True)


def test_from_signing_in_to_what_is_left(browser: Browser, live: str, cast: Cast, axe: Axe) -> None:
    with phone(browser, live) as page:
        page.goto("/account/sign-in")
        fits(page)
        page.get_by_role("link", name="Wat kan je nog met je groepspas?").tap()
        expect(page.get_by_role("heading", name="Wat kan je nog met je groepspas?")).to_be_visible()
        fits(page)
        axe(page)
        page.get_by_label("Nummer van de groepspas").fill("0900000000000")
        page.get_by_role("button", name="Toon").tap()
        expect(page.get_by_label("Nummer van de groepspas")).to_be_focused()
        expect(page.get_by_label("Nummer van de groepspas")).to_have_value("0900000000000")
        axe(page)
        page.get_by_label("Nummer van de groepspas").fill(cast.chloe_number)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=cast.chloe.name)).to_be_visible()
        expect(page.get_by_text("Nog 20 van 20 tickets dit jaar")).to_be_visible()
        fits(page)
        axe(page)


@pytest.mark.pictures
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pictures(browser: Browser, live: str, cast: Cast, folder: Path, kind: str) -> None:
    with desktop(browser, live) if kind == "desktop" else phone(browser, live, width=375, sharpness=1.5) as page:
        page.goto("/group-pass")
        take(page, folder / f"public-group-pass-{kind}.png")
        page.get_by_label("Nummer van de groepspas").fill(cast.chloe_number)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=cast.chloe.name)).to_be_visible()
        take(page, folder / f"public-group-pass-left-{kind}.png")
