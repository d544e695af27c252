"""How somebody is registered in a browser, for the tests and the pictures that do the same."""

from playwright.sync_api import Page, expect

from openpas.demo.builders import price_table
from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from tests.browser.counter import sign_in
from tests.desk_rights import let_desk

INSZ = "83030201540"
CHILD_INSZ = "16030200140"


def ready(cast: Cast, *more: Permission) -> None:
    """The theatre registers people, at a price."""
    price_table(cast.gent)
    let_desk(cast.theatre, (Permission.PASSHOLDERS_WRITE, Permission.PASSHOLDERS_SEARCH, *more))


def start(page: Page, cast: Cast) -> None:
    sign_in(page, cast.dirk.email)
    page.goto("/desk/register")
    expect(page.get_by_role("heading", name="Iemand inschrijven")).to_be_visible()


def fill_person(page: Page, first_name: str, name: str, *, street: str = "Brugsesteenweg 5") -> None:
    page.get_by_label("Voornaam").fill(first_name)
    page.get_by_label("Achternaam").fill(name)
    page.get_by_label("Straat en nummer").fill(street)
    page.get_by_label("Postcode").fill("9030")
    page.get_by_label("Gemeente").fill("Mariakerke")


def go_on(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
