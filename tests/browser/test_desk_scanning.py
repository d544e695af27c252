"""Every way in which a pass is read: a camera that sees real codes, readers that type, a chip, and no connection."""

import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route, expect

from openpas.checkins.models import Checkin
from openpas.demo.cast import AMINA, Cast
from tests.browser.camera import Camera, browser_with_camera, in_hand
from tests.browser.counter import choose, fits, sign_in

OPEN_HOUSE: Final = "Vrij bezoek aan het theaterhuis"
CHECKIN_CODE: Final = "k3v9x2m7q1w8e5r4"
Axe = Callable[[Page], None]


@pytest.fixture(scope="module")
def with_camera(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Camera]]:
    with browser_with_camera(browser, tmp_path_factory.mktemp("camera") / "seen.y4m") as both:
        yield both


@pytest.fixture
def seeing(with_camera: tuple[Browser, Camera]) -> tuple[Browser, Camera]:
    """A browser with a camera, and what is held in front of it: nothing yet."""
    with_camera[1].see_nothing()
    return with_camera


@pytest.fixture
def counter(page: Page, cast: Cast) -> Page:
    """Dirk at the theatre, ready for the first pass."""
    sign_in(page, cast.dirk.email)
    choose(page, OPEN_HOUSE)
    return page


def begin(page: Page, cast: Cast) -> None:
    sign_in(page, cast.dirk.email)
    page.get_by_role("button", name=OPEN_HOUSE).tap()
    page.get_by_role("button", name="Scan met de camera").tap()


def shows(page: Page, name: str, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.locator("#main")).to_contain_text(words)


def test_a_volunteer_at_a_football_field_scans_with_a_phone(
    seeing: tuple[Browser, Camera], live: str, cast: Cast, axe: Axe
) -> None:
    own, camera = seeing
    with in_hand(own, live, may_look=True) as page:
        begin(page, cast)
        expect(page.get_by_label("Beeld van de camera")).to_be_visible()
        axe(page)
        fits(page)

        camera.see_card(cast.amina_number)
        shows(page, "Amina", re.compile(r"\+ 1 punt\s+13 punten"))
        expect(page.get_by_label("Beeld van de camera")).to_be_in_viewport()
        axe(page)
        fits(page)

        camera.see_qr(cast.bart_number)
        shows(page, "Bart", re.compile(r"\+ 1 punt\s+4 punten"))

        camera.see_qr(CHECKIN_CODE)
        expect(page.locator("camera-scanner")).to_contain_text("Dit is de spaarcode van een activiteit.")

        camera.see_card(cast.amina_number)
        shows(page, "Amina", "Je hebt hier al een punt gespaard.")
        assert Checkin.objects.count() == 2

        page.get_by_role("button", name="Sluit camera").tap()
        expect(page.get_by_label("Beeld van de camera")).to_be_hidden()
        page.locator("#identifier").fill(cast.chloe_number)
        page.get_by_role("button", name="Toon").tap()
        shows(page, cast.chloe.name, "tickets")


def test_of_two_passes_the_first_counts_until_it_is_taken_away(
    seeing: tuple[Browser, Camera], live: str, cast: Cast
) -> None:
    """A code that is no pass changes nothing."""
    own, camera = seeing
    with in_hand(own, live, may_look=True) as page:
        begin(page, cast)
        expect(page.get_by_label("Beeld van de camera")).to_be_visible()
        camera.see_card(cast.amina_number)
        shows(page, "Amina", re.compile(r"\+ 1 punt\s+13 punten"))

        camera.see_beside_each_other(cast.bart_number, cast.amina_number)
        page.wait_for_timeout(1500)
        camera.see_beside_each_other(CHECKIN_CODE, cast.amina_number)
        page.wait_for_timeout(500)
        camera.see_beside_each_other(cast.bart_number, cast.amina_number)
        page.wait_for_timeout(1500)
        expect(page.locator("#main")).to_contain_text(re.compile(r"\+ 1 punt\s+13 punten"))

        camera.see_qr(cast.bart_number)
        shows(page, "Bart", re.compile(r"\+ 1 punt\s+4 punten"))
        assert Checkin.objects.count() == 2


def test_a_camera_that_may_not_look_says_what_to_do(
    seeing: tuple[Browser, Camera], live: str, cast: Cast, axe: Axe
) -> None:
    with in_hand(seeing[0], live, may_look=False) as page:
        begin(page, cast)
        expect(page.get_by_text("Straks vraagt je browser")).to_be_visible()
        axe(page)

        page.get_by_role("button", name="Zet de camera aan").tap()
        expect(page.get_by_text("De camera mag niet aan.")).to_be_visible()
        axe(page)
        fits(page)

        page.get_by_role("button", name="Sluit").tap()
        page.locator("#identifier").fill(cast.amina_number)
        page.get_by_role("button", name="Toon").tap()
        shows(page, "Amina", re.compile(r"\+ 1 punt\s+13 punten"))


def test_a_camera_that_nobody_uses_rests(seeing: tuple[Browser, Camera], live: str, cast: Cast) -> None:
    with in_hand(seeing[0], live, may_look=True) as page:
        page.clock.install()
        begin(page, cast)
        expect(page.get_by_label("Beeld van de camera")).to_be_visible()

        page.clock.run_for(61_000)

        expect(page.get_by_text("De camera rust even")).to_be_visible()
        page.get_by_role("button", name="Ga verder met scannen").tap()
        expect(page.get_by_label("Beeld van de camera")).to_be_visible()


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_reader_types_wherever_the_focus_is(counter: Page, cast: Cast, end: str) -> None:
    counter.keyboard.type(cast.bart_number)
    counter.keyboard.press(end)
    shows(counter, "Bart", "4 punten")

    counter.get_by_role("link", name="wijzig balie").focus()
    counter.keyboard.type(AMINA.chip.lower())
    counter.keyboard.press(end)

    shows(counter, "Amina", "13 punten")
    counter.get_by_role("link", name="wijzig balie").focus()
    counter.keyboard.type("0900 slow", delay=120)
    expect(counter.locator("#identifier")).to_have_value("")


