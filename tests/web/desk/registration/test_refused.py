"""Whatever is refused stands beside its field, in plain words, with everything that was typed; nothing is written."""

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client

from openpas import web
from openpas.card_systems.models import MembershipPriceRule
from openpas.demo.cast import Cast
from openpas.enrolment import refusals as enrolment
from openpas.enrolment.models import Voucher
from openpas.entitlement import refusals as entitlement
from openpas.foundation.refusal import Refusal
from openpas.passholders import refusals as passholders
from openpas.passholders.models import Card
from openpas.web.desk.registration.refused import PLACES, place_of
from tests.enrolment.people import card_at, voucher
from tests.web.conftest import words
from tests.web.desk.registration.conftest import INSZ, MARC, begun, fill_in, finish, newcomer, shown_cents, written

CARD = {"card_kind": "NFC_CARD"}
TEMPLATES = Path(web.__file__).parent / "templates" / "desk" / "registration"

NEVER_MET = {
    "AccountHasPass", "AddressRequired", "CardChangedMeanwhile", "EmailAlreadyUsed", "FieldRefused",
    "ForbiddenUnderaged", "InszFixed", "InszInTokenRequired", "InszOfOtherBirthDate", "InszOfOtherGender",
    "MembershipCardNumberMismatch", "MembershipNotPossible", "NoSocialTariffToExtend", "NothingToReplace",
    "PictureMissing", "PictureNotFound", "PictureSizeInvalid", "PictureTypeInvalid", "SameAddress",
    "StatusChoiceMissing",
}  # fmt: skip
"""Not said to whoever registers somebody at a desk: other commands and pages, or a class that others refine."""


def refusals_of(module: ModuleType) -> set[type[Refusal]]:
    return {
        one
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, Refusal) and f"{one.__module__}.".startswith(f"{module.__name__}.")
    }


def test_every_refusal_of_an_enrolment_has_a_place() -> None:
    without = {one.__name__ for one in refusals_of(enrolment) if not PLACES.keys() & set(one.__mro__)}

    assert without <= NEVER_MET


@pytest.mark.parametrize("refusal", PLACES, ids=lambda one: one.__name__)
def test_every_place_is_a_field_of_a_page(refusal: type[Refusal]) -> None:
    place = PLACES[refusal]
    page = (TEMPLATES / f"{place.step}.html").read_text()

    assert not place.field or f"problems.{place.field}" in page
    assert place_of(refusal.__new__(refusal)) == place


def test_a_finer_refusal_stands_where_its_kind_does() -> None:
    assert place_of(passholders.CardBlocked()) == PLACES[passholders.InvalidCardStatus]
    assert place_of(enrolment.CityOutsideRegion()).step == "status"
    assert place_of(entitlement.AttestSeenInFuture()).field == "attest_seen_on"


@pytest.mark.parametrize(
    ("step", "form", "field", "told"),
    [
        ("card", {}, "card_kind", "Kies een kaart of een digitale pas."),
        ("card", CARD, "uitpas_number", "Typ of scan het nummer van de kaart."),
        ("card", {**CARD, "uitpas_number": "123"}, "uitpas_number", "Kijk de 13 cijfers na."),
        ("card", {**CARD, "uitpas_number": "0900000095902"}, "uitpas_number", "We kennen deze kaart niet."),
        ("card", {**CARD, "uitpas_number": "0900000100207"}, "uitpas_number", "Deze kaart is al van iemand."),
        ("identity", {"insz": "83030201541"}, "insz", "Kijk de 11 cijfers na."),
        ("person", {**MARC, "first_name": ""}, "first_name", "Vul dit in."),
        ("person", {**MARC, "born_on": "31/31/1983"}, "born_on", "Vul de geboortedatum in."),
        ("person", {**MARC, "born_on": "2126-01-01"}, "born_on", "Deze geboortedatum ligt in de toekomst."),
        ("person", {**MARC, "city": "Aalst"}, "city", "Deze gemeente en postcode horen niet bij elkaar."),
        ("person", {**MARC, "postal_code": "9999"}, "city", "Deze gemeente en postcode horen niet bij elkaar."),
        ("contact", {"email": "marc"}, "email", "Dit is geen e-mailadres."),
        ("contact", {"email": ""}, "has_no_email", "Zonder e-mailadres?"),
        ("consent", {}, "terms_on_paper", "Geef de voorwaarden mee"),
        ("price", {"voucher": "NIETS-1"}, "voucher", "Deze voucher is niet geldig of al gebruikt."),
    ],
)  # fmt: skip
def test_a_step_that_is_refused(
    cast: Cast, clerk: Client, step: str, form: dict[str, str], field: str, told: str
) -> None:
    draft, before = begun(clerk), written()

    response = clerk.post(f"{draft}/{step}", form)
    page = response.content.decode()

    assert response.status_code == 422
    assert told in words(response)
    assert f'href="#{field}"' in page
    assert re.search(rf'id="{field}-problem"', page)
    assert all(f'value="{kept}"' in page for kept in form.values() if kept not in {"NFC_CARD", "", "31/31/1983"})
    assert written() == before


