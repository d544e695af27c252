"""What a volunteer lives through with signing in, from the first invitation to a lost telephone, in a real browser."""

import re
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, CDPSession, Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity import tasks
from openpas.identity.actors import actor_of_user
from openpas.identity.models import OrganizerAdmin, User
from openpas.identity.sign_in import recovery
from openpas.identity.staff.starting_over import vouch
from openpas.runtime import clock
from tests.browser import account_pages
from tests.browser.account_pages import (
    LIES,
    LIES_NUMBER,
    LIES_PASSWORD,
    at_the_desk,
    fill_code,
    give_dirk_two_ways,
    give_password,
    keep_recovery_codes,
    sign_out,
)
from tests.browser.counter import desktop
from tests.browser.post import Post, app_code

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
NEW_PASSWORD = "een heel ander zinnetje"


@pytest.mark.parametrize("way", ["email", "sms", "app"])
def test_a_volunteers_first_invitation(page: Page, cast: Cast, post: Post, way: str) -> None:
    """From the mail to the desk, and the next day in again with the same method."""
    account_pages.accept(page, account_pages.invitation_of_lies(cast, post))
    key = ""
    if way == "app":
        key = account_pages.set_up_app(page)
    elif way == "sms":
        account_pages.set_up_sms(page, post)
    else:
        account_pages.set_up_email(page, post)
    expect(page.get_by_text("Stap 4 van 4")).to_be_visible()
    keep_recovery_codes(page)
    at_the_desk(page)
    expect(page.get_by_role("navigation", name="Balie en activiteit")).to_contain_text("SK Muide")

    sign_out(page)
    User.objects.get(email=LIES).factors.update(last_step=0)
    page.goto("/desk/")
    give_password(page, LIES, LIES_PASSWORD)
    if way == "app":
        fill_code(page, app_code(key))
    else:
        fill_code(page, post.sms_code(LIES_NUMBER) if way == "sms" else post.mail_code(LIES))
    at_the_desk(page)


def test_a_remembered_browser_a_new_one_and_day_31(
    page: Page, browser: Browser, live: str, cast: Cast, post: Post
) -> None:
    dirk = give_dirk_two_ways(cast, post)
    page.goto("/desk/")
    give_password(page, dirk.email)
    page.get_by_role("button", name="Een sms").click()
    page.get_by_label("Onthoud deze browser 30 dagen").check()
    fill_code(page, post.sms_code(LIES_NUMBER))
    at_the_desk(page)

    sign_out(page)
    page.goto("/desk/")
    give_password(page, dirk.email)
    at_the_desk(page)

    with desktop(browser, live) as other:
        other.goto("/desk/")
        give_password(other, dirk.email)
        other.get_by_role("button", name="Een mail").click()
        fill_code(other, post.mail_code(dirk.email))
        at_the_desk(other)
    assert "Chrome op Linux" in post.mail(dirk.email, "browser")

    sign_out(page)
    # The browser keeps its own clock: what the server remembers is thirty days older.
    dirk.trusted_browsers.update(expires_at=clock.now() - timedelta(seconds=1))
    page.goto("/desk/")
    give_password(page, dirk.email)
    expect(page.get_by_role("heading", name="Hoe wil je je code krijgen?")).to_be_visible()


def test_a_lost_telephone_and_a_code_on_paper(page: Page, cast: Cast, post: Post) -> None:
    dirk = give_dirk_two_ways(cast, post)
    dirk.factors.filter(kind="EMAIL").delete()
    code = recovery.new_codes(dirk)[0]
    page.goto("/desk/")
    give_password(page, dirk.email)
    page.get_by_role("link", name="Ik kan geen code krijgen").click()
    page.get_by_label("Noodcode").fill(code.upper())
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_text("Je bent aangemeld met een noodcode.").last).to_be_visible()

    key = account_pages.set_up_app(page)
    expect(page.get_by_text("Toegevoegd.").last).to_be_visible()
    page.get_by_role("button", name=re.compile(r"Haal weg\s*: Een sms")).click()
    expect(page.get_by_text("Weggehaald.").last).to_be_visible()

    sign_out(page)
    dirk.factors.update(last_step=0)
    page.goto("/desk/")
    give_password(page, dirk.email)
    fill_code(page, app_code(key))
    at_the_desk(page)


