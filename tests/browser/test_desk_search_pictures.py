"""The pictures of searching and of groups, taken at a town hall and at a school.

As test_screenshots.py: `OPENPAS_SCREENSHOTS=docs/screenshots` writes them anew.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from openpas.identity.roles import SOCIAL_TARIFF_DESK
from openpas.organizers.models import Organizer
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.pictures import take
from tests.desk_rights import let_desk
from tests.web.desk.search.world import School, make_school, member, number_of

Shoot = Callable[[str], None]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pictures]

FIRST_NAMES = ("Aïcha", "Bram", "Céline", "Driss", "Elke")
"""Of the people with the most common name of the street."""
LONG = ("pupils", "list-found")
"""The list of a whole class is longer than a picture should be."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pictures_of_searching(browser: Browser, live: str, cast: Cast, folder: Path, kind: str) -> None:
    school = make_school(cast)
    for number, first_name in enumerate(FIRST_NAMES, start=1):
        member(cast.gent, "Peeters", first_name, street=f"Kerkstraat {number * 3}")
    let_desk(cast.town_hall, SOCIAL_TARIFF_DESK)
    screen = desktop(browser, live) if kind == "desktop" else phone(browser, live, width=375, sharpness=1)
    with screen as page:
        walk(
            page,
            cast,
            school,
            lambda name: take(page, folder / f"desk-search-{name}-{kind}.png", whole=name not in LONG),
        )


def walk(page: Page, cast: Cast, school: School, shoot: Shoot) -> None:
    sign_in(page, cast.greet.email)
    page.goto("/desk/people")
    shoot("people")
    page.locator("summary", has_text="Zoek op meer").click()
    shoot("more")
    page.get_by_label("Naam of nummer").fill("peeters")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("heading", name="5 mensen")).to_be_visible()
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(2).check()
    shoot("found")
    page.get_by_role("button", name="Adres wijzigen").click()
    expect(page.get_by_role("heading", name="Adres wijzigen")).to_be_visible()
    shoot("address")
    page.go_back()
    page.get_by_role("button", name="Kansentarief verlengen").click()
    expect(page.get_by_role("heading", name="Kansentarief verlengen")).to_be_visible()
    shoot("extend")
    page.go_back()
    page.get_by_role("button", name="Kaarten blokkeren").click()
    expect(page.get_by_role("heading", name="Kaarten blokkeren")).to_be_visible()
    shoot("block")
    page.go_back()
    page.get_by_role("button", name="Naar Excel").click()
    expect(page.get_by_role("heading", name="Naar Excel")).to_be_visible()
    shoot("export")
    page.goto("/desk/people")
    page.get_by_label("Naam of nummer").fill("niemand")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("heading", name="Niemand gevonden")).to_be_visible()
    shoot("nobody")
    page.goto("/desk/people/list")
    numbers = [number_of(one) for one in school.pupils]
    page.get_by_label("UiTPAS-nummers").fill("\n".join([*numbers, numbers[0], "0900000100018"]))
    shoot("list")
    page.get_by_role("button", name="Doorgaan").click()
    expect(page.get_by_role("heading", name="Je lijst")).to_be_visible()
    shoot("list-found")
    walk_school(page, school, shoot)
    walk_by_number(page, cast, shoot)


def walk_school(page: Page, school: School, shoot: Shoot) -> None:
    sign_in_at(page, school.teacher.email, school.desk, "Zwemmen")
    page.goto("/desk/people")
    shoot("school")
    page.get_by_role("button", name="Leerlingen van deze school").click()
    page.get_by_role("button", name="Kies alle 6").click()
    expect(page.locator("[data-count]")).to_have_text("6")
    shoot("pupils")
    page.get_by_role("button", name="Ticket registreren").click()
    expect(page.get_by_role("heading", name="Ticket registreren")).to_be_visible()
    shoot("ticket")
    page.get_by_role("button", name="Begin voor 6 mensen").click()
    expect(page.get_by_role("heading", name="Klaar")).to_be_visible()
    shoot("run")


def walk_by_number(page: Page, cast: Cast, shoot: Shoot) -> None:
    sign_in(page, cast.dirk.email)
    page.goto("/desk/people")
    page.locator("summary", has_text="Waarom kan ik").click()
    shoot("by-number")


def sign_in_at(page: Page, email: str, desk: Organizer, activity: str) -> None:
    sign_in(page, email)
    page.get_by_role("button", name=activity).click()
    expect(page.locator("#identifier")).to_be_visible()
