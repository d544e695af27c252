"""The pictures of the README, taken of the cast on an evening at the theatre.

`OPENPAS_SCREENSHOTS=docs/screenshots python3 run test tests/browser/test_screenshots.py` writes them anew.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from openpas.demo.builders import Offer, permanent_event, reward
from openpas.demo.cast import Cast, create_cast
from openpas.demo.coupons import HALF_PRICE, coupon
from openpas.events.models import Event, PriceClass
from openpas.events.rules import Calendar, Span
from openpas.foundation.calendar import BRUSSELS, brussels_day
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.pictures import take

pytestmark = pytest.mark.pictures


@pytest.fixture
def evening(live: str) -> Iterator[None]:
    """Five past seven tonight. The same day as outside, since the browser keeps its own clock."""
    doors_open = datetime.combine(brussels_day(clock.now()), time(19, 5), BRUSSELS)
    with time_machine.travel(doors_open, tick=True):
        yield


@pytest.fixture
def theatre(evening: None, transactional_db: None) -> Cast:
    """The cast, with enough going on at the theatre for a picture."""
    cast, now = create_cast(), clock.now()
    permanent_event("picture-museum", cast.theatre, "Poppenmuseum op zolder", now, 400)
    tomorrow = now.replace(hour=13, minute=0, second=0, microsecond=0) + timedelta(days=1)
    play_at(cast, "picture-family", "Familievoorstelling: De vos en de maan", tomorrow)
    tonight = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1, minutes=30)
    play_at(cast, "picture-talk", "Nagesprek met de makers", tonight)
    for offer in OFFERS:
        reward(cast.gent, cast.theatre, offer, now)
    half = coupon(cast.gent, "Najaarsbon", HALF_PRICE, Coupon.Target.SEGMENT, now)
    GrantedCoupon.objects.create(coupon=half, passholder=cast.amina, granted_at=now)
    return cast


OFFERS = (
    Offer("picture-poster", "Affiche van de voorstelling", 3),
    Offer("picture-tour", "Rondleiding achter de schermen", 10),
    Offer("picture-ticket", "Toegangsticket voor een vriend", 12),
    Offer("picture-mug", "Beker van De Vlieger", 8),
)


def play_at(cast: Cast, public_id: str, title: str, begins_at: datetime) -> None:
    ends_at = begins_at + timedelta(hours=1)
    saved = Event.objects.create(
        public_id=public_id,
        organizer=cast.theatre,
        location=cast.theatre.linked_location,
        title=title,
        calendar_type="SINGLE",
        calendar=Calendar("SINGLE", moments=(Span(begins_at, ends_at),)).to_json(),
        starts_at=begins_at,
        ends_at=ends_at,
        created_at=clock.now(),
    )
    PriceClass.objects.create(event=saved, name="Basistarief", price_cents=800, is_base=True)


def test_pictures_of_a_desktop(browser: Browser, live: str, theatre: Cast, folder: Path) -> None:
    with desktop(browser, live) as page:
        walk(page, theatre, lambda name: take(page, folder / f"{name}-desktop.png"))


def test_pictures_of_a_phone(browser: Browser, live: str, theatre: Cast, folder: Path) -> None:
    with phone(browser, live, width=375, sharpness=1.5) as page:
        # On a phone the front page is longer than a picture should be.
        walk(page, theatre, lambda name: take(page, folder / f"{name}-phone.png", whole=name != "front-page"))


def walk(page: Page, theatre: Cast, shoot: Callable[[str], None]) -> None:
    page.goto("/")
    shoot("front-page")
    sign_in(page, theatre.dirk.email)
    shoot("activities")
    page.get_by_role("button", name="Concert: De Nachtuilen").click()
    expect(page.get_by_role("heading", name="Scan of typ de pas")).to_be_visible()
    shoot("counter")
    show(page, theatre.amina_number, "Amina")
    shoot("pass")
    price = page.locator("label.price").filter(has_text="UiTPAS-prijs").first
    if not price.is_visible():
        page.locator("label.price-pick").first.click()
    price.click(force=True)
    page.locator("label.reward-choice").filter(has_text="Gratis drankje").click()
    shoot("reward")
    page.get_by_role("button", name="Registreer en klaar").click()
    expect(page.locator(".told")).to_contain_text("1 ticket verkocht.")
    show(page, theatre.chloe_number, "Chloé")
    page.get_by_label("Basistarief: aantal tickets").first.fill("6")
    shoot("group-pass")
    page.locator("#identifier").fill("0900000100018")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    shoot("not-found")


def show(page: Page, number: str, name: str) -> None:
    page.locator("#identifier").fill(number)
    page.locator("#identifier").press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
