"""The numbers of a desk: to look at, to hear, and on a phone. With OPENPAS_SCREENSHOTS, pictures too."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.checkins.models import Checkin
from openpas.demo.cast import Cast
from openpas.foundation.calendar import brussels_day
from openpas.passholders.models import Passholder
from openpas.records.partitions import ensure_months
from openpas.runtime import clock
from tests.browser.counter import desktop, fits, phone, sign_in
from tests.browser.pictures import take

CITIES = (("9000", "Gent"), ("9000", "Gent"), ("9000", "Gent"), ("9050", "Ledeberg"), ("9820", "Merelbeke"))
PAGES = {
    "desk-statistics-month": "/desk/statistics",
    "desk-statistics-year": "/desk/statistics?period=year&compare=year",
    "desk-statistics-empty": "/desk/statistics?about=passes",
}


@pytest.fixture
def theatre(live: str, transactional_db: None, cast: Cast) -> Cast:
    """A theatre where ninety people came and came back for more than a year."""
    rng, now = Random(7), clock.now()
    ensure_months(brussels_day(now - timedelta(days=500)), brussels_day(now))
    people = Passholder.objects.bulk_create(_somebody(rng, number) for number in range(90))
    visits = [rng.choice(people) for _ in range(1500)]
    Checkin.objects.bulk_create(_visit(rng, cast, person) for person in visits)
    return cast


def _somebody(rng: Random, number: int) -> Passholder:
    postal_code, city = rng.choice(CITIES)
    return Passholder(
        public_id=UUID(int=number + 1),
        name="Voorbeeld",
        first_name=str(number),
        date_of_birth=date(rng.randint(1945, 2020), rng.randint(1, 12), 5),
        gender=rng.choice(["FEMALE", "MALE", "FEMALE", "X"]),
        postal_code=postal_code,
        city=city,
        created_at=clock.now(),
    )


def _visit(rng: Random, cast: Cast, person: Passholder) -> Checkin:
    return Checkin(
        id=UUID(int=rng.getrandbits(128)),
        created_at=clock.now() - timedelta(minutes=rng.randint(1, 60 * 24 * 480)),
        passholder_id=person.pk,
        event_id=rng.choice([cast.open_house.pk, cast.open_house.pk, cast.concert.pk]),
        organizer_id=cast.theatre.pk,
        uitpas_number=cast.amina_number,
        points=1,
        had_social_tariff=rng.random() < 0.3,
        municipality_nis="44021",
        channel=Checkin.Channel.DESK,
        actor="user:1",
    )


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("OPENPAS_SCREENSHOTS"):
        take(page, Path(folder) / f"{name}.png")


def test_on_a_desktop(browser: Browser, live: str, theatre: Cast, axe: Callable[[Page], None]) -> None:
    with desktop(browser, live) as page:
        sign_in(page, theatre.dirk.email)
        for name, address in PAGES.items():
            page.goto(address)
            expect(page.get_by_role("heading", name="Statistieken")).to_be_visible()
            axe(page)
            picture(page, f"{name}-desktop")

        page.goto("/desk/statistics")
        page.get_by_label("Periode").select_option("Dit jaar")
        page.get_by_role("button", name="Toon", exact=True).click()
        expect(page.get_by_role("heading", name="Per maand")).to_be_visible()
        page.get_by_text("Toon de cijfers").click()
        expect(page.get_by_role("table", name="keer gespaard")).to_be_visible()
        axe(page)


def test_on_a_phone(browser: Browser, live: str, theatre: Cast, axe: Callable[[Page], None]) -> None:
    with phone(browser, live) as page:
        sign_in(page, theatre.dirk.email)
        for name, address in PAGES.items():
            fits(page, address)
            axe(page)
            picture(page, f"{name}-phone")


@pytest.mark.parametrize("width", [320, 360, 390])
def test_nothing_is_wider_than_a_phone(browser: Browser, live: str, theatre: Cast, width: int) -> None:
    with phone(browser, live, width=width) as page:
        sign_in(page, theatre.dirk.email)
        for address in PAGES.values():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            assert layout_width(page) == width
            for closed in page.locator("main summary").all():
                closed.tap()
            assert layout_width(page) == width
        page.goto(PAGES["desk-statistics-year"])
        narrow = [bar.bounding_box() for bar in page.locator(".bars svg").all()]
        assert min(bar["width"] for bar in narrow if bar) >= width / 2


def layout_width(page: Page) -> int:
    """A phone makes its screen as wide as what sticks out: the menu below then hangs over the edge."""
    return int(page.evaluate("Math.max(document.documentElement.scrollWidth, innerWidth)"))


def test_days_are_asked_where_somebody_wants_other_days(browser: Browser, live: str, theatre: Cast) -> None:
    with desktop(browser, live) as page:
        sign_in(page, theatre.dirk.email)
        page.goto("/desk/statistics")
        expect(page.locator("#from")).to_be_hidden()

        page.get_by_label("Periode").select_option("Andere dagen")
        expect(page.locator("#from")).to_be_visible()
        expect(page.get_by_label("Vergelijk van")).to_be_hidden()

        page.get_by_label("Vergelijk met").select_option("Andere dagen")
        expect(page.get_by_label("Vergelijk van")).to_be_visible()
