"""Management and guidance in a real browser: an expense report to the cent, and every page for everybody."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
from django.conf import settings
from django.db.models import Sum
from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, Page, expect

from openpas.demo.cast import Cast
from openpas.foundation.calendar import brussels_day
from openpas.identity.actors import actor_of_user
from openpas.passholders.models import Card
from openpas.runtime import clock
from openpas.settlement.models import Report
from openpas.settlement.production import produce
from openpas.tariffs.models import Posting, TicketSale
from openpas.tariffs.service import cancel_ticket_sale
from tests.browser.counter import choose, desktop, fits, phone, scan, sign_in, tab_to
from tests.browser.desk_management_world import furnish

OPEN_HOUSE = "Vrij bezoek aan het theaterhuis"
PAGES = ("reports", "events", "cards", "kiosks", "members", "help", "news", "feedback")
Axe = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A number of a report may return in the next test; its file must not."""
    monkeypatch.setattr(settings, "OPENPAS_HOME", str(tmp_path))


@pytest.fixture
def later() -> Iterator[Callable[[int], None]]:
    """Move on in time, until the end of the test."""
    travels: list[time_machine.travel] = []

    def move(days: int) -> None:
        travels.append(time_machine.travel(clock.now() + timedelta(days=days), tick=True))
        travels[-1].start()

    yield move
    for travel in reversed(travels):
        travel.stop()


def sell_to_amina(page: Page, cast: Cast) -> None:
    scan(page, cast.amina_number)
    expect(page.get_by_role("heading", name="Amina", exact=True)).to_be_visible()
    page.keyboard.press("F4")
    expect(page.get_by_role("radio", name="€ 1,20")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_contain_text("Te betalen: € 1,20.")


def sell_to_chloe(page: Page, cast: Cast) -> None:
    scan(page, cast.chloe_number)
    page.get_by_label("Basistarief: aantal tickets").first.fill("2")
    page.get_by_role("button", name="Registreer en klaar").click()
    expect(page.locator(".told")).to_contain_text("Te betalen: € 2,40.")


def make_report(page: Page, day: date) -> Download:
    """Ask for one day, wait while it is made, and take the file that comes by itself."""
    page.goto("/desk/reports")
    page.get_by_text("Zelf de dagen kiezen").click()
    page.get_by_label("Vanaf").fill(day.isoformat())
    page.get_by_label("Tot en met").fill(day.isoformat())
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak en download", exact=True).click()
        expect(page.get_by_text("Wordt gemaakt.")).to_be_visible()
        produce(Report.objects.latest("pk").pk)
    expect(page.get_by_text("Wordt gemaakt.")).to_have_count(0)
    return download.value


def cents_of(download: Download) -> dict[str, int]:
    """Government → the total on its sheet, in cents."""
    totals = {}
    with ZipFile(download.path()) as zipped:
        for name in zipped.namelist():
            if name.endswith(".xlsx"):
                rows = list(load_workbook(io.BytesIO(zipped.read(name))).active.iter_rows(values_only=True))
                assert sum(round(row[12] * 100) for row in rows[13:-1]) == round(rows[-1][12] * 100)
                totals[name.partition("_")[0]] = round(rows[-1][12] * 100)
    return totals


def posted(*, is_reversal: bool) -> int:
    """What local governments owe by the postings, in cents."""
    owed = Posting.objects.filter(payer="LOCAL_GOVERNMENT", is_reversal=is_reversal)
    return int(owed.aggregate(cents=Sum("amount_cents"))["cents"] or 0)


def test_an_expense_report_matches_the_postings_to_the_cent(
    page: Page, cast: Cast, axe: Axe, later: Callable[[int], None]
) -> None:
    sign_in(page, cast.dirk.email)
    choose(page, OPEN_HOUSE)
    sell_to_amina(page, cast)
    sell_to_chloe(page, cast)
    today = brussels_day(clock.now())

    first = cents_of(make_report(page, today))

    assert first == {"Lokale overheid Gent": posted(is_reversal=False)} == {"Lokale overheid Gent": 720}
    expect(page.locator(".report").first).to_contain_text("€ 7,20")
    axe(page)

    later(100)
    sale = TicketSale.objects.get(passholder=cast.amina)
    cancel_ticket_sale(actor_of_user(cast.dirk.pk, cast.theatre.pk), sale.pk)
    sign_in(page, cast.dirk.email)
    then = cents_of(make_report(page, brussels_day(clock.now())))

    assert then == {"Lokale overheid Gent": posted(is_reversal=True)} == {"Lokale overheid Gent": -240}
    assert (
        sum(first.values()) + sum(then.values())
        == Posting.objects.filter(payer="LOCAL_GOVERNMENT").aggregate(cents=Sum("amount_cents"))["cents"]
    )
    expect(page.locator(".report").first).to_contain_text("-€ 2,40")


@pytest.mark.timeout(240)
def test_axe_finds_nothing_where_something_happened(page: Page, cast: Cast, axe: Axe) -> None:
    """The pages as they stand are visited by test_desk_frame.py; these are their other states."""
    furnish(cast)
    sign_in(page, cast.dirk.email)
    for path in ("cards", "kiosks", "members", f"events/{cast.open_house.public_id}", "help?text=camera", "news"):
        page.goto(f"/desk/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        axe(page)
    page.goto("/desk/feedback")
    page.get_by_label("Je naam").fill("")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    page.goto("/desk/cards")
    page.get_by_label("Scan of typ de kaart").fill(Card.objects.filter(status="PROVISIONED")[0].uitpas_number)
    page.keyboard.press("Enter")
    expect(page.get_by_text("nog niet aangekomen")).to_be_visible()
    axe(page)


def test_everything_fits_a_phone(browser: Browser, live: str, cast: Cast, transactional_db: None) -> None:
    furnish(cast)
    with phone(browser, live) as page:
        sign_in(page, cast.dirk.email)
        for path in (*PAGES, f"events/{cast.open_house.public_id}"):
            fits(page, f"/desk/{path}")
        sign_in(page, cast.greet.email)
        fits(page, f"/desk/help/edit/{cast.gent.pk}")
        fits(page, "/console/news")


def test_a_colleague_is_added_and_removed_with_the_keyboard(page: Page, cast: Cast) -> None:
    furnish(cast)
    sign_in(page, cast.dirk.email)
    page.goto("/desk/members")
    tab_to(page, "Verwijder Noor Nys")
    page.keyboard.press("Enter")
    tab_to(page, "Ja, verwijder Noor Nys")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_contain_text("Noor Nys werkt hier niet meer")
    page.get_by_label("E-mailadres van die persoon").focus()
    page.keyboard.type("lies@example.org")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_contain_text("lies@example.org kreeg een mail")


def test_reports_and_help_work_without_scripts(browser: Browser, live: str, cast: Cast, transactional_db: None) -> None:
    with desktop(browser, live, scripts=False) as page:
        sign_in(page, cast.dirk.email)
        page.goto("/desk/reports")
        page.get_by_role("button", name="Maak en download").first.click()
        expect(page.get_by_role("link", name="Kijk of het klaar is")).to_be_visible()
        produce(Report.objects.get().pk)
        page.get_by_role("link", name="Kijk of het klaar is").click()
        expect(page.get_by_text("In deze periode is er niets terug te vragen")).to_be_visible()
        page.goto("/desk/help")
        page.get_by_role("searchbox").fill("camera")
        page.keyboard.press("Enter")
        expect(page.get_by_text("1 stuk gevonden")).to_be_visible()
