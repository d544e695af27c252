"""A lost pass, a proof and a move in a real browser: with a scanner and the keyboard, and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.demo.cast import BART, Cast
from openpas.entitlement.models import Attest
from openpas.passholders.models import Card, Passholder
from tests.browser.counter import choose, desktop, fits, phone, scan, sign_in, tab_to
from tests.browser.memberships import address, let_desks_register
from tests.enrolment.people import card_at

Axe = Callable[[Page], None]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


def told(page: Page, words: str) -> None:
    expect(page.locator("main .notice.good")).to_contain_text(words)


def test_a_lost_card(page: Page, cast: Cast) -> None:
    """Bart shows his identity card: from there to the new pass that works, with scanner and keyboard alone."""
    let_desks_register(cast)
    new = card_at(cast.theatre, cast.gent).uitpas_number
    sign_in(page, cast.dirk.email)
    choose(page, "Vrij bezoek aan het theaterhuis")
    scan(page, BART.insz)
    expect(page.get_by_role("heading", name="Bart")).to_be_visible()
    tab_to(page, "Naar de fiche")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bart D'Hondt")).to_be_visible()
    tab_to(page, "Kaart blokkeren")
    page.keyboard.press("Enter")
    page.get_by_label("Alleen blokkeren").check()
    page.get_by_label("Ik weet het zeker").check()
    page.get_by_role("button", name="Blokkeer de kaart").click()
    told(page, "De pas is geblokkeerd.")

    page.goto("/desk/")
    scan(page, cast.bart_number)
    expect(page.get_by_role("heading", name="Deze pas is geblokkeerd")).to_be_visible()
    page.get_by_role("link", name="Vervang de kaart").click()
    expect(page.get_by_role("heading", name="Kaart vervangen")).to_be_visible()
    page.get_by_label("Nummer van de nieuwe kaart").focus()
    page.keyboard.type(new)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Vervang de kaart")).to_be_focused()
    expect(page.locator(".to-pay-line")).to_contain_text("5,00")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nieuwe UiTPAS")).to_be_visible()
    told(page, "De nieuwe pas werkt. De oude is geblokkeerd.")

    page.goto("/desk/")
    scan(page, new)
    expect(page.get_by_role("heading", name="Bart")).to_be_visible()
    expect(page.locator(".pass-card")).to_contain_text("4 punten")
    page.goto("/desk/")
    scan(page, cast.bart_number)
    expect(page.get_by_role("heading", name="Deze pas is geblokkeerd")).to_be_visible()


def test_a_move(browser: Browser, live: str, cast: Cast, axe: Axe) -> None:
    """Amina comes to a desk of her new region with her pass: she keeps it, and the status goes along. On a phone."""
    let_desks_register(cast)
    with phone(browser, live) as page:
        sign_in(page, cast.eva.email)
        page.get_by_role("button", name="Tentoonstelling aan de Dender").tap()
        scan(page, cast.amina_number)
        expect(page.get_by_role("heading", name="Amina")).to_be_visible()
        page.get_by_role("link", name="Naar de fiche").tap()
        expect(page.get_by_text("Deze persoon is geen lid van jouw regio.")).to_be_visible()
        fits(page)
        axe(page)
        page.get_by_role("link", name="Verhuizen").tap()
        expect(page.get_by_role("heading", name="Nieuw adres")).to_be_visible()
        fits(page)
        axe(page)
        page.get_by_label("Straat, nummer en bus").fill("Molenstraat 4")
        page.get_by_label("Postcode").fill("9300")
        page.get_by_label("Gemeente").fill("Aalst")
        page.get_by_role("button", name="Kijk wat er verandert").tap()
        expect(page.get_by_role("heading", name="Verhuizen naar Aalst")).to_be_visible()
        expect(page.get_by_text("Er is geen nieuwe kaart nodig.")).to_be_visible()
        page.get_by_label("Nee, het bewijs komt later").check()
        expect(page.locator(".to-pay-line")).to_contain_text("5,00")
        page.get_by_label("Ja, ik zag een bewijs").check()
        expect(page.locator(".to-pay-line")).to_contain_text("1,00")
        page.get_by_label("Welk bewijs heb je gezien?").select_option("LIVING_WAGE")
        fits(page)
        axe(page)
        page.get_by_role("button", name="Bevestig de verhuis").tap()
        told(page, "De verhuis is bewaard. Dezelfde pas en dezelfde punten.")
        fits(page)
        axe(page)
        page.get_by_role("link", name="Naar de pashouder").tap()
        expect(page.get_by_role("heading", name="Amina Aziz")).to_be_visible()
        expect(page.get_by_text("9300 Aalst")).to_be_visible()
    assert Passholder.objects.get(pk=cast.amina.pk).municipality_nis == "41002"
    assert Card.objects.get(membership__passholder=cast.amina).uitpas_number == cast.amina_number
    assert Attest.objects.get().membership.card_system == cast.dender


def test_a_status_for_a_proof_with_the_keyboard(page: Page, cast: Cast, axe: Axe) -> None:
    let_desks_register(cast)
    new = card_at(cast.theatre, cast.gent, social=True).uitpas_number
    wrong = card_at(cast.theatre, cast.gent).uitpas_number
    sign_in(page, cast.dirk.email)
    page.goto(address(cast.dirk, cast.theatre, cast.bart, "status"))
    axe(page)
    page.get_by_label("Welk bewijs heb je gezien?").focus()
    page.keyboard.type("Leef")
    expect(page.get_by_label("Welk bewijs heb je gezien?")).to_have_value("LIVING_WAGE")
    page.get_by_label("Nummer van de nieuwe kaart").focus()
    page.keyboard.type(wrong)
    page.keyboard.press("Tab")
    expect(page.locator(".to-pay-problem")).to_contain_text("een kaart met 1 als twaalfde cijfer")
    axe(page)
    page.get_by_label("Nummer van de nieuwe kaart").fill(new)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ken het statuut toe")).to_be_focused()
    expect(page.get_by_label("Welk bewijs heb je gezien?")).to_have_value("LIVING_WAGE")
    page.keyboard.press("Enter")
    told(page, "Het statuut is toegekend en de nieuwe pas werkt.")
    expect(page.locator(".receipt")).not_to_contain_text("statuut")
    axe(page)
    assert Attest.objects.get().kind == "LIVING_WAGE"


def test_the_other_pages(page: Page, cast: Cast, axe: Axe) -> None:
    """Axe finds nothing; each can be walked with Tab to its button."""
    let_desks_register(cast)
    sign_in(page, cast.dirk.email)
    for person, name in ((cast.amina, "status"), (cast.bart, "block"), (cast.bart, "replace")):
        page.goto(address(cast.dirk, cast.theatre, person, name))
        axe(page)
    tab_to(page, "Vervang de kaart")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Scan de nieuwe kaart")
    axe(page)
    page.goto(address(cast.dirk, cast.theatre, cast.amina, "status/end") + f"?region={cast.gent.pk}")
    axe(page)


def test_a_phone_of_360_pixels(browser: Browser, live: str, cast: Cast) -> None:
    let_desks_register(cast)
    with phone(browser, live) as page:
        sign_in(page, cast.dirk.email)
        for person, name in (
            (cast.amina, "status"),
            (cast.bart, "status"),
            (cast.bart, "block"),
            (cast.bart, "replace"),
        ):
            fits(page, address(cast.dirk, cast.theatre, person, name))
        page.context.clear_cookies()
        sign_in(page, cast.eva.email)
        fits(page, address(cast.eva, cast.aalst, cast.bart, "join"))


def test_it_works_without_scripts(browser: Browser, live: str, cast: Cast) -> None:
    let_desks_register(cast)
    with desktop(browser, live, scripts=False) as page:
        sign_in(page, cast.dirk.email)
        page.goto(address(cast.dirk, cast.theatre, cast.amina, "replace"))
        page.get_by_label("Een digitale pas").check()
        page.get_by_role("button", name="Toon de prijs").click()
        expect(page.locator(".to-pay-line")).to_contain_text("1,00")
        page.get_by_role("button", name="Vervang de kaart").click()
        expect(page.get_by_role("heading", name="Nieuwe UiTPAS")).to_be_visible()
    assert Card.objects.get(uitpas_number=cast.amina_number).status == "BLOCKED"
