"""Registering somebody in a real browser: with the keyboard alone, on a phone, and through a lost session."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from openpas.card_systems.models import MembershipPriceRule
from openpas.demo.cast import Cast
from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.drafts.keeping import begin
from openpas.enrolment.models import Voucher
from openpas.entitlement.models import Attest
from openpas.foundation.permissions import Permission
from openpas.identity.models import SignedInSession
from openpas.passholders.models import Card, Passholder
from tests.browser.counter import fits, phone
from tests.browser.registration import INSZ, fill_person, go_on, ready, start
from tests.enrolment.people import card_at, voucher
from tests.signing_in import signed_in_cookies

Axe = Callable[[Page], None]
pytestmark = pytest.mark.django_db(transaction=True)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words, level=1)).to_be_visible()


def fill(page: Page, label: str, text: str) -> None:
    """Walk to a field with Tab, and type."""
    field = page.get_by_label(label, exact=True)
    for _ in range(30):
        if field.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page: Page, role: str, label: str, key: str) -> None:
    """Walk to a button or a box with Tab, and press it."""
    wanted = page.get_by_role(role, name=label)  # type: ignore[arg-type]
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    page.keyboard.press(key)


def test_a_registration_with_status_by_keyboard(page: Page, cast: Cast, axe: Axe) -> None:
    ready(cast, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    card = card_at(cast.theatre, cast.gent, social=True)
    start(page, cast)
    axe(page)

    expect(page.get_by_label("Scan of typ de nieuwe kaart")).to_be_focused()
    page.keyboard.type(f"{card.uitpas_number}\n")
    heading(page, "Wie is het?")
    expect(page.get_by_label("Rijksregisternummer")).to_be_focused()
    page.keyboard.type("83030201541\n")
    expect(page.get_by_role("alert").first).to_contain_text("Kijk de 11 cijfers na.")
    axe(page)
    fill(page, "Rijksregisternummer (mag leeg blijven)", INSZ)
    page.keyboard.press("Enter")

    heading(page, "De persoon")
    axe(page)
    fill(page, "Voornaam", "Marc")
    fill(page, "Achternaam", "Peeters")
    expect(page.get_by_label("Geboortedatum")).to_have_value("1983-03-02")
    fill(page, "Straat en nummer (mag leeg blijven)", "Brugsesteenweg 5")
    fill(page, "Postcode", "9000")
    fill(page, "Gemeente", "Gent")
    page.keyboard.press("Enter")

    heading(page, "Hoe bereiken we Marc?")
    expect(page.get_by_label("E-mailadres (mag leeg blijven)")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Nee, geen e-mailadres")).to_be_visible()
    axe(page)
    press(page, "checkbox", "Nee, geen e-mailadres", "Space")
    press(page, "button", "Verder", "Enter")

    heading(page, "Afspraken")
    axe(page)
    press(page, "checkbox", "Ik geef de folder op papier", "Space")
    press(page, "button", "Verder", "Enter")

    heading(page, "Kansentarief")
    axe(page)
    press(page, "radio", "Verhoogde tegemoetkoming (ziekenfonds)", "Space")
    page.keyboard.press("ArrowDown")
    press(page, "button", "Verder", "Enter")

    heading(page, "Klopt alles?")
    axe(page)
    expect(page.locator(".registration-price")).to_contain_text("€ 1,00")
    press(page, "button", "Schrijf Marc in", "Enter")

    heading(page, "Welkom, Marc!")
    axe(page)
    card.refresh_from_db()
    assert card.status == Card.Status.ACTIVE
    assert Attest.objects.get().kind == "LIVING_WAGE"


def test_a_digital_pass_on_a_phone_and_the_next_of_the_household(
    browser: Browser, live: str, cast: Cast, axe: Axe
) -> None:
    ready(cast)
    with phone(browser, live) as page:
        start(page, cast)
        fits(page)
        page.get_by_role("button", name="Digitale pas").tap()
        heading(page, "Wie is het?")
        fits(page)
        page.get_by_label("Rijksregisternummer").fill(INSZ)
        go_on(page, "De persoon")
        fill_person(page, "Marc", "Peeters")
        fits(page)
        go_on(page, "Hoe bereiken we Marc?")
        fits(page)
        page.get_by_label("E-mailadres (mag leeg blijven)").fill("marc@example.org")
        go_on(page, "Afspraken")
        fits(page)
        page.get_by_label("Ik geef de folder op papier").check()
        go_on(page, "Klopt alles?")
        fits(page)
        page.get_by_role("button", name="Schrijf Marc in").tap()
        heading(page, "Welkom, Marc!")
        fits(page)
        axe(page)

        page.get_by_role("button", name="Nog iemand van dit gezin").tap()
        heading(page, "Welke pas krijgt de persoon?")
        page.get_by_label("Een digitale pas").check()
        expect(page.get_by_label("Nummer van de kaart")).to_be_hidden()
        fits(page)
        axe(page)
        go_on(page, "Wie is het?")
        go_on(page, "De persoon")
        page.get_by_label("Voornaam").fill("Milan")
        page.get_by_label("Geboortedatum").fill("2018-06-01")
        expect(page.get_by_label("Straat en nummer")).to_have_value("Brugsesteenweg 5")
        go_on(page, "Afspraken")
        fits(page)
        page.get_by_label("Ik geef de folder op papier").check()
        page.get_by_role("button", name="Verder").tap()
        expect(page.get_by_role("alert").first).to_contain_text("toestemming van een ouder")
        axe(page)
        page.get_by_label("Een ouder of voogd gaat akkoord").check()
        go_on(page, "Klopt alles?")
        expect(page.locator(".registration-price")).to_contain_text("€ 2,00")
        page.get_by_role("button", name="Schrijf Milan in").tap()
        heading(page, "Welkom, Milan!")

    assert set(Passholder.objects.filter(name="Peeters").values_list("first_name", flat=True)) == {"Marc", "Milan"}


def test_a_lost_session_loses_nothing(page: Page, cast: Cast) -> None:
    ready(cast)
    start(page, cast)
    page.get_by_role("button", name="Digitale pas").click()
    heading(page, "Wie is het?")
    page.get_by_label("Rijksregisternummer").fill(INSZ)
    go_on(page, "De persoon")
    fill_person(page, "Marc", "Peeters")
    go_on(page, "Hoe bereiken we Marc?")
    page.get_by_label("E-mailadres (mag leeg blijven)").fill("marc@example.org")
    SignedInSession.objects.all().delete()

    page.get_by_role("button", name="Verder").click()
    heading(page, "Je was afgemeld")
    page.goto("/health")
    cookies = signed_in_cookies(cast.dirk)
    page.context.add_cookies([{"name": name, "value": value, "url": page.url} for name, value in cookies.items()])
    page.goto("/desk/register")
    page.get_by_role("link", name="Ga verder met Marc").click()

    heading(page, "Hoe bereiken we Marc?")
    expect(page.get_by_label("E-mailadres (mag leeg blijven)")).to_have_value("marc@example.org")
    expect(page.get_by_text("Wat je typte, staat er weer.")).to_be_visible()
    go_on(page, "Afspraken")
    page.get_by_role("link", name="Vorige stap").click()
    expect(page.get_by_text("Wat je typte, staat er weer.")).to_be_hidden()


def test_a_voucher_counts_while_it_is_typed(page: Page, cast: Cast) -> None:
    ready(cast)
    kept = voucher(cast.gent)
    MembershipPriceRule.objects.create(
        card_system=cast.gent, card_type="DIGITAL", voucher_type=kept.type, price_cents=0, label="Actie", description=""
    )
    answers = Answers(
        card_system_id=cast.gent.pk, card_kind="DIGITAL", first_name="Marc", name="Peeters", born_on="1983-03-02",
        postal_code="9000", city="Gent", has_no_email=True, terms_on_paper=True,
        done=("card", "identity", "person", "contact", "consent"),
    )  # fmt: skip
    begin(cast.dirk.pk, cast.theatre.pk, answers)
    start(page, cast)
    page.get_by_role("link", name="Ga verder met Marc").click()
    expect(page.locator(".registration-price")).to_contain_text("€ 5,00")

    page.get_by_label("Voucher").press_sequentially("ZOMER-2")
    expect(page.get_by_text("De voucher telt nog niet mee.")).to_be_visible()
    page.get_by_label("Voucher").press("Backspace")
    page.get_by_label("Voucher").press("1")
    expect(page.locator(".registration-price")).to_contain_text("Gratis")
    page.get_by_role("button", name="Schrijf Marc in").click()

    heading(page, "Welkom, Marc!")
    assert Voucher.objects.get().used_by == Passholder.objects.get(name="Peeters")
