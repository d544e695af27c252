"""The pictures of the counter for the documentation, taken of the cast on an evening at the theatre.

`OPENPAS_SCREENSHOTS=docs/screenshots python3 run test tests/browser/test_desk_counter_pictures.py` writes them anew.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from openpas.demo.builders import Offer, event, permanent_event, reward
from openpas.demo.cast import Cast, create_cast
from openpas.demo.coupons import HALF_PRICE, ONE_EURO, coupon
from openpas.events.models import PriceClass
from openpas.events.rules import Calendar, Span
from openpas.foundation.calendar import BRUSSELS, Period, brussels_day
from openpas.foundation.limits import Limit
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Association, AssociationRight
from openpas.passholders.models import AssociationMembership, Card
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon
from tests.browser.counter import desktop, phone, sign_in
from tests.browser.pictures import take
from tests.desk_rights import let_desk

pytestmark = [pytest.mark.pictures, pytest.mark.timeout(400)]

OFFERS = (
    Offer("picture-poster", "Affiche van de voorstelling", 3),
    Offer("picture-tour", "Rondleiding achter de schermen", 10),
    Offer("picture-ticket", "Toegangsticket voor een vriend", 25),
    Offer("picture-song", "Liedje van de week, in je mailbox", 8, is_online=True),
)


@pytest.fixture
def theatre(live: str, transactional_db: None) -> Iterator[Cast]:
    """The cast five past seven tonight, with enough going on at the theatre for a picture.

    The same day as outside, since the browser keeps its own clock.
    """
    with time_machine.travel(datetime.combine(brussels_day(clock.now()), time(19, 5), BRUSSELS), tick=True):
        cast, now = create_cast(), clock.now()
        permanent_event("picture-museum", cast.theatre, "Poppenmuseum op zolder", now, 400)
        play(cast, "picture-talk", "Nagesprek met de makers", now + timedelta(hours=1), 0)
        play(cast, "picture-family", "Familievoorstelling: De vos en de maan", now + timedelta(days=3), 800)
        for offer in OFFERS:
            reward(cast.gent, cast.theatre, offer, now)
        give_coupons(cast)
        make_member(cast)
        let_desk(cast.theatre, [Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_WRITE, Permission.ASSOCIATIONS])
        yield cast


def play(cast: Cast, public_id: str, title: str, begins_at: datetime, price_cents: int) -> None:
    calendar = Calendar("SINGLE", moments=(Span(begins_at, begins_at + timedelta(hours=1, minutes=30)),))
    saved = event(public_id, cast.theatre, title, calendar, clock.now())
    PriceClass.objects.create(event=saved, name="Basistarief", price_cents=price_cents, is_base=True)


def give_coupons(cast: Cast) -> None:
    now = clock.now()
    half = coupon(cast.gent, "Najaarsbon", HALF_PRICE, Coupon.Target.SEGMENT, now, Limit(3, Period.YEAR))
    for holder in ({"passholder": cast.amina}, {"group_pass": cast.chloe}):
        GrantedCoupon.objects.create(coupon=half, granted_at=now, **holder)
    school = coupon(cast.gent, "Schoolbon", ONE_EURO, Coupon.Target.GROUP_PASSES, now, Limit(1, Period.DAY))
    GrantedCoupon.objects.create(coupon=school, group_pass=cast.chloe, granted_at=now)


def make_member(cast: Cast) -> None:
    today = brussels_day(clock.now())
    for name, days in (("Bibliotheek De Krook", 200), ("Sportpas Gent", 12)):
        association = Association.objects.create(public_id=uuid4(), name=name, end_date_type="CUSTOM")
        association.card_systems.add(cast.gent)
        AssociationRight.objects.create(association=association, organizer=cast.theatre)
        AssociationMembership.objects.create(
            association=association, passholder=cast.amina, ends_on=today + timedelta(days=days), created_at=clock.now()
        )


def test_pictures_of_a_desktop(browser: Browser, live: str, theatre: Cast, folder: Path) -> None:
    with desktop(browser, live) as page:
        walk(page, theatre, lambda name: take(page, folder / f"desk-counter-{name}-desktop.png"))


def test_pictures_of_a_phone(browser: Browser, live: str, theatre: Cast, folder: Path) -> None:
    with phone(browser, live, width=375) as page:
        walk(page, theatre, lambda name: take(page, folder / f"desk-counter-{name}-phone.png"))
        page.get_by_role("button", name="Draai het scherm").click()
        take(page, folder / "desk-counter-turned-phone.png", whole=False)


def test_pictures_in_the_dark(browser: Browser, live: str, theatre: Cast, folder: Path) -> None:
    with desktop(browser, live) as page:
        page.emulate_media(color_scheme="dark")
        sign_in(page, theatre.dirk.email)
        page.get_by_role("button", name="Concert: De Nachtuilen").click()
        show(page, theatre.amina_number, "Amina")
        take(page, folder / "desk-counter-dark-desktop.png")


def walk(page: Page, theatre: Cast, shoot: Callable[[str], None]) -> None:
    sign_in(page, theatre.dirk.email)
    shoot("activities")
    page.goto("/desk/activities/missing?text=voorstelling")
    shoot("missing-activity")
    page.goto("/desk/activities/cast-concert")
    shoot("activity")
    page.get_by_role("button", name="Kies deze activiteit").click()
    expect(page.get_by_role("heading", name="Scan of typ de pas")).to_be_visible()
    shoot("empty")
    for_amina(page, theatre, shoot)
    show(page, theatre.chloe_number, "Chloé")
    page.get_by_label("Onder 26 jaar: aantal tickets").first.fill("6")
    page.get_by_label("Basistarief: aantal tickets").first.fill("2")
    shoot("group")
    for name, number in findings(theatre):
        page.goto("/desk/")
        page.locator("#identifier").fill(number)
        page.locator("#identifier").press("Enter")
        expect(page.locator(".finding")).to_be_visible()
        shoot(name)
    page.goto("/desk/rewards")
    page.locator(".reward-more summary").first.click()
    shoot("rewards")
    show_customer(page, theatre, shoot)


def for_amina(page: Page, theatre: Cast, shoot: Callable[[str], None]) -> None:
    show(page, theatre.amina_number, "Amina")
    shoot("pass")
    if page.locator(".price-pick input").first.is_visible():
        page.locator(".price-pick").first.click()
        shoot("steps")
    page.locator("label.price").filter(has_text="UiTPAS-prijs").first.click()
    page.locator("label.reward-choice").filter(has_text="Affiche").click()
    page.locator("summary").filter(has_text="bon").first.click()
    shoot("chosen")
    page.get_by_role("button", name="Registreer en klaar").click()
    expect(page.locator(".told")).to_contain_text("1 ticket verkocht.")
    shoot("done")


def findings(theatre: Cast) -> list[tuple[str, str]]:
    in_stock = {"card_system": theatre.gent, "kind": Card.Kind.NFC_CARD, "is_social": False}
    stock = Card.objects.create(
        uitpas_number="0900000200007", status=Card.Status.LOCAL_STOCK, stock_organizer=theatre.theatre, **in_stock
    )
    Card.objects.filter(uitpas_number=theatre.bart_number).update(status=Card.Status.BLOCKED)
    return [("stock", stock.uitpas_number), ("blocked", theatre.bart_number), ("typo", "0900000100018")]


def show_customer(page: Page, theatre: Cast, shoot: Callable[[str], None]) -> None:
    """The window of the visitor beside the counter, then the counter again."""
    other = page.context.new_page()
    other.goto("/desk/")
    show(other, theatre.amina_number, "Amina")
    page.goto("/desk/customer")
    expect(page.get_by_text("punten")).to_be_visible()
    shoot("customer")
    other.close()
    page.goto("/desk/")
    show(page, theatre.amina_number, "Amina")


def show(page: Page, number: str, name: str) -> None:
    page.locator("#identifier").fill(number)
    page.locator("#identifier").press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
