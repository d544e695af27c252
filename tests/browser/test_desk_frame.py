"""What all pages of the desk share: the menu, how they fit on a screen, what they weigh, how they print."""

import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.fixtures import Settings

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import Cast
from openpas.identity.roles import FOR_DESKS
from tests.browser.counter import choose, desktop, fits, phone, sign_in, tab_to
from tests.browser.desk_pages import PAGES, a_pass, at, of_amina
from tests.desk_rights import let_desk

OPEN_HOUSE: Final = "Vrij bezoek aan het theaterhuis"
FIRST_VISIT_BYTES: Final = 200_000
NEXT_VISIT_BYTES: Final = 30_000
ZOOMED: Final[ViewportSize] = {"width": 640, "height": 360}
"""1280 by 720 at 200 % (WCAG 1.4.4)."""
NARROW: Final[ViewportSize] = {"width": 320, "height": 640}
"""1280 at 400 % (WCAG 1.4.10)."""
Axe = Callable[[Page], None]


@pytest.fixture
def all_rights(cast: Cast) -> Cast:
    """The theatre may all that a desk can, and its region has a colour."""
    let_desk(cast.theatre, FOR_DESKS)
    CardSystem.objects.filter(pk=cast.gent.pk).update(primary_color="#e6007e")
    return cast


@pytest.fixture
def counter(page: Page, all_rights: Cast) -> Page:
    """Dirk at the theatre, ready for the first pass."""
    sign_in(page, all_rights.dirk.email)
    choose(page, OPEN_HOUSE)
    return page


