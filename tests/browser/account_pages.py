"""How a person walks through the pages of signing in, for the tests that do the same."""

from playwright.sync_api import Page, expect

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity.actors import actor_of_user
from openpas.identity.models import User
from openpas.identity.sign_in import factors
from openpas.identity.staff.invitations import invite
from tests.browser.post import Post, app_code

LIES = "lies.lambert@example.org"
LIES_PASSWORD = "vier gewone woorden samen"
LIES_NUMBER = "+32470123456"


def invitation_of_lies(cast: Cast, post: Post) -> str:
    """Farid invites Lies to the club; the address in the mail that she gets."""
    invite(actor_of_user(cast.farid.pk, cast.club.pk), LIES, organizer=cast.club)
    return post.link(LIES, "/account/invitations/")


def accept(page: Page, link: str) -> None:
    """The first page: who she is."""
    page.goto(link)
    page.get_by_label("Je naam").fill("Lies Lambert")
    page.get_by_label("Kies een wachtwoord").fill(LIES_PASSWORD)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Kies je tweede stap")).to_be_visible()


def set_up_app(page: Page) -> str:
    """Type the key over, and the first code; the key."""
    page.get_by_role("link", name="Een app op je telefoon").click()
    page.get_by_text("Lukt scannen niet?").click()
    key = page.locator(".key").inner_text()
    fill_code(page, app_code(key), "Klaar")
    return key


def set_up_sms(page: Page, post: Post) -> None:
    page.get_by_role("link", name="Een sms").click()
    page.get_by_label("Je gsm-nummer").fill("0470 12 34 56")
    page.get_by_role("button", name="Stuur een code").click()
    fill_code(page, post.sms_code(LIES_NUMBER), "Klaar")


def set_up_email(page: Page, post: Post) -> None:
    page.get_by_role("link", name="Een mail").click()
    page.get_by_role("button", name="Stuur een code").click()
    fill_code(page, post.mail_code(LIES), "Klaar")


def keep_recovery_codes(page: Page) -> list[str]:
    """Look at the codes, say that they are kept, and go on."""
    page.get_by_role("button", name="Toon mijn noodcodes").click()
    expect(page.locator("[data-code]")).to_have_count(10)
    codes = page.locator("[data-code]").all_inner_texts()
    page.get_by_label("Ik heb mijn noodcodes bewaard").check()
    page.get_by_role("button", name="Verder").click()
    return codes


def at_the_desk(page: Page) -> None:
    """Everything is done, the work can begin."""
    expect(page.get_by_role("heading", name="Welke activiteit is er nu?")).to_be_visible()


def give_password(page: Page, email: str, password: str = PASSWORD) -> None:
    """The first step, on the sign-in page."""
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()


def fill_code(page: Page, code: str, button: str = "Aanmelden") -> None:
    page.get_by_label("Code van 6 cijfers").fill(code)
    page.get_by_role("main").get_by_role("button", name=button).click()


def sign_out(page: Page) -> None:
    page.goto("/account/")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()


def give_dirk_two_ways(cast: Cast, post: Post) -> User:
    """Dirk has a mailbox and a telephone; the telephone was used last."""
    factors.start_email(cast.dirk)
    factors.confirm_email(cast.dirk, post.mail_code(cast.dirk.email))
    factors.start_sms(cast.dirk, "0470 12 34 56")
    factors.confirm_sms(cast.dirk, post.sms_code(LIES_NUMBER))
    return cast.dirk
