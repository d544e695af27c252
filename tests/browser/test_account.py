"""Signing in and one's own account, for whoever sees, hears or types: axe, 360 pixels, keyboard alone, no scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity.models import User
from openpas.identity.sign_in.browsers import trust
from openpas.identity.sign_in.sessions import set_pin
from tests.browser import account_pages
from tests.browser.account_pages import LIES_NUMBER, at_the_desk, fill_code, give_dirk_two_ways, give_password
from tests.browser.counter import desktop, fits, phone
from tests.browser.post import Post, app_code
from tests.signing_in import signed_in_cookies

Axe = Callable[[Page], None]
Look = Callable[[Page], None]
OWN = ("", "details", "email", "password", "pin", "factors", "passkeys", "browsers", "sessions", "recovery-codes")
BEFORE = ("sign-in", "reset", "register", "ended", "invitations/made-up", "password/made-up")
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


def walk(page: Page, cast: Cast, post: Post, look: Look) -> None:
    """Every page in every state, each looked at."""
    for path in BEFORE:
        page.goto(f"/account/{path}")
        look(page)
    page.goto(account_pages.invitation_of_lies(cast, post))
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Vul je naam in.")).to_be_visible()
    look(page)
    account_pages.accept(page, page.url)
    look(page)
    page.get_by_role("link", name="Een sms").click()
    page.get_by_label("Je gsm-nummer").fill("1")
    page.get_by_role("button", name="Stuur een code").click()
    expect(page.get_by_text("Dit is geen gsm-nummer.")).to_be_visible()
    look(page)
    page.goto("/account/set-up/email")
    look(page)
    page.goto("/account/set-up/app")
    page.get_by_text("Lukt scannen niet?").click()
    look(page)
    fill_code(page, app_code(page.locator(".key").inner_text()), "Klaar")
    look(page)
    page.get_by_role("button", name="Toon mijn noodcodes").click()
    expect(page.locator("[data-code]")).to_have_count(10)
    look(page)
    page.get_by_role("button", name="Afmelden").click()
    second_step(page, give_dirk_two_ways(cast, post), post, look)


def second_step(page: Page, dirk: User, post: Post, look: Look) -> None:
    page.goto("/account/sign-in")
    give_password(page, dirk.email, "verkeerd")
    look(page)
    give_password(page, dirk.email)
    expect(page.get_by_role("heading", name="Hoe wil je je code krijgen?")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Ik kan geen code krijgen").click()
    look(page)
    page.get_by_role("link", name="Terug").click()
    page.get_by_role("button", name="Een sms").click()
    fill_code(page, "000000")
    expect(page.get_by_text("Deze code klopt niet")).to_be_visible()
    look(page)
    page.get_by_label("Onthoud deze browser").check()
    fill_code(page, post.sms_code(LIES_NUMBER))
    at_the_desk(page)
    set_pin(User.objects.get(pk=dirk.pk), "2580")
    trust(dirk, "Firefox op Windows")
    for path in OWN:
        page.goto(f"/account/{path}")
        look(page)
    dirk.sessions.update(proven_at="2020-01-01T00:00:00Z")
    page.goto("/account/pin")
    expect(page.get_by_role("heading", name="Even kijken of jij het bent")).to_be_visible()
    look(page)
    page.goto("/desk/activities")
    page.get_by_role("button", name="Vergrendel").click()
    expect(page.get_by_role("heading", name="De balie is vergrendeld")).to_be_visible()
    page.get_by_label("Pincode").fill("0000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Deze pincode klopt niet.")).to_be_visible()
    look(page)
    page.get_by_label("Pincode").fill("2580")
    page.keyboard.press("Enter")
    at_the_desk(page)
    look(page)


def test_axe_finds_nothing_on_any_page(page: Page, cast: Cast, post: Post, axe: Axe) -> None:
    walk(page, cast, post, axe)


def test_a_phone_of_360_pixels_shows_everything(browser: Browser, live: str, cast: Cast, post: Post) -> None:
    with phone(browser, live) as page:
        walk(page, cast, post, fits)


def test_with_the_keyboard_alone(page: Page, cast: Cast, post: Post) -> None:
    dirk = give_dirk_two_ways(cast, post)
    page.goto("/desk/")
    expect(page.get_by_label("E-mailadres")).to_be_focused()
    page.keyboard.type(dirk.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hoe wil je je code krijgen?")).to_be_visible()
    page.get_by_role("button", name="Een sms").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code van 6 cijfers")).to_be_focused()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code van 6 cijfers")).to_be_focused()
    expect(page.get_by_label("Code van 6 cijfers")).to_have_accessible_description(
        "Deze code klopt niet of is te oud. Kijk ze na, of vraag een nieuwe code."
    )
    page.keyboard.type(post.sms_code(LIES_NUMBER))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    at_the_desk(page)
    assert dirk.trusted_browsers.count() == 1


def test_a_code_that_is_pasted_is_sent_at_once(page: Page, cast: Cast, post: Post) -> None:
    dirk = give_dirk_two_ways(cast, post)
    page.goto("/desk/")
    give_password(page, dirk.email)
    page.get_by_role("button", name="Een sms").click()
    code = post.sms_code(LIES_NUMBER)
    page.get_by_label("Code van 6 cijfers").evaluate(
        """(box, text) => {
            const data = new DataTransfer();
            data.setData("text", text);
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        f"{code[:3]} {code[3:]} is je code",
    )
    at_the_desk(page)


def test_it_works_without_scripts(browser: Browser, live: str, cast: Cast, post: Post) -> None:
    with desktop(browser, live, scripts=False) as page:
        account_pages.accept(page, account_pages.invitation_of_lies(cast, post))
        account_pages.set_up_sms(page, post)
        expect(page.get_by_role("button", name="Kopieer")).to_be_hidden()
        account_pages.keep_recovery_codes(page)
        at_the_desk(page)
        account_pages.sign_out(page)
        expect(page.get_by_role("button", name="Met een passkey")).to_be_hidden()


def test_an_idle_desk_warns_and_locks_itself(page: Page, cast: Cast, post: Post) -> None:
    set_pin(cast.dirk, "2580")
    page.clock.install()
    page.goto("/health")
    cookies = signed_in_cookies(cast.dirk)
    page.context.add_cookies([{"name": name, "value": value, "url": page.url} for name, value in cookies.items()])
    page.goto("/desk/activities?range=week")
    at_the_desk(page)

    page.clock.run_for(4 * 60 * 1000 + 31_000)
    expect(page.get_by_role("alert")).to_contain_text("De balie vergrendelt over een halve minuut.")
    page.keyboard.press("Shift")
    expect(page.get_by_text("De balie vergrendelt over een halve minuut.")).to_be_hidden()
    page.clock.run_for(5 * 60 * 1000 + 2000)

    expect(page.get_by_role("heading", name="De balie is vergrendeld")).to_be_visible()
    page.get_by_label("Pincode").fill("2580")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/desk/activities?range=week")