def test_everything_lost_and_a_new_start_by_the_desk(page: Page, cast: Cast, post: Post) -> None:
    dirk = give_dirk_two_ways(cast, post)
    OrganizerAdmin.objects.create(organizer=cast.theatre, user=cast.farid, type=OrganizerAdmin.Type.ADMIN)
    vouch(actor_of_user(cast.farid.pk, cast.theatre.pk), cast.theatre, dirk)

    page.goto(post.link(dirk.email, "/account/start-over/"))
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Begin opnieuw").click()
    page.get_by_role("link", name="Een mail").click()
    page.get_by_role("button", name="Stuur een code").click()
    fill_code(page, post.mail_code(dirk.email), "Klaar")
    keep_recovery_codes(page)

    at_the_desk(page)
    assert [one.kind for one in dirk.factors.all()] == ["EMAIL"]


def test_another_address(page: Page, cast: Cast, post: Post) -> None:
    dirk = give_dirk_two_ways(cast, post)
    page.goto("/account/email")
    give_password(page, dirk.email)
    page.get_by_role("button", name="Een sms").click()
    fill_code(page, post.sms_code(LIES_NUMBER))
    page.get_by_label("Nieuw e-mailadres").fill("dirk.nieuw@example.org")
    page.get_by_role("button", name="Stuur een code").click()
    fill_code(page, post.mail_code("dirk.nieuw@example.org"), "Verander mijn e-mailadres")
    expect(page.get_by_text("Vanaf nu meld je je aan met dirk.nieuw@example.org.").last).to_be_visible()

    sign_out(page)
    page.goto("/desk/")
    give_password(page, dirk.email)
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    give_password(page, "dirk.nieuw@example.org")
    page.get_by_role("button", name="Een mail").click()
    fill_code(page, post.mail_code("dirk.nieuw@example.org"))
    at_the_desk(page)


def test_a_guesser_is_locked_out_and_the_owner_is_not(
    page: Page, browser: Browser, live: str, cast: Cast, post: Post
) -> None:
    dirk = give_dirk_two_ways(cast, post)
    page.goto("/account/sign-in")
    for _ in range(5):
        give_password(page, dirk.email, "verkeerd")
        expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    give_password(page, dirk.email)
    expect(page.get_by_role("alert")).to_contain_text("Dat was te vaak fout.")

    later = clock.now() + timedelta(minutes=16)
    with time_machine.travel(later, tick=True):
        give_password(page, dirk.email)
        page.get_by_role("button", name="Een sms").click()
        fill_code(page, post.sms_code(LIES_NUMBER))
        at_the_desk(page)


def test_a_forgotten_password(page: Page, cast: Cast, post: Post) -> None:
    dirk = give_dirk_two_ways(cast, post)
    page.goto("/desk/")
    page.get_by_role("link", name="Wachtwoord vergeten?").click()
    page.get_by_label("E-mailadres").fill(dirk.email)
    page.get_by_role("button", name="Stuur me de link").click()
    expect(page.get_by_role("heading", name="Kijk in je mailbox")).to_be_visible()
    job = ProcrastinateJob.objects.filter(task_name="identity.mail_reset_link").latest("id")
    tasks.mail_a_reset_link(**job.args)

    page.goto(post.link(dirk.email, "/account/password/"))
    page.get_by_label("Nieuw wachtwoord").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Bewaar het wachtwoord").click()
    expect(page.get_by_text("Je wachtwoord is veranderd.").last).to_be_visible()
    give_password(page, dirk.email, NEW_PASSWORD)
    page.get_by_role("button", name="Een sms").click()
    fill_code(page, post.sms_code(LIES_NUMBER))
    page.goto("/desk/")
    at_the_desk(page)


@pytest.fixture
def device(page: Page) -> CDPSession:
    """A device that keeps passkeys and checks who holds it, as a telephone does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey(page: Page, cast: Cast, post: Post, device: CDPSession) -> None:
    dirk = give_dirk_two_ways(cast, post)
    page.goto("/account/passkeys")
    give_password(page, dirk.email)
    page.get_by_role("button", name="Een sms").click()
    fill_code(page, post.sms_code(LIES_NUMBER))
    page.get_by_label("Hoe noem je dit toestel?").fill("Mijn telefoon")
    page.get_by_role("button", name="Maak een passkey op dit toestel").click()
    expect(page.get_by_text("Je passkey is klaar.").last).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Mijn telefoon")).to_be_visible()

    sign_out(page)
    page.goto("/desk/desks")
    page.get_by_role("button", name="Met een passkey").click()
    expect(page).to_have_url(re.compile("/desk/desks$"))
    page.goto("/desk/")
    at_the_desk(page)

    sign_out(page)
    dirk.passkeys.all().delete()
    page.get_by_role("button", name="Met een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Deze passkey werkt hier niet.")