def test_what_was_refused_is_in_the_draft_all_the_same(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    clerk.post(f"{draft}/person", {**MARC, "city": "Aalst"})

    page = clerk.get(f"{draft}/person").content.decode()

    assert 'value="Brugsesteenweg 5"' in page
    assert 'value="Aalst"' in page


def test_a_card_that_was_given_away_meanwhile(cast: Cast, clerk: Client, card: Card) -> None:
    draft = begun(clerk, identifier=card.uitpas_number)
    fill_in(clerk, draft, card={"card_kind": "NFC_CARD", "uitpas_number": card.uitpas_number})
    cents = shown_cents(clerk, draft)
    Card.objects.filter(pk=card.pk).update(status=Card.Status.BLOCKED)
    before = written()

    response = clerk.post(f"{draft}/finish", {"shown_cents": cents})

    assert response.status_code == 422
    assert f'action="{draft}/card"' in response.content.decode()
    assert "Deze kaart is geblokkeerd. Neem een andere kaart." in words(response)
    assert written() == before
    assert 'value="Brugsesteenweg 5"' in clerk.get(f"{draft}/person").content.decode()


def test_a_price_that_changed_is_shown_before_it_is_paid(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    fill_in(clerk, draft)
    cents = shown_cents(clerk, draft)
    MembershipPriceRule.objects.update(price_cents=700)
    before = written()

    response = clerk.post(f"{draft}/finish", {"shown_cents": cents})

    assert response.status_code == 422
    assert "De prijs is intussen veranderd." in words(response)
    assert "€ 7,00" in words(response)
    assert written() == before
    assert finish(clerk, draft).status_code == 302
    assert newcomer().first_name == "Marc"


def test_a_registration_that_lacks_a_step(cast: Cast, clerk: Client) -> None:
    draft, before = begun(clerk), written()

    response = clerk.post(f"{draft}/finish", {"shown_cents": "500"})

    assert response.status_code == 422
    assert "Er ontbreekt nog iets." in words(response)
    assert written() == before


def test_a_voucher_is_used_once(cast: Cast, clerk: Client) -> None:
    kept = voucher(cast.gent)
    MembershipPriceRule.objects.create(
        card_system=cast.gent, card_type="DIGITAL", voucher_type=kept.type, price_cents=0, label="Actie", description=""
    )
    draft = begun(clerk)
    fill_in(clerk, draft, price={"voucher": "zomer-1"})

    page = words(clerk.get(f"{draft}/price"))
    finish(clerk, draft)

    assert "Te betalen aan de balie Gratis" in page
    assert Voucher.objects.get().used_by == newcomer()


def test_the_region_has_set_no_price(cast: Cast, clerk: Client) -> None:
    MembershipPriceRule.objects.all().delete()
    draft = begun(clerk)
    fill_in(clerk, draft)

    assert "De regio heeft hiervoor geen prijs bepaald." in words(clerk.get(f"{draft}/price"))
    assert finish(clerk, draft).status_code == 302


def test_a_card_of_another_desk(cast: Cast, clerk: Client) -> None:
    other = card_at(cast.club, cast.gent)

    response = clerk.post("/desk/register", {"identifier": other.uitpas_number, "do": "scan"})

    assert response.status_code == 422
    assert "Deze kaart ligt in de voorraad van een andere balie." in words(response)
    assert f'value="{other.uitpas_number}"' in response.content.decode()


def test_asking_about_very_many_numbers_has_an_end(cast: Cast, clerk: Client) -> None:
    draft = begun(clerk)
    for _ in range(60):
        clerk.post(f"{draft}/identity", {"insz": "1"})

    response = clerk.post(f"{draft}/identity", {"insz": INSZ})

    assert "Dat waren veel nummers na elkaar." in words(response)
