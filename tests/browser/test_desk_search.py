"""Groups of people in a real browser: a class is checked in, also when the connection is lost halfway."""

import re
from collections.abc import Callable

import pytest
from django.db.models import Sum
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from openpas.checkins.models import Checkin, PointsLine
from openpas.checkins.service import check_in
from openpas.demo.cast import Cast
from openpas.identity.actors import actor_of_user
from openpas.identity.roles import SOCIAL_TARIFF_DESK
from openpas.passholders.models import Card, PointsAccount
from openpas.passholders.service import block_card
from openpas.tariffs.models import Posting, TicketSale
from openpas.web.models import BulkRow
from tests.browser.counter import desktop, fits, phone, sign_in, tab_to
from tests.desk_rights import let_desk
from tests.web.desk.search.world import SYSTEM, School, make_school, member, number_of

Axe = Callable[[Page], None]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school(cast: Cast) -> School:
    return make_school(cast)


@pytest.fixture
def juf(page: Page, school: School) -> Page:
    """The teacher with the list of her pupils, all ticked."""
    at_school(page, school)
    return page


def at_school(page: Page, school: School) -> None:
    sign_in(page, school.teacher.email)
    page.get_by_role("button", name="Zwemmen").click()
    expect(page.locator("#identifier")).to_be_visible()
    page.goto("/desk/people")
    page.get_by_role("button", name="Leerlingen van deze school").click()
    page.get_by_role("button", name="Kies alle 6").click()
    expect(page.locator("[data-count]")).to_have_text("6")


def test_a_bulk_check_in_of_a_school_class(juf: Page, school: School, axe: Axe) -> None:
    bo, cas = school.pupils[1], school.pupils[2]
    teacher = actor_of_user(school.teacher.pk, school.desk.pk)
    check_in(teacher, number_of(bo), school.outing.public_id, channel=Checkin.Channel.DESK)
    block_card(SYSTEM, Card.objects.get(membership__passholder=cas))
    expect(juf.get_by_role("link", name="Dewit Dina")).to_be_visible()
    juf.get_by_role("checkbox", name="Kies Faes Fien").uncheck()
    expect(juf.locator("[data-count]")).to_have_text("5")
    axe(juf)

    juf.get_by_role("button", name="Punt sparen").click()
    expect(juf.get_by_text("Voor 5 mensen", exact=True)).to_be_visible()
    axe(juf)
    juf.get_by_role("button", name="Begin voor 5 mensen").click()

    expect(juf.get_by_role("heading", name="Klaar")).to_be_visible()
    row = juf.get_by_role("listitem")
    expect(row.filter(has_text="Adam Anouk")).to_contain_text("1 punt gespaard.")
    expect(row.filter(has_text="Baert Bo")).to_contain_text("al een punt gespaard")
    expect(row.filter(has_text="Claes Cas")).to_contain_text("geblokkeerd")
    expect(juf.locator("#run-totals")).to_have_text(re.compile(r"3\s+gelukt\s+2\s+niet gedaan\s+3\s+punten"))
    expect(juf.get_by_role("status").first).to_contain_text("3 gelukt 2 niet gedaan 3 punten")
    axe(juf)
    balances = [PointsAccount.objects.get(passholder=one).points for one in school.pupils]
    assert balances == [1, 1, 0, 1, 1, 0]
    ledger = PointsLine.objects.filter(passholder_id__in=[one.pk for one in school.pupils])
    assert ledger.aggregate(total=Sum("points"))["total"] == 4
    assert Checkin.objects.count() == 4

    juf.reload()
    expect(juf.get_by_role("heading", name="Klaar")).to_be_visible()
    assert Checkin.objects.count() == 4


def test_the_outing_is_paid_to_the_cent_over_a_connection_that_is_lost(juf: Page, school: School) -> None:
    lost: list[APIResponse] = []

    def lose_answers(route: Route) -> None:
        """The server does the row, and the browser never hears of it."""
        if len(lost) < 3:
            lost.append(route.fetch())
            route.abort("connectionfailed")
        else:
            route.continue_()

    juf.route("**/row", lose_answers)
    juf.get_by_role("button", name="Ticket registreren").click()
    expect(juf.get_by_text("Samen te betalen: € 2,40")).to_be_visible()

    juf.get_by_role("button", name="Begin voor 6 mensen").click()

    expect(juf.get_by_role("heading", name="Klaar")).to_be_visible()
    expect(juf.locator("#run-totals")).to_contain_text("€ 2,40")
    assert len(lost) >= 3
    assert [sale.price_cents for sale in TicketSale.objects.all()] == [80, 80, 80]
    assert Posting.objects.aggregate(total=Sum("amount_cents"))["total"] == 1200


