"""Administration in a real browser: usable with the keyboard, without scripts, on a phone, and for everybody.

`OPENPAS_SCREENSHOTS=docs/screenshots python3 run test tests/browser/test_console.py` writes the pictures anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.accounts import manager
from openpas.demo.cast import Cast, create_cast
from openpas.identity.models import DeskGroup, OrganizerAdmin, User
from openpas.identity.staff.desks import rights_of_desk
from openpas.runtime import clock
from tests.browser.counter import desktop, phone
from tests.browser.pictures import take
from tests.signing_in import signed_in_cookies

pytestmark = pytest.mark.django_db(transaction=True)

Axe = Callable[[Page], None]


@pytest.fixture
def world(live: str, transactional_db: None) -> Cast:
    """The cast, a manager of Ghent and one of the whole, and a colleague of Farid."""
    cast = create_cast()
    manager("Hanne Haeck", "hanne@example.org", cast.gent)
    manager("Ibrahim Idrissi", "ibrahim@example.org", None)
    OrganizerAdmin.objects.create(organizer=cast.club, user=cast.dirk, type="MEMBER")
    now = clock.now()
    for user in User.objects.all():
        user.factors.create(kind="EMAIL", created_at=now, confirmed_at=now)
    return cast


def come_in(page: Page, live: str, email: str) -> None:
    """As somebody who signed in a moment ago."""
    cookies = signed_in_cookies(User.objects.get(email=email))
    host = urlsplit(live).hostname or ""
    page.context.add_cookies([{"name": n, "value": v, "domain": host, "path": "/"} for n, v in cookies.items()])
    page.goto("/console/")


@contextmanager
def screen(browser: Browser, live: str, kind: str) -> Iterator[Page]:
    with desktop(browser, live, scripts=False) if kind == "desktop" else phone(browser, live) as page:
        yield page


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def pages_of(world: Cast, who: str) -> dict[str, str]:
    """The pages that somebody has, by the name of their picture."""
    group = DeskGroup.objects.get(card_system=world.gent, name="Checkin- en ticketbalies")
    region = {
        "console-region": f"/console/regions/{world.gent.pk}",
        "console-groups": f"/console/regions/{world.gent.pk}/groups",
        "console-group": f"/console/groups/{group.pk}",
        "console-desk": f"/console/desks/{world.club.pk}",
    }
    client = f"/console/clients/{world.desk_client.pk}"
    whole = {
        "console-home": "/console/",
        "console-managers": "/console/managers",
        "console-clients": "/console/clients",
        "console-client": client,
        "console-find-organizer": f"{client}/organizers?text=muide",
        "console-client-rights": f"{client}/organizers/{world.theatre.pk}",
    }
    return region if who == "hanne@example.org" else whole


@pytest.mark.parametrize("who", ["hanne@example.org", "ibrahim@example.org"])
def test_every_page_is_for_everybody(page: Page, live: str, world: Cast, axe: Axe, who: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    come_in(page, live, who)
    for path in pages_of(world, who).values():
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        axe(page)
        assert fits(page), path


def test_inviting_with_the_keyboard_and_without_scripts(browser: Browser, live: str, world: Cast) -> None:
    with desktop(browser, live, scripts=False) as page:
        come_in(page, live, "farid@example.org")
        expect(page.get_by_role("heading", name="SK Muide")).to_be_visible()
        page.get_by_label("E-mailadres van die persoon").focus()
        page.keyboard.type("info@example.org")
        page.keyboard.press("Enter")
        expect(page.get_by_text("lijkt een adres dat meerdere mensen lezen")).to_be_visible()
        field = page.get_by_label("E-mailadres van die persoon")
        expect(field).to_be_focused()
        expect(field).to_have_value("info@example.org")
        field.fill("nina@example.org")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("nina@example.org kreeg een mail en hoort nu bij deze balie.")).to_be_visible()
    assert OrganizerAdmin.objects.get(user__email="nina@example.org").type == "ADMIN"


def test_changing_a_group_by_name_and_role(browser: Browser, live: str, world: Cast) -> None:
    with screen(browser, live, "phone") as page:
        come_in(page, live, "hanne@example.org")
        page.get_by_role("link", name="Groepen").click()
        page.get_by_role("link", name="Checkin- en ticketbalies").click()
        page.get_by_role("checkbox", name="punten sparen en dat ongedaan maken").uncheck()
        page.get_by_role("checkbox", name="kaarten in voorraad opzoeken").check()
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text("Dit geldt vanaf nu aan elke balie in deze groep.")).to_be_visible()
    held = rights_of_desk(world.club.pk)
    assert ("CHECKINS_WRITE" in held, "CARDS_READ" in held) == (False, True)


def test_a_secret_is_shown_once_and_then_gone(browser: Browser, live: str, world: Cast) -> None:
    with screen(browser, live, "desktop") as page:
        come_in(page, live, "ibrahim@example.org")
        page.get_by_role("link", name="Programma's").click()
        page.get_by_label("Naam").fill("Kassa van de stad")
        page.get_by_label("client_id").fill("kassa-stad")
        page.get_by_role("button", name="Maak het programma").click()
        expect(page.get_by_role("heading", name="Dit geheim zie je maar één keer")).to_be_visible()
        secret = page.locator("code").nth(1).inner_text()
        page.get_by_role("link", name="Verder").click()
        expect(page.get_by_role("heading", name="Kassa van de stad")).to_be_visible()
        assert secret not in page.content()


@pytest.mark.pictures
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pictures(browser: Browser, live: str, world: Cast, folder: Path, kind: str) -> None:
    for who, wanted in (
        ("hanne@example.org", ("console-region", "console-desk", "console-group")),
        ("ibrahim@example.org", ("console-home", "console-client")),
    ):
        with screen(browser, live, kind) as page:
            come_in(page, live, who)
            for name in wanted:
                page.goto(pages_of(world, who)[name])
                take(page, folder / f"{name}-{kind}.png", whole=kind == "desktop")
