"""Pictures of every way in which a pass is read.

`OPENPAS_SCREENSHOTS=docs/screenshots python3 run test tests/browser/test_desk_scanning_pictures.py` writes them anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from tests.browser.camera import Camera, browser_with_camera
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.pictures import take
from tests.browser.test_desk_scanning import OPEN_HOUSE

pytestmark = pytest.mark.pictures

PAGES = ("readers",)
"""What is to be seen whole; of the others, what is on screen."""

Shoot = Callable[[str], None]


@contextmanager
def seen_by(browser: Browser, file: Path) -> Iterator[tuple[Browser, Camera]]:
    with browser_with_camera(browser, file) as both:
        yield both


def test_pictures_of_a_phone(browser: Browser, live: str, cast: Cast, folder: Path, tmp_path: Path) -> None:
    with seen_by(browser, tmp_path / "seen.y4m") as (own, camera), phone(own, live, width=375, sharpness=1.5) as page:
        walk(
            page,
            live,
            cast,
            camera,
            lambda name: take(page, folder / f"desk-scanning-{name}-phone.png", whole=name in PAGES),
        )


def test_pictures_of_a_desktop(browser: Browser, live: str, cast: Cast, folder: Path, tmp_path: Path) -> None:
    with seen_by(browser, tmp_path / "seen.y4m") as (own, camera), desktop(own, live) as page:
        walk(
            page,
            live,
            cast,
            camera,
            lambda name: take(page, folder / f"desk-scanning-{name}-desktop.png", whole=name in PAGES),
        )


def walk(page: Page, live: str, cast: Cast, camera: Camera, shoot: Shoot) -> None:
    sign_in(page, cast.dirk.email)
    page.get_by_role("button", name=OPEN_HOUSE).click()
    page.get_by_role("button", name="Scan met de camera").click()
    shoot("camera-asks")
    page.get_by_role("button", name="Zet de camera aan").click()
    expect(page.get_by_text("De camera mag niet aan.")).to_be_visible()
    shoot("camera-refused")
    page.context.grant_permissions(["camera"], origin=live)
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_label("Beeld van de camera")).to_be_visible()
    camera.see_qr("k3v9x2m7q1w8e5r4")
    expect(page.get_by_text("Dit is de spaarcode")).to_be_visible()
    shoot("camera-wrong-code")
    camera.see_card(cast.amina_number)
    expect(page.get_by_role("heading", name="Amina")).to_be_visible()
    expect(page.get_by_role("button", name="Sluit camera")).to_be_visible()
    page.wait_for_timeout(1000)
    shoot("camera-found")
    page.get_by_role("button", name="Sluit camera").click()
    page.context.set_offline(True)
    page.locator("#identifier").fill(cast.bart_number)
    page.locator("#identifier").press("Enter")
    expect(page.get_by_text("Geen verbinding. 1 pas wacht.")).to_be_visible()
    shoot("offline")
    page.context.set_offline(False)
    expect(page.get_by_text("Later doorgestuurd")).to_be_visible()
    shoot("sent-later")
    page.goto("/desk/readers")
    page.get_by_label("Klik hier en scan een pas").fill(cast.amina_number)
    page.get_by_role("button", name="Wat is dit?").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot("readers")