def test_a_run_that_was_left_goes_on_after_a_reload(juf: Page, school: School) -> None:
    juf.route("**/row", lambda route: route.abort("connectionfailed"))
    juf.get_by_role("button", name="Punt sparen").click()
    juf.get_by_role("button", name="Begin voor 6 mensen").click()
    expect(juf.get_by_role("alert")).to_contain_text("De verbinding is weg.")
    assert BulkRow.objects.filter(state="waiting").count() == 6

    juf.unroute("**/row")
    juf.reload()

    expect(juf.get_by_role("heading", name="Klaar")).to_be_visible()
    assert Checkin.objects.count() == 6


def test_without_scripts_the_server_does_them_all(browser: Browser, live: str, school: School) -> None:
    with desktop(browser, live, scripts=False) as page:
        at_school(page, school)
        page.get_by_role("button", name="Punt sparen").click()
        page.get_by_role("button", name="Begin voor 6 mensen").click()
        page.get_by_role("button", name="Voer uit").click()

        expect(page.get_by_role("heading", name="Klaar")).to_be_visible()
    assert Checkin.objects.count() == 6


def test_searching_with_the_keyboard_and_going_back(page: Page, cast: Cast, axe: Axe) -> None:
    let_desk(cast.town_hall, SOCIAL_TARIFF_DESK)
    for number in range(12):
        member(cast.gent, f"Peeters {number:02}", "An")
    sign_in(page, cast.greet.email)
    page.goto("/desk/people")
    axe(page)
    page.get_by_label("Naam of nummer").focus()
    page.keyboard.type("peeters")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="12 mensen")).to_be_visible()
    assert "peeters" not in page.url

    page.get_by_role("checkbox", name="Kies Peeters 00 An").focus()
    page.keyboard.press("Space")
    tab_to(page, "Volgende")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bladzijde 2 van 2")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Bladzijde 1 van 2")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Kies Peeters 00 An")).to_be_checked()

    tab_to(page, "Peeters 03 An")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="An Peeters 03")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="12 mensen")).to_be_visible()


def test_every_page_of_searching_on_a_phone(browser: Browser, live: str, cast: Cast, axe: Axe) -> None:
    let_desk(cast.town_hall, SOCIAL_TARIFF_DESK)
    with phone(browser, live) as page:
        sign_in(page, cast.greet.email)
        fits(page, "/desk/people")
        page.locator("summary", has_text="Zoek op meer").click()
        fits(page)
        axe(page)
        page.get_by_label("Postcode").fill("9000")
        page.get_by_role("button", name="Zoek hiermee").click()
        page.get_by_role("button", name="Kies alle 2").click()
        expect(page.locator("[data-count]")).to_have_text("2")
        fits(page)
        axe(page)
        for deed in ("Adres wijzigen", "Kansentarief verlengen", "Kaarten blokkeren", "Naar Excel"):
            page.get_by_role("button", name=deed).click()
            expect(page.get_by_role("heading", name=deed)).to_be_visible()
            fits(page)
            axe(page)
            page.go_back()
            expect(page.get_by_role("heading", name="2 mensen")).to_be_visible()
        page.goto("/desk/people/list")
        page.get_by_label("UiTPAS-nummers").fill(f"{cast.amina_number}\n0900000100018")
        fits(page)
        axe(page)
        page.get_by_role("button", name="Doorgaan").click()
        expect(page.get_by_text("1 regel kijk je best na")).to_be_visible()
        fits(page)
        axe(page)


def test_a_desk_that_identifies_only_on_a_phone(browser: Browser, live: str, cast: Cast, axe: Axe) -> None:
    with phone(browser, live) as page:
        sign_in(page, cast.dirk.email)
        fits(page, "/desk/people")
        axe(page)
        page.get_by_label("Nummer van de pas").fill(cast.amina_number)
        page.get_by_role("button", name="Zoek").click()
        expect(page.get_by_role("heading", name="Amina")).to_be_visible()


def test_the_sheet_comes_as_a_download(page: Page, cast: Cast) -> None:
    let_desk(cast.town_hall, SOCIAL_TARIFF_DESK)
    sign_in(page, cast.greet.email)
    page.goto("/desk/people")
    page.get_by_label("Naam of nummer").fill("aziz")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("button", name="Kies deze persoon").click()
    page.get_by_role("button", name="Naar Excel").click()
    page.get_by_label("Waarvoor gebruik je deze lijst?").fill("Uitnodiging voor het buurtfeest")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het bestand").click()

    assert re.fullmatch(r"pashouders-\d{4}-\d{2}-\d{2}\.xlsx", download.value.suggested_filename)
