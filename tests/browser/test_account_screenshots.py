"""The pictures of signing in for the manual, taken of somebody who is invited and of Dirk's account.

As test_screenshots.py: `OPENPAS_SCREENSHOTS=docs/screenshots` writes them anew.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import Cast
from openpas.identity.models import User
from openpas.identity.sign_in import recovery
from openpas.identity.sign_in.browsers import trust
from openpas.identity.sign_in.sessions import set_pin
from tests.browser import account_pages
from tests.browser.counter import desktop, phone
from tests.browser.pictures import take
from tests.browser.post import Post

Shoot = Callable[[str], None]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pictures]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pictures_of_signing_in(browser: Browser, live: str, cast: Cast, post: Post, folder: Path, kind: str) -> None:
    with screen(browser, live, kind) as page:
        walk(page, cast, post, lambda name: take(page, folder / f"{name}-{kind}.png"))


def screen(browser: Browser, live: str, kind: str) -> AbstractContextManager[Page]:
    return desktop(browser, live) if kind == "desktop" else phone(browser, live, width=375, sharpness=1.5)


def walk(page: Page, cast: Cast, post: Post, shoot: Shoot) -> None:
    """The first time of somebody who was invited, and then Dirk."""
    page.goto(account_pages.invitation_of_lies(cast, post))
    shoot("account-invitation")
    account_pages.accept(page, page.url)
    shoot("account-set-up")
    for way in ("email", "sms", "app"):
        page.goto(f"/account/set-up/{way}?next=/desk/")
        shoot(f"account-set-up-{way}")
    page.goto("/account/set-up?next=/desk/")
    account_pages.set_up_app(page)
    expect(page.get_by_text("Stap 4 van 4")).to_be_visible()
    shoot("account-recovery")
    page.get_by_role("button", name="Toon mijn noodcodes").click()
    expect(page.locator("[data-code]")).to_have_count(10)
    shoot("account-recovery-codes")
    account_pages.sign_out(page)
    shoot("sign-in")
    second_step(page, account_pages.give_dirk_two_ways(cast, post), post, shoot)
    for name, path in BEFORE.items():
        page.goto(path)
        shoot(f"account-{name}")


def second_step(page: Page, dirk: User, post: Post, shoot: Shoot) -> None:
    """Signing in with a choice, and everything of an account that is in use."""
    recovery.new_codes(dirk)
    trust(dirk, "Firefox op Windows")
    account_pages.give_password(page, dirk.email)
    expect(page.get_by_role("heading", name="Hoe wil je je code krijgen?")).to_be_visible()
    shoot("account-second-step")
    page.get_by_role("link", name="Ik kan geen code krijgen").click()
    shoot("account-recovery-step")
    page.get_by_role("link", name="Terug").click()
    page.get_by_role("button", name="Een sms").click()
    shoot("account-code")
    account_pages.fill_code(page, "000000")
    expect(page.get_by_text("Deze code klopt niet")).to_be_visible()
    shoot("account-code-wrong")
    account_pages.fill_code(page, post.sms_code(account_pages.LIES_NUMBER))
    account_pages.at_the_desk(page)
    set_pin(User.objects.get(pk=dirk.pk), "2580")
    for name in ("", "details", "email", "password", "pin", "factors", "passkeys", "browsers", "sessions"):
        page.goto(f"/account/{name}")
        shoot(f"account-{name or 'profile'}")
    page.goto("/desk/activities")
    page.get_by_role("button", name="Vergrendel").click()
    expect(page.get_by_role("heading", name="De balie is vergrendeld")).to_be_visible()
    shoot("account-locked")
    page.get_by_role("button", name="Ben jij iemand anders").click()


BEFORE = {
    "reset": "/account/reset",
    "register": "/account/register",
    "ended": "/account/ended?next=/desk/",
    "invitation-gone": "/account/invitations/made-up",
}
