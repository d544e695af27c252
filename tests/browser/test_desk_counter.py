"""Journeys at the counter: a Saturday with a queue of twenty, a group of eight, the visitor's own screen."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.checkins.models import Checkin
from openpas.demo.builders import open_account
from openpas.demo.cast import Cast
from openpas.demo.coupons import HALF_PRICE, coupon
from openpas.foundation.calendar import last_of_april_next_year
from openpas.foundation.identifiers import uitpas_number
from openpas.passholders.models import Card, CardSystemMembership, Passholder, PointsAccount
from openpas.rewards.models import Redemption
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon, Posting, TicketSale
from tests.browser.counter import choose, fits, phone, scan, sign_in

CONCERT = "Concert: De Nachtuilen"
Axe = Callable[[Page], None]


@dataclass(frozen=True)
class Visitor:
    """Somebody of the queue: the number that is scanned and the price that is chosen, empty for the regular price."""

    name: str
    number: str
    chooses: str = ""
    reward: bool = False


@pytest.fixture
def box_office(page: Page, cast: Cast) -> Page:
    """Dirk at the concert, ready for the first pass."""
    sign_in(page, cast.dirk.email)
    choose(page, CONCERT)
    return page


def queue(cast: Cast) -> list[Visitor]:
    """Eight at the social tariff, four with a coupon, three at the full price: each a pass of its own."""
    half = coupon(cast.gent, "Najaarsbon", HALF_PRICE, Coupon.Target.SEGMENT, clock.now())
    people = []
    for place in range(15):
        number = uitpas_number(f"09000003{place:03}", social_tariff=place < 8)
        person = somebody(cast, f"Gast{place}", number, has_social_tariff=place < 8)
        if 8 <= place < 12:
            GrantedCoupon.objects.create(coupon=half, passholder=person, granted_at=clock.now())
        chooses = "€ 2,20" if place < 8 else "€ 5,50" if place < 12 else ""
        people.append(Visitor(person.first_name, number, chooses, reward=place in (2, 9)))
    return people


def somebody(cast: Cast, first_name: str, number: str, *, has_social_tariff: bool) -> Passholder:
    now = clock.now()
    person = Passholder.objects.create(
        public_id=f"d0000000-0000-4000-8000-{number[1:]}",
        first_name=first_name,
        name="Test",
        date_of_birth="1990-01-01",
        postal_code="9000",
        city="Gent",
        municipality_nis="44021",
        created_at=now,
    )
    open_account(person, 10, now)
    membership = CardSystemMembership.objects.create(
        passholder=person,
        card_system=cast.gent,
        social_tariff_ends_on=last_of_april_next_year(now.date()) if has_social_tariff else None,
        created_at=now,
    )
    Card.objects.create(
        uitpas_number=number,
        card_system=cast.gent,
        kind=Card.Kind.NFC_CARD,
        status=Card.Status.ACTIVE,
        is_social=has_social_tariff,
        membership=membership,
        activated_at=now,
    )
    return person


def serve(page: Page, visitor: Visitor) -> None:
    """One visitor, with the keyboard: the scan, F4 to the tickets, F8 to the rewards, Enter."""
    scan(page, visitor.number)
    expect(page.get_by_role("heading", name=visitor.name, exact=True)).to_be_visible()
    expect(page.locator(".pass-plus")).to_contain_text("+ 1 punt")
    if not visitor.chooses:
        expect(page.get_by_text("Voor deze pas geldt hier de gewone prijs.")).to_be_visible()
        return
    page.keyboard.press("F4")
    expect(page.get_by_role("radio", name=visitor.chooses)).to_be_checked()
    if visitor.reward:
        page.keyboard.press("F8")
        page.keyboard.press("Enter")
        expect(page.locator("[data-points-off]")).to_contain_text("5 punten eraf")
    page.keyboard.press("Enter")
    expect(page.locator(".told")).to_contain_text(f"Te betalen: {visitor.chooses}.")


@pytest.mark.timeout(400)
def test_a_saturday_at_the_box_office_with_a_queue_of_twenty(box_office: Page, cast: Cast) -> None:
    guests = queue(cast)
    for visitor in guests:
        serve(box_office, visitor)
    Card.objects.filter(uitpas_number=cast.bart_number).update(status=Card.Status.BLOCKED)

    scan(box_office, cast.bart_number)
    expect(box_office.locator(".finding")).to_contain_text("Deze pas is geblokkeerd")
    scan(box_office, "0900000100018")
    expect(box_office.locator(".finding")).to_contain_text("tikfout")
    scan(box_office, guests[0].number)
    expect(box_office.locator(".pass-refusal")).to_contain_text("Je hebt hier al een punt gespaard.")
    scan(box_office, cast.chloe_number)
    box_office.get_by_label("Basistarief: aantal tickets").first.fill("3")
    box_office.get_by_role("button", name="Registreer en klaar").click()
    expect(box_office.locator(".told")).to_contain_text("3 tickets verkocht. Te betalen: € 6,60.")
    serve(box_office, Visitor("Amina", cast.amina_number, "€ 2,20"))

    prices = sorted(TicketSale.objects.values_list("price_cents", flat=True))
    assert prices == [220] * 12 + [550] * 4
    assert (Checkin.objects.count(), Redemption.objects.count()) == (16, 2)
    assert paid() == {"PASSHOLDER": 12 * 220 + 4 * 550, "LOCAL_GOVERNMENT": 12 * 440 + 4 * 550, "ORGANIZER": 12 * 440}
    balances = PointsAccount.objects.filter(passholder__first_name__startswith="Gast").values_list("points", flat=True)
    assert sorted(balances) == [6, 6] + [11] * 13


def paid() -> dict[str, int]:
    """What every payer pays of all tickets, in cents."""
    total: dict[str, int] = {}
    for payer, cents in Posting.objects.values_list("payer", "amount_cents"):
        total[payer] = total.get(payer, 0) + cents
    return total


def test_a_group_of_eight(box_office: Page, cast: Cast, axe: Axe) -> None:
    scan(box_office, cast.chloe_number)
    expect(box_office.locator(".pass-card")).to_contain_text("Nog 20 van 20 tickets dit jaar")

    box_office.get_by_label("Basistarief: aantal tickets").fill("2")
    for _ in range(6):
        box_office.locator(".price-class").filter(has_text="Onder 26 jaar").get_by_role(
            "button", name="Eén meer"
        ).click()
    expect(box_office.locator(".serve-total")).to_contain_text("€ 14,00 voor 8 tickets")
    axe(box_office)
    box_office.get_by_role("button", name="Registreer en klaar").click()

    expect(box_office.locator(".told")).to_contain_text("8 tickets verkocht. Te betalen: € 14,00.")
    expect(box_office.locator(".pass-card")).to_contain_text("Nog 12 van 20 tickets dit jaar")
    assert sorted(TicketSale.objects.values_list("price_cents", flat=True)) == [160] * 6 + [220] * 2


def test_on_a_phone_first_the_class_and_then_its_price(browser: Browser, live: str, cast: Cast, axe: Axe) -> None:
    with phone(browser, live) as page:
        sign_in(page, cast.dirk.email)
        page.get_by_role("button", name=CONCERT).tap()
        page.get_by_label("Scan of typ de pas").fill(cast.amina_number)
        page.get_by_role("button", name="Toon").tap()
        young = page.locator(".price-class").filter(has_text="Onder 26 jaar")
        expect(page.get_by_role("radio", name="€ 1,60")).to_be_hidden()
        young.locator(".price-pick").tap()
        young.locator("label.price").tap()
        expect(page.locator("[data-total]")).to_have_text("€ 1,60")
        fits(page)
        axe(page)
        page.locator(".price-class").filter(has_text="Basistarief").locator(".price-pick").tap()
        expect(page.locator(".serve-total")).to_contain_text("Kies een ticket")
        young.locator(".price-pick").tap()
        young.locator("label.price").tap()
        page.get_by_role("button", name="Registreer en klaar").tap()
        expect(page.locator(".told")).to_contain_text("Te betalen: € 1,60.")
        page.get_by_role("button", name="Draai het scherm").tap()
        expect(page.get_by_role("dialog")).to_contain_text("Te betalen € 1,60")
        axe(page)
        page.get_by_role("button", name="Sluit").tap()
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_screen_of_the_visitor_shows_points_and_price_and_nothing_else(
    box_office: Page, cast: Cast, axe: Axe
) -> None:
    visitor = box_office.context.new_page()
    visitor.goto("/desk/customer")
    expect(visitor.get_by_text("Welkom!")).to_be_visible()
    axe(visitor)

    serve(box_office, Visitor("Amina", cast.amina_number, "€ 2,20"))

    expect(visitor.locator("main")).to_contain_text("€ 2,20")
    axe(visitor)
    seen = " ".join(visitor.locator("main").inner_text().split())
    assert seen == "Scherm voor de bezoeker Dag A. + 1 13 punten Te betalen € 2,20 Bedankt en veel plezier! NL FR EN DE"
    box_office.keyboard.press("Escape")
    expect(visitor.get_by_text("Welkom!")).to_be_visible()
    visitor.close()


def test_the_sounds_are_off_until_somebody_asks_for_them(box_office: Page) -> None:
    button = box_office.get_by_role("button", name="Geluid")
    expect(button).to_have_attribute("aria-pressed", "false")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    box_office.reload()
    expect(box_office.get_by_role("button", name="Geluid")).to_have_attribute("aria-pressed", "true")


def test_axe_finds_nothing_on_the_pages_around_the_counter(box_office: Page, axe: Axe) -> None:
    for path in (
        "/desk/activities?range=dates",
        "/desk/activities?range=past",
        "/desk/activities/missing?text=concert",
        "/desk/activities/cast-concert",
        "/desk/rewards",
    ):
        box_office.goto(path)
        box_office.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        axe(box_office)
