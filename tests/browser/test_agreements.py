"""In a browser: somebody agrees before it begins, managers look after texts and register, a demo shows its messages.

With OPENPAS_SCREENSHOTS set, each page also becomes a picture in that folder.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast, create_cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.identity.declarations.our_own import OUR_TEXTS, texts_in
from openpas.identity.declarations.service import Draft, publish_document
from openpas.identity.models import Acceptance, Document, Manager, ProcessingRole, User
from openpas.records.sms.providers.folder import FolderGateway
from openpas.runtime import clock
from tests.browser.counter import desktop, phone
from tests.browser.pictures import take
from tests.signing_in import signed_in_cookies

INSTALLATION = Actor("system:test", ActorKind.SYSTEM)
Look = Callable[[Page, str], None]


@pytest.fixture
def world(transactional_db: None) -> Cast:
    """Our texts hold, and nobody accepted them. Greet looks after the whole installation."""
    cast = create_cast()
    Manager.objects.create(user=cast.greet, since=clock.now())
    for kind in Document.Kind:
        publish_document(INSTALLATION, Draft(kind, texts_in(OUR_TEXTS, kind), brussels_day(clock.now())))
    return cast


@pytest.fixture
def look(axe: Callable[[Page], None]) -> Look:
    """Axe finds nothing, nothing sticks out, and there is a picture where one is wanted."""
    folder = os.environ.get("OPENPAS_SCREENSHOTS")

    def looked(page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if folder:
            take(page, Path(folder) / f"{name}.png")

    return looked


@pytest.fixture(params=["desktop", "phone"])
def screen(request: pytest.FixtureRequest, browser: Browser, live: str) -> Iterator[tuple[str, Page]]:
    with (desktop if request.param == "desktop" else phone)(browser, live) as page:
        yield request.param, page


def be(page: Page, user: User) -> None:
    """Be signed in completely."""
    page.goto("/health")
    cookies = signed_in_cookies(user)
    page.context.add_cookies([{"name": name, "value": value, "url": page.url} for name, value in cookies.items()])


def test_agreeing_before_the_first_scan(world: Cast, live: str, screen: tuple[str, Page], look: Look) -> None:
    name, page = screen
    be(page, world.dirk)
    page.goto("/desk/activities")
    expect(page.get_by_role("heading", name="Even lezen voor je begint")).to_be_visible()
    look(page, f"declarations-{name}")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Ik ga akkoord").click()
    expect(page.get_by_role("heading", name="Welke activiteit is er nu?")).to_be_visible()
    assert Acceptance.objects.filter(user=world.dirk).count() == 2
    page.goto("/account/declarations")
    expect(page.get_by_text("Je ging akkoord op")).to_have_count(2)
    look(page, f"declarations-accepted-{name}")


def test_looking_after_texts_and_register(world: Cast, live: str, screen: tuple[str, Page], look: Look) -> None:
    name, page = screen
    be(page, world.greet)
    page.goto("/console/documents")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Ik ga akkoord").click()
    expect(page.get_by_role("heading", name="Afspraken met wie gegevens ziet")).to_be_visible()
    look(page, f"documents-{name}")
    page.get_by_role("link", name="Verklaring op eer, versie 1").click()
    expect(page.get_by_text("Greet Goossens")).to_be_visible()
    look(page, f"document-{name}")
    page.goto("/console/processing")
    page.get_by_role("link", name="UiTPAS Regio Gent").click()
    page.get_by_label("Overeenkomst").fill("Verwerkersovereenkomst 2026, map 12")
    page.get_by_role("button", name="Zet in het register").click()
    expect(page.get_by_text("Toegevoegd aan het register.")).to_be_visible()
    assert ProcessingRole.objects.get().agreement == "Verwerkersovereenkomst 2026, map 12"
    look(page, f"processing-{name}")


def test_the_messages_of_a_demo(
    world: Cast, live: str, screen: tuple[str, Page], look: Look, settings: Settings, tmp_path: Path
) -> None:
    name, page = screen
    settings.OPENPAS_DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.OPENPAS_SMS, settings.OPENPAS_SMS_FOLDER = tmp_path / "sms.toml", tmp_path / "sms"
    page.goto("/demo/messages")
    expect(page.get_by_text("nog geen enkel bericht")).to_be_visible()
    link = f"{live}/account/invitations/token"
    EmailMessage("Je werkt bij Theater De Vlieger", f"Dag Dirk\n\nBegin hier:\n{link}", to=["dirk@example.org"]).send()
    FolderGateway(tmp_path / "sms").send("+32470123456", "Je code is 123 456.")
    expect(page.get_by_text("Je werkt bij Theater De Vlieger")).to_be_visible()  # by itself
    page.get_by_role("link", name="Je werkt bij Theater De Vlieger").click()
    expect(page.get_by_role("link", name=link)).to_be_visible()
    look(page, f"messages-{name}")
    page.get_by_role("link", name="Sms").click()
    expect(page.get_by_text("Je code is 123 456.")).to_be_visible()
    expect(page.get_by_role("link", name=link)).to_have_count(0)
    page.get_by_role("link", name="Zet de lijst stil").click()
    expect(page.get_by_text("De lijst staat stil.")).to_be_visible()
    expect(page.get_by_text("Je code is 123 456.")).to_be_visible()
