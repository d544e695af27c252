"""The file of a person in a real browser: with the keyboard alone, on a phone, without scripts, and for axe."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from openpas.demo.cast import Cast
from openpas.enrolment.models import Picture
from tests.browser.counter import desktop, fits, phone, sign_in, tab_to
from tests.browser.people_cast import fill_file, open_person

Axe = Callable[[Page], None]
PLACES = "**/desk/places*"
PAGES = ("", "/history", "/details", "/contact", "/associations", "/remarks", "/picture", "/looks", "/card")


@pytest.fixture
def filled(cast: Cast) -> Cast:
    fill_file(cast)
    return cast


def test_undo_yesterday_with_the_keyboard_alone(page: Page, filled: Cast) -> None:
    sign_in(page, filled.dirk.email)
    open_person(page, filled, filled.amina)
    expect(page.get_by_role("heading", name="Amina Aziz")).to_be_visible()

    tab_to(page, "Geschiedenis")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Geschiedenis")).to_be_visible()
    before = page.locator("#main").get_by_text("Ongedaan maken").count()
    tab_to(page, "Ongedaan maken")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("Ongedaan gemaakt.")
    expect(page.locator("#main").get_by_text("Ongedaan maken")).to_have_count(before - 1)


def test_who_types_faster_than_the_places_come_types_one_place(page: Page, filled: Cast) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    sign_in(page, filled.dirk.email)
    page.goto(f"{open_person(page, filled, filled.bart)}/details")
    page.get_by_label("Gemeente").fill("")
    page.route(PLACES, hold)

    with page.expect_request(PLACES):
        page.get_by_label("Postcode").fill("9300")
    page.get_by_label("Gemeente").focus()
    with page.expect_response(PLACES):
        waiting.pop().continue_()
    expect(page.get_by_label("Gemeente")).to_have_value("Aalst")
    page.keyboard.type("Aalst")

    expect(page.get_by_label("Gemeente")).to_have_value("Aalst")


def test_an_address_with_help_and_nothing_lost(page: Page, filled: Cast) -> None:
    sign_in(page, filled.dirk.email)
    url = open_person(page, filled, filled.bart)
    page.goto(f"{url}/details")

    page.get_by_label("Gemeente").fill("")
    page.get_by_label("Postcode").fill("9300")
    expect(page.get_by_label("Gemeente")).to_have_value("Aalst")
    page.get_by_label("Straat, nummer en bus").fill("Molenkaai 7")
    page.get_by_label("Voornaam").fill("")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul dit in.")
    expect(page.get_by_label("Straat, nummer en bus")).to_have_value("Molenkaai 7")
    page.get_by_label("Voornaam").fill("Bart")
    page.get_by_role("button", name="Bewaar").click()

    expect(page.locator("#main").get_by_text("De gegevens zijn bewaard.")).to_be_visible()
    expect(page.locator("#main").get_by_text("9300 Aalst")).to_be_visible()


def test_the_same_without_scripts(browser: Browser, live: str, filled: Cast) -> None:
    with desktop(browser, live, scripts=False) as page:
        sign_in(page, filled.dirk.email)
        url = open_person(page, filled, filled.bart)
        page.goto(f"{url}/details")
        page.get_by_label("Postcode").fill("9300")
        page.get_by_label("Gemeente").fill("")
        page.get_by_role("button", name="Bewaar").click()

        expect(page.locator("#main").get_by_text("De gegevens zijn bewaard.")).to_be_visible()
        expect(page.locator("#main").get_by_text("9300 Aalst")).to_be_visible()


def test_a_large_picture_is_made_small_in_the_browser(page: Page, filled: Cast, tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    Image.effect_noise((2400, 1800), 200).save(large)
    assert large.stat().st_size > 2_000_000
    sign_in(page, filled.dirk.email)
    url = open_person(page, filled, filled.amina)
    page.goto(f"{url}/picture")

    page.get_by_label("Neem een foto").set_input_files(large)
    expect(page.locator("canvas")).to_be_visible()
    page.get_by_role("button", name="Bewaar de foto").click()

    expect(page.locator("#main").get_by_text("De foto is bewaard.")).to_be_visible()
    expect(page.get_by_role("img", name="Foto van Amina")).to_be_visible()
    assert Picture.objects.filter(passholder=filled.amina).exists()


def test_every_page_for_axe_and_on_a_phone(browser: Browser, live: str, filled: Cast, axe: Axe) -> None:
    with phone(browser, live) as page:
        sign_in(page, filled.dirk.email)
        url = open_person(page, filled, filled.amina)
        for path in PAGES:
            fits(page, f"{url}{path}")
            axe(page)
        page.goto(f"{url}/details")
        page.get_by_label("Voornaam").fill("")
        page.get_by_role("button", name="Bewaar").click()
        page.get_by_role("alert").wait_for()
        axe(page)
