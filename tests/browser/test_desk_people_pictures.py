"""The pictures of the pages about people, for the documentation."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from openpas.demo.cast import Cast, create_cast
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.people_cast import fill_file, open_person
from tests.browser.pictures import take

PAGES = ("history", "details", "contact", "associations", "remarks", "picture", "looks", "card")
pytestmark = pytest.mark.pictures


@pytest.fixture
def filled(transactional_db: None) -> Cast:
    cast = create_cast()
    fill_file(cast)
    return cast


def test_pictures_of_a_desktop(browser: Browser, live: str, filled: Cast, folder: Path) -> None:
    with desktop(browser, live) as page:
        walk(page, filled, folder, "desktop")


def test_pictures_of_a_phone(browser: Browser, live: str, filled: Cast, folder: Path) -> None:
    with phone(browser, live, width=375) as page:
        walk(page, filled, folder, "phone")


def walk(page: Page, cast: Cast, folder: Path, kind: str) -> None:
    sign_in(page, cast.dirk.email)
    url = open_person(page, cast, cast.amina)
    take(page, folder / f"desk-people-person-{kind}.png")
    for name in PAGES:
        page.goto(f"{url}/{name}")
        take(page, folder / f"desk-people-{name}-{kind}.png")
    page.goto(f"{url}/details")
    page.get_by_label("Postcode").fill("9300")
    page.get_by_label("Gemeente").fill("Gent")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("alert").wait_for()
    take(page, folder / f"desk-people-problem-{kind}.png")
