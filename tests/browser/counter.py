"""How a person works at the desk, for the tests that do the same."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.identity.models import User
from tests.browser.conftest import PATIENCE_MS
from tests.signing_in import signed_in_cookies


@contextmanager
def phone(browser: Browser, live: str, width: int = 360, sharpness: float = 1) -> Iterator[Page]:
    """A small screen that is touched."""
    context = browser.new_context(
        base_url=live,
        locale="nl-BE",
        reduced_motion="reduce",
        viewport={"width": width, "height": 740},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=sharpness,
    )
    try:
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def desktop(browser: Browser, live: str, *, scripts: bool = True) -> Iterator[Page]:
    """A screen on a counter, with or without scripts."""
    context = browser.new_context(
        base_url=live,
        locale="nl-BE",
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 800},
        java_script_enabled=scripts,
    )
    try:
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, email: str) -> None:
    """Be signed in already, as after both steps; test_account.py takes them through the pages."""
    cookies = signed_in_cookies(User.objects.get(email=email))
    page.goto("/health")
    page.context.add_cookies([{"name": name, "value": value, "url": page.url} for name, value in cookies.items()])
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="Welke activiteit is er nu?")).to_be_visible()


def choose(page: Page, activity: str) -> None:
    """Walk to the activity with Tab, and press it."""
    tab_to(page, activity)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Scan of typ de pas")).to_be_focused()


def scan(page: Page, number: str) -> None:
    """What a scanner does: type and press Enter, wherever the page left the focus."""
    expect(page.locator("#identifier")).to_be_focused()
    page.keyboard.type(number)
    page.keyboard.press("Enter")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what can be pressed there says these words. A page without a focus says everything."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator("a:focus, button:focus, summary:focus")
        if focused.count() and words in focused.inner_text():
            return
    pytest.fail(f"Tab never came to {words!r}")


def fits(page: Page, path: str = "") -> None:
    """Nothing sticks out, and whatever is touched is big enough for a finger (WCAG 2.5.8 asks 24, we give 40)."""
    if path:
        page.goto(path)
    else:
        page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        """[...document.querySelectorAll(
            "button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), label.check, summary, .pill"
        )]
        .filter((one) => one.checkVisibility())
        .filter((one) => { const box = one.getBoundingClientRect(); return box.height < 40 || box.width < 40; })
        .map((one) => one.outerHTML)"""
    )
    assert small == []