def test_a_chip_is_read_by_the_browser_itself(page: Page, cast: Cast, axe: Axe) -> None:
    page.add_init_script(
        """globalThis.NDEFReader = class extends EventTarget {
            async scan() { globalThis.chip = this; }
        }"""
    )
    sign_in(page, cast.dirk.email)
    choose(page, OPEN_HOUSE)

    page.get_by_role("button", name="Lees de chip").click()
    expect(page.get_by_text("Hou de pas tegen de achterkant")).to_be_visible()
    axe(page)
    hold = "serial => chip.dispatchEvent(Object.assign(new Event('reading'), { serialNumber: serial }))"
    page.evaluate(hold, ":".join(re.findall("..", AMINA.chip.lower())))
    shows(page, "Amina", "13 punten")

    expect(page.get_by_role("button", name="Lees de chip")).to_have_attribute("aria-pressed", "true")


def test_scans_without_a_connection_wait_and_count_once(counter: Page, cast: Cast, axe: Axe) -> None:
    counter.context.set_offline(True)
    for number in (cast.amina_number, cast.bart_number):
        counter.keyboard.type(f"{number}\n")
    waiting = counter.locator("scan-queue")
    expect(waiting).to_contain_text("Geen verbinding. 2 passen wachten.")
    expect(counter.locator("#identifier")).to_have_value("")
    axe(counter)
    assert Checkin.objects.count() == 0

    counter.context.set_offline(False)

    expect(waiting).to_contain_text("Later doorgestuurd: Amina: 1 punt gespaard. Saldo: 13.")
    expect(waiting).to_contain_text("Bart: 1 punt gespaard. Saldo: 4.")
    assert Checkin.objects.count() == 2
    axe(counter)
    counter.get_by_role("button", name="Gelezen").click()
    expect(waiting).to_be_hidden()
    counter.locator("#identifier").focus()
    counter.keyboard.type(f"{cast.amina_number}\n")
    shows(counter, "Amina", "Je hebt hier al een punt gespaard.")


def test_an_answer_that_got_lost_is_asked_again_and_counts_once(counter: Page, cast: Cast) -> None:
    lost: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).headers.get("location", ""))
            route.abort()
        else:
            route.continue_()

    counter.route("**/desk/", lose_the_first_answer)
    counter.keyboard.type(f"{cast.amina_number}\n")

    expect(counter.locator("scan-queue")).to_contain_text("Amina: 1 punt gespaard. Saldo: 13.")
    assert len(lost) == 1
    assert Checkin.objects.count() == 1


def test_a_reader_is_tried_before_the_queue_comes(
    seeing: tuple[Browser, Camera], live: str, cast: Cast, axe: Axe
) -> None:
    own, camera = seeing
    with in_hand(own, live, may_look=True) as page:
        sign_in(page, cast.dirk.email)
        page.goto("/desk/readers")
        axe(page)
        fits(page)

        page.get_by_label("Klik hier en scan een pas").focus()
        page.keyboard.type(f"{cast.amina_number}\n")
        expect(page.get_by_role("alert")).to_contain_text("Dit is een UiTPAS-nummer. Je lezer werkt goed.")
        expect(page.locator("reader-trial")).to_contain_text(re.compile("13 tekens"))

        page.get_by_role("button", name="Probeer de camera").tap()
        camera.see_card(cast.bart_number)
        expect(page.get_by_role("alert")).to_contain_text("0900 000 100 207")
        axe(page)
        assert Checkin.objects.count() == 0


LIST: Final = """
    <list-scanner>
      <label for="numbers">Nummers</label>
      <textarea class="input" id="numbers" name="numbers"></textarea>
      {parts}
    </list-scanner>
"""


def test_a_list_grows_with_every_scan_and_tells_what_came_twice(
    seeing: tuple[Browser, Camera], live: str, cast: Cast
) -> None:
    own, camera = seeing
    parts = render_to_string("cotton/scanning_list.html")
    with in_hand(own, live, may_look=True) as page:
        sign_in(page, cast.dirk.email)
        page.goto("/desk/readers")
        page.evaluate("html => { document.querySelector('#main').innerHTML = html; }", LIST.format(parts=parts))
        page.evaluate("document.dispatchEvent(new Event('htmx:after:swap'))")
        page.get_by_role("button", name="Scan met de camera").tap()

        camera.see_card(cast.amina_number)
        expect(page.get_by_label("Nummers")).to_have_value(f"{cast.amina_number}\n")
        camera.see_qr(cast.bart_number)
        expect(page.get_by_label("Nummers")).to_have_value(f"{cast.amina_number}\n{cast.bart_number}\n")
        expect(page.get_by_text("2 passen in de lijst")).to_be_visible()
        page.get_by_role("button", name="Sluit camera").tap()
        page.keyboard.type(f"{cast.amina_number}\n")

        expect(page.get_by_text(f"Deze stond er al: {cast.amina_number}")).to_be_visible()
        expect(page.get_by_label("Nummers")).to_have_value(f"{cast.amina_number}\n{cast.bart_number}\n")
        page.get_by_label("Nummers").fill(f"{cast.amina_number}\n0900 000 100 017\n{cast.chloe_number}")
        expect(page.get_by_text("2 passen in de lijst")).to_be_visible()
        expect(page.get_by_text("Sommige nummers staan er meer dan één keer.")).to_be_visible()
