"""The pictures of what stands around the pages of a desk: the menu, choosing a desk, asking for one, the gallery.

`OPENPAS_SCREENSHOTS=docs/screenshots python3 run test tests/browser/test_desk_frame_pictures.py` writes them anew.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.identity.models import OrganizerAdmin
from openpas.identity.roles import FOR_DESKS
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.pictures import take
from tests.desk_rights import let_desk

pytestmark = pytest.mark.pictures


@pytest.fixture
def coloured(cast: Cast, settings: Settings) -> Cast:
    """A theatre that may everything, in a region with a colour; Dirk also works for the town hall."""
    settings.OPENPAS_DEMO = True
    let_desk(cast.theatre, FOR_DESKS)
    CardSystem.objects.filter(pk=cast.gent.pk).update(primary_color="#c8006b")
    OrganizerAdmin.objects.create(organizer=cast.town_hall, user=cast.dirk, type=OrganizerAdmin.Type.MEMBER)
    return cast


def test_pictures_of_a_desktop(browser: Browser, live: str, coloured: Cast, folder: Path) -> None:
    with desktop(browser, live) as page:
        walk(page, coloured, lambda name: take(page, folder / f"desk-frame-{name}-desktop.png", whole=False))


def test_pictures_of_a_phone(browser: Browser, live: str, coloured: Cast, folder: Path) -> None:
    with phone(browser, live, sharpness=1.5) as page:
        walk(page, coloured, lambda name: take(page, folder / f"desk-frame-{name}-phone.png", whole=False))


def walk(page: Page, coloured: Cast, shoot: Callable[[str], None]) -> None:
    sign_in_with_two_desks(page, coloured)
    shoot("desks")
    page.get_by_role("button", name=coloured.theatre.name).click()
    page.get_by_role("button", name="Concert: De Nachtuilen").click()
    expect(page.locator("#identifier")).to_be_visible()
    page.locator("desk-more summary").click()
    shoot("menu")
    page.goto("/gallery")
    shoot("gallery")
    page.goto("/gallery#field")
    shoot("gallery-fields")
    coloured.dirk.desks.all().delete()
    page.goto("/desk/desks")
    shoot("no-desk")
    page.goto("/desk/desks/ask")
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot("ask")


def sign_in_with_two_desks(page: Page, coloured: Cast) -> None:
    """Signed in at the theatre before, which is then the desk used last."""
    second = coloured.dirk.desks.get(organizer=coloured.town_hall)
    second.delete()
    sign_in(page, coloured.dirk.email)
    second.pk = None
    second.save()
    page.goto("/desk/desks")
    page.get_by_role("button", name=coloured.theatre.name).click()
    expect(page.get_by_role("heading", name="Welke activiteit is er nu?")).to_be_visible()
    page.goto("/desk/desks")
