"""The counter in a real browser: with the keyboard alone, on a phone, and for whoever cannot see the screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from tests.browser.counter import choose, desktop, fits, phone, scan, sign_in, tab_to

OPEN_HOUSE = "Vrij bezoek aan het theaterhuis"
Axe = Callable[[Page], None]


@pytest.fixture
def counter(page: Page, cast: Cast) -> Page:
    """Dirk at the theatre, ready for the first pass."""
    sign_in(page, cast.dirk.email)
    choose(page, OPEN_HOUSE)
    return page


def told(page: Page, words: str) -> None:
    """It stands on the page, and a screen reader hears it."""
    expect(page.locator(".told")).to_contain_text(words)
    expect(page.get_by_role("status").first).to_contain_text(words)


def test_the_whole_counter_with_the_keyboard(counter: Page, cast: Cast) -> None:
    scan(counter, cast.amina_number)
    expect(counter.get_by_role("heading", name="Amina")).to_be_visible()
    expect(counter.locator(".pass-card")).to_contain_text(re.compile(r"\+ 1 punt\s+13 punten"))
    told(counter, "1 punt gespaard. Saldo: 13.")

    counter.keyboard.press("F4")
    expect(counter.get_by_role("radio", name="€ 1,20")).to_be_focused()
    counter.keyboard.press("Enter")
    told(counter, "1 ticket verkocht. Te betalen: € 1,20.")
    expect(counter.locator("#identifier")).to_be_focused()

    counter.keyboard.press("F8")
    expect(counter.get_by_role("checkbox", name="Gratis drankje")).to_be_focused()
    counter.keyboard.press("Enter")
    expect(counter.locator("[data-points-off]")).to_contain_text("5 punten eraf")
    counter.keyboard.press("Enter")
    told(counter, "Omgeruild: Gratis drankje aan de bar.")

    for left in (2, 1, 0):
        counter.keyboard.press("F9")
        counter.keyboard.press("Enter")
        told(counter, "Ongedaan gemaakt.")
        expect(counter.get_by_role("button", name="Ongedaan maken")).to_have_count(left)
    expect(counter.locator(".pass-card")).to_contain_text("12 punten")

    counter.keyboard.press("F2")
    told(counter, "1 punt gespaard. Saldo: 13.")
    counter.keyboard.press("Escape")
    expect(counter.get_by_role("textbox", name="Scan of typ de pas")).to_be_focused()
    scan(counter, cast.bart_number)
    expect(counter.get_by_role("heading", name="Bart")).to_be_visible()


def test_scan_after_scan_without_touching_anything_else(counter: Page, cast: Cast) -> None:
    for number, name in ((cast.amina_number, "Amina"), (cast.bart_number, "Bart")):
        scan(counter, number)
        expect(counter.get_by_role("heading", name=name)).to_be_visible()

    counter.reload()

    expect(counter.locator(".pass-card")).to_contain_text("4 punten")


def test_a_scanner_that_does_not_wait_loses_nothing(counter: Page, cast: Cast) -> None:
    expect(counter.locator("#identifier")).to_be_focused()

    counter.keyboard.type(f"{cast.amina_number}\n{cast.bart_number}\n")

    expect(counter.get_by_role("heading", name="Bart")).to_be_visible()
    expect(counter.locator(".pass-card")).to_contain_text("4 punten")
    scan(counter, cast.amina_number)
    expect(counter.locator(".pass-card")).to_contain_text("13 punten")


def test_refusals_say_what_to_do_and_the_box_is_ready_again(counter: Page, cast: Cast, axe: Axe) -> None:
    scan(counter, "0900000100018")
    expect(counter.get_by_role("alert")).to_contain_text("Er zit een tikfout in")
    expect(counter.locator("#identifier")).to_have_value("0900000100018")
    axe(counter)

    scan(counter, cast.amina_number)
    expect(counter.locator(".pass-card")).to_contain_text("+ 1 punt")
    scan(counter, cast.amina_number)

    expect(counter.locator(".pass-card")).to_contain_text("Je hebt hier al een punt gespaard.")
    axe(counter)


def test_the_language_changes_and_the_work_goes_on(counter: Page, cast: Cast) -> None:
    scan(counter, cast.amina_number)
    expect(counter.get_by_role("heading", name="Amina")).to_be_visible()

    counter.get_by_role("button", name="FR: français").click()

    expect(counter.get_by_role("heading", name="Avantages")).to_be_visible()
    expect(counter.locator("html")).to_have_attribute("lang", "fr")


def test_a_search_narrows_the_list_while_typing(page: Page, cast: Cast) -> None:
    sign_in(page, cast.dirk.email)

    page.get_by_label("Zoek een activiteit").fill("nachtuilen")

    expect(page.get_by_role("button", name=OPEN_HOUSE)).to_have_count(0)
    expect(page.get_by_role("button", name="Concert: De Nachtuilen")).to_be_visible()


def test_axe_finds_nothing_on_any_page(page: Page, cast: Cast, axe: Axe) -> None:
    for path in ("/", "/nowhere"):
        page.goto(path)
        axe(page)
    sign_in(page, cast.dirk.email)
    axe(page)
    page.goto("/desk/desks")
    axe(page)
    page.goto("/desk/activities")
    choose(page, OPEN_HOUSE)
    axe(page)
    for number, name in ((cast.amina_number, "Amina"), (cast.bart_number, "Bart"), (cast.chloe_number, "Chloé")):
        scan(page, number)
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        axe(page)
        page.goto("/desk/")


def test_a_phone_of_360_pixels_shows_everything_without_sideways_scrolling(
    browser: Browser, live: str, cast: Cast, axe: Axe
) -> None:
    with phone(browser, live) as page:
        fits(page, "/")
        sign_in(page, cast.dirk.email)
        fits(page)
        page.get_by_role("button", name=OPEN_HOUSE).tap()
        fits(page)
        page.get_by_label("Scan of typ de pas").fill(cast.amina_number)
        page.get_by_role("button", name="Toon").tap()
        expect(page.locator(".pass-card")).to_contain_text(re.compile(r"\+ 1 punt\s+13 punten"))
        fits(page)
        page.locator("label.reward-choice").filter(has_text="Gratis drankje").tap()
        page.get_by_role("button", name="Registreer en klaar").tap()
        told(page, "1 ticket verkocht.")
        told(page, "Omgeruild: Gratis drankje aan de bar.")
        expect(page.locator(".told")).to_be_in_viewport()
        fits(page)
        axe(page)


def test_it_works_without_scripts(browser: Browser, live: str, cast: Cast) -> None:
    with desktop(browser, live, scripts=False) as page:
        sign_in(page, cast.dirk.email)
        page.get_by_role("button", name=OPEN_HOUSE).click()
        page.get_by_label("Scan of typ de pas").fill(cast.amina_number)
        page.keyboard.press("Enter")
        page.get_by_role("checkbox", name="Gratis drankje").check()
        page.get_by_role("button", name="Registreer en klaar").click()
        expect(page.locator(".told")).to_contain_text("1 ticket verkocht. Te betalen: € 1,20.")
        expect(page.locator(".told")).to_contain_text("Omgeruild: Gratis drankje aan de bar.")
        page.get_by_role("button", name="Ongedaan maken").first.click()
        expect(page.locator(".told")).to_contain_text("Ongedaan gemaakt.")


def test_two_tabs_never_mix_up_two_passes(counter: Page, cast: Cast) -> None:
    scan(counter, cast.chloe_number)
    expect(counter.get_by_role("heading", name="Chloé")).to_be_visible()
    other = counter.context.new_page()
    other.goto("/desk/")
    scan(other, cast.amina_number)
    expect(other.get_by_role("heading", name="Amina")).to_be_visible()

    counter.get_by_label("Basistarief: aantal tickets").fill("1")
    tab_to(counter, "Registreer en klaar")
    counter.keyboard.press("Enter")

    told(counter, "1 ticket verkocht.")
    expect(counter.locator(".pass-card")).to_contain_text("Nog 19 van 20 tickets dit jaar")
    other.close()