def overflow(page: Page) -> int:
    """How many pixels wider than the screen the page is."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_the_menu_with_the_keyboard(counter: Page) -> None:
    more = counter.locator("desk-more summary")
    menu = counter.get_by_role("navigation", name="Menu van de balie")
    helping = menu.get_by_role("link", name="Hulp")
    expect(menu.get_by_role("link", name="Balie")).to_have_attribute("aria-current", "page")
    expect(helping).to_be_hidden()

    more.focus()
    counter.keyboard.press("Enter")
    expect(helping).to_be_visible()
    counter.keyboard.press("Escape")
    expect(helping).to_be_hidden()
    expect(more).to_be_focused()

    counter.keyboard.press("Enter")
    tab_to(counter, "Hulp")
    counter.keyboard.press("Enter")

    expect(counter).to_have_url(re.compile(r"/desk/help$"))
    expect(counter.locator("desk-more summary")).to_have_attribute("aria-current", "true")
    expect(counter.locator("desk-more details")).not_to_have_attribute("open", "")
    expect(counter.locator("#main")).to_be_focused()


def test_the_menu_closes_when_one_works_elsewhere(counter: Page) -> None:
    more = counter.locator("desk-more details")
    counter.locator("desk-more summary").click()
    expect(more).to_have_attribute("open", "")
    counter.get_by_role("heading", level=1).click()
    expect(more).not_to_have_attribute("open", "")

    counter.locator("desk-more summary").click()
    counter.locator("#identifier").focus()
    expect(more).not_to_have_attribute("open", "")


def test_nothing_jumps_from_one_page_to_the_next(counter: Page) -> None:
    before = counter.locator("main").bounding_box()
    counter.get_by_role("link", name="Activiteiten", exact=True).click()
    expect(counter).to_have_url(re.compile(r"/desk/events$"))

    after = counter.locator("main").bounding_box()

    assert before is not None
    assert after is not None
    assert (before["x"], before["y"], before["width"]) == (after["x"], after["y"], after["width"])
    assert before["y"] <= 120


@pytest.mark.parametrize("width", [320, 360, 760, 1280])
def test_a_long_name_of_a_region_pushes_nothing(counter: Page, all_rights: Cast, width: int) -> None:
    def head() -> list[object]:
        counter.set_viewport_size({"width": width, "height": 740})
        counter.goto("/desk/")
        return [counter.locator(one).first.bounding_box() for one in (".desk-head", ".desk-tools", "main")]

    before = head()
    CardSystem.objects.filter(pk=all_rights.gent.pk).update(name="UiTPAS Regio Leuven en omstreken, met de hele vallei")

    assert head() == before
    assert overflow(counter) == 0
    region = counter.get_by_text("UiTPAS Regio Leuven").filter(visible=True)
    if width < 740:
        counter.locator("desk-more summary").click()
    expect(region).to_have_count(1)
    assert overflow(counter) == 0


def test_on_a_phone_the_menu_lies_under_the_thumb(browser: Browser, live: str, all_rights: Cast, axe: Axe) -> None:
    with phone(browser, live) as page:
        sign_in(page, all_rights.dirk.email)
        page.get_by_role("button", name=OPEN_HOUSE).tap()
        expect(page.locator("#identifier")).to_be_visible()
        menu = page.get_by_role("navigation", name="Menu van de balie")
        box, main = menu.bounding_box(), page.locator("main").bounding_box()
        assert box is not None
        assert main is not None
        assert box["y"] + box["height"] == pytest.approx(740, abs=1)
        assert box["height"] <= 72
        assert main["y"] <= 104
        fits(page)

        menu.get_by_text("Meer").tap()
        expect(menu.get_by_role("link", name="Voordelen")).to_be_in_viewport()
        expect(menu.get_by_role("link", name="Hulp")).to_be_in_viewport()
        fits(page)
        axe(page)
        menu.get_by_role("link", name="Hulp").tap()
        expect(page).to_have_url(re.compile(r"/desk/help$"))
        expect(menu.get_by_role("link", name="Voordelen")).to_be_hidden()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", PAGES)
def test_every_page_reflows_and_axe_finds_nothing(
    part: str, page: Page, all_rights: Cast, axe: Axe, settings: Settings
) -> None:
    settings.OPENPAS_DEMO = True
    sign_in(page, all_rights.dirk.email)
    page.get_by_role("button", name=OPEN_HOUSE).click()
    expect(page.locator("#identifier")).to_be_focused()
    for name, open_page in PAGES[part].items():
        page.set_viewport_size(ZOOMED)
        open_page(page, all_rights)
        axe(page)
        assert (name, overflow(page)) == (name, 0)
        page.set_viewport_size(NARROW)
        assert (name, overflow(page)) == (name, 0)


def test_a_region_s_colour_is_readable_in_every_scheme(counter: Page, axe: Axe) -> None:
    axe(counter)
    marked = counter.get_by_role("navigation", name="Menu van de balie").get_by_role("link", name="Balie")
    assert marked.evaluate("one => getComputedStyle(one).borderBottomColor") == "rgb(230, 0, 126)"
    counter.emulate_media(forced_colors="active")
    expect(marked).to_be_visible()
    assert marked.evaluate("one => getComputedStyle(one).borderBottomStyle") == "solid"


def test_the_gallery(page: Page, axe: Axe, settings: Settings) -> None:
    settings.OPENPAS_DEMO = True
    page.goto("/gallery")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    axe(page)
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    assert page.locator("#insz").evaluate("one => getComputedStyle(one).transitionDuration") == "0s"


def test_who_has_no_desk_asks_for_one(page: Page, cast: Cast, axe: Axe) -> None:
    sign_in(page, cast.dirk.email)
    cast.dirk.desks.all().delete()
    page.goto("/desk/")
    axe(page)
    page.get_by_role("link", name="Vraag een plaats aan een balie").click()
    page.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)

    page.get_by_role("link", name="Kies de regio waarin je werkt.").click()
    expect(page.get_by_label("In welke regio werk je?")).to_be_focused()
    page.get_by_label("In welke regio werk je?").select_option("UiTPAS Regio Gent")
    page.get_by_label("Voor welke organisatie?").fill("Muziekclub Het Dak")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Je vraag is verstuurd.").first).to_be_visible()


def test_a_browser_that_can_install_is_offered_it_quietly(counter: Page) -> None:
    button = counter.get_by_role("button", name="Zet Openpas op dit toestel")
    expect(button).to_be_hidden()

    counter.evaluate(
        """() => {
            const event = new Event("beforeinstallprompt", { cancelable: true });
            event.prompt = async () => { window.wasAsked = true; };
            window.dispatchEvent(event);
        }"""
    )
    expect(button).to_be_visible()
    button.click()

    expect(button).to_be_hidden()
    assert counter.evaluate("window.wasAsked") is True


def test_what_is_printed_is_the_page_and_nothing_around_it(counter: Page) -> None:
    counter.emulate_media(media="print")

    for around in (".masthead", ".desk-menu", ".footer"):
        expect(counter.locator(around)).to_be_hidden()
    expect(counter.get_by_role("heading", level=1)).to_be_visible()


def _as_it_is(application: WSGIHandler) -> WSGIHandler:
    return application


@pytest.fixture
def served(transactional_db: None) -> Iterator[str]:
    """The address of a server that also serves files as in production: compressed, and with how long to keep them."""
    server = LiveServerThread("127.0.0.1", static_handler=_as_it_is)  # type: ignore[arg-type]
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.mark.parametrize(
    ("name", "open_page"),
    [("counter", at("counter")), ("pass", a_pass), ("people", at("people")), ("person", of_amina("person"))],
)
def test_pages_are_light(
    browser: Browser,
    served: str,
    all_rights: Cast,
    name: str,
    open_page: Callable[[Page, Cast], object],
) -> None:
    first, again = 0, 0
    with desktop(browser, served) as before, desktop(browser, served) as page:
        sign_in(before, all_rights.dirk.email)
        before.get_by_role("button", name=OPEN_HOUSE).click()
        expect(before.locator("#identifier")).to_be_focused()
        page.context.add_cookies(before.context.cookies())  # type: ignore[arg-type]
        loaded = transferred(page)
        open_page(page, all_rights)
        page.wait_for_load_state("networkidle")
        first, loaded[:] = sum(loaded), []
        open_page(page, all_rights)
        page.wait_for_load_state("networkidle")
        again = sum(loaded)
    print(f"{name}: {first} bytes on a first visit, {again} after")  # noqa: T201  shown when the test fails
    assert 20_000 < first < FIRST_VISIT_BYTES
    assert 500 < again < NEXT_VISIT_BYTES


def transferred(page: Page) -> list[int]:
    """The bytes of every answer from now on, heads included, as they came over the line. What was kept is none."""
    lengths: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: lengths.append(int(event["encodedDataLength"])))
    return lengths
