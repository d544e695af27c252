"""Card systems (operations 79 to 83)."""

import json
from typing import Any

import pytest
from django.http import HttpResponse

from openpas.card_systems.models import CardSystem, City, MembershipPriceRule
from openpas.demo.cast import Cast
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db

PATHS = [
    "/card-systems",
    "/card-systems/5",
    "/card-systems/5/social-tariff-settings?postalCode=9000",
    "/card-systems/5/city-settings",
    "/card-systems/5/membership-prices?cardType=DIGITAL",
]


def answer(response: HttpResponse) -> Any:
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def ids(response: HttpResponse) -> list[int]:
    return [member["id"] for member in answer(response)["member"]]


def kind(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, json.loads(response.content)["type"].rpartition("probs/")[2]


@pytest.mark.parametrize("path", PATHS)
def test_naming_a_client_is_enough(cast: Cast, anonymous: Caller, stranger: Caller, path: str) -> None:
    assert kind(anonymous.get(path)) == (401, "auth/unauthorized")
    assert kind(anonymous.get(path, x_client_id="nobody")) == (401, "auth/unauthorized")
    assert anonymous.get(path, x_client_id="cast-desk").status_code == 200
    assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("path", [path.replace("/5", "/99") for path in PATHS[1:]])
def test_unknown_card_system(cast: Cast, desk: Caller, path: str) -> None:
    assert kind(desk.get(path)) == (404, "uitpas/cardsystem-not-found")


def test_whole_object(cast: Cast, desk: Caller) -> None:
    CardSystem.objects.filter(pk=1).update(
        logo_url="https://example.org/logo.svg",
        primary_color="#000",
        social_tariff_info="Vraag het aan de balie.",
        cardless_registration_type="ALL",
    )
    assert answer(desk.get("/card-systems/1")) == {
        "id": 1,
        "name": "UiTPAS Dender",
        "branding": {"logo": "https://example.org/logo.svg", "primaryColor": "#000"},
        "links": {"website": "https://example.org/uitpas"},
        "cities": [{"postalCode": city.postal_code, "name": city.name} for city in City.objects.filter(card_system=1)],
        "permanent": True,
        "allowsCardlessRegistration": True,
        "cardlessRegistrationType": "ALL",
        "socialTariffInfo": "Vraag het aan de balie.",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 5]),
        ("permanent=true", [1, 5]),
        ("permanent=false", [40]),
        ("city=GENT", [5]),
        ("city=gent&city=aalst", [1, 5]),
        ("city=Oostende", []),
        ("postalCode=9300", [1]),
        ("postalCode=9300&postalCode=9000", [1, 5]),
        ("postalCode=9300&city=Gent", []),
        ("sort=-name", [5, 1]),
        ("sort=NAME", [1, 5]),
        ("sort=postalCode&postalCodeSort=9300", [1, 5]),
        ("sort=postalCode&postalCodeSort=9040", [5, 1]),
        ("sort=-postalCode&postalCodeSort=9040", [1, 5]),
        ("sort=name&postalCodeSort=9040", [1, 5]),
        ("start=1", [5]),
    ],
)
def test_search(cast: Cast, desk: Caller, query: str, found: list[int]) -> None:
    CardSystem.objects.create(id=40, name="Gentse Feesten", permanent=False)
    assert ids(desk.get(f"/card-systems?{query}")) == found


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("/card-systems?sort=postalCode", (400, "uitpas/postal-code-required")),
        ("/card-systems?sort=postalCode&postalCodeSort=12", (400, "uitpas/invalid-postal-code")),
        ("/card-systems?postalCode=99999", (400, "uitpas/invalid-postal-code")),
        ("/card-systems?limit=501", (400, "url/query-limit-exceeded")),
        ("/card-systems?sort=points", (404, "url/not-found")),
        ("/card-systems?permanent=perhaps", (404, "url/not-found")),
        ("/card-systems/five", (404, "url/not-found")),
        ("/card-systems/5/city-settings?postalCode=1", (400, "uitpas/invalid-postal-code")),
        ("/card-systems/5/city-settings?postalCode=9300", (400, "uitpas/postal-code-not-in-card-system")),
        ("/card-systems/5/social-tariff-settings", (404, "url/not-found")),
        ("/card-systems/5/social-tariff-settings?postalCode=x", (400, "uitpas/invalid-postal-code")),
        ("/card-systems/5/social-tariff-settings?postalCode=9300", (400, "uitpas/postal-code-not-in-card-system")),
        ("/card-systems/5/membership-prices", (404, "url/not-found")),
        ("/card-systems/5/membership-prices?cardType=PAPER", (404, "url/not-found")),
    ],
)
def test_refusals(cast: Cast, desk: Caller, path: str, refusal: tuple[int, str]) -> None:
    assert kind(desk.get(path)) == refusal


def test_settings_are_of_municipalities(cast: Cast, desk: Caller) -> None:
    City.objects.filter(card_system=5).update(contact_email="")
    City.objects.filter(card_system=5, postal_code="9040").update(
        allows_cardless_registration=True, contact_email="gent@example.org"
    )
    settings = answer(desk.get("/card-systems/5/city-settings"))
    assert [one["city"] for one in settings] == ["GENT", "DESTELBERGEN", "MERELBEKE-MELLE"]
    assert settings[0] == {
        "city": "GENT",
        "allowsCardlessRegistration": True,
        "contactEmail": "gent@example.org",
    }
    assert settings[1]["contactEmail"] == cast.gent.contact_email
    chosen = answer(desk.get("/card-systems/5/city-settings?postalCode=9000&postalCode=9820"))
    assert [one["city"] for one in chosen] == ["GENT", "MERELBEKE-MELLE"]


def test_social_tariff_settings(cast: Cast, desk: Caller) -> None:
    assert answer(desk.get("/card-systems/5/social-tariff-settings?postalCode=9000")) == {
        "postalCode": "9000",
        "allowsCardlessRegistration": False,
    }


def test_membership_prices(cast: Cast, desk: Caller) -> None:
    def price(position: int, cents: int, label: str, **more: Any) -> None:
        MembershipPriceRule.objects.create(
            card_system=more.pop("card_system", cast.gent),
            card_type=more.pop("card_type", "NFC_CARD"),
            price_cents=cents,
            label=label,
            description=f"{label}.",
            position=position,
            **more,
        )

    price(2, 0, "Inwoners -18 jaar", is_resident=True, age_to=17)
    price(1, 350, "Inwoners +18 jaar", is_resident=True, age_from=18)
    price(1, 200, "Digitaal", card_type="DIGITAL")
    price(1, 100, "Elders", card_system=cast.dender)
    response = desk.get("/card-systems/5/membership-prices?cardType=NFC_CARD")
    assert answer(response) == [
        {"price": 3.5, "label": "Inwoners +18 jaar", "description": "Inwoners +18 jaar."},
        {"price": 0, "label": "Inwoners -18 jaar", "description": "Inwoners -18 jaar."},
    ]
    assert b'"price":3.50,' in response.content


def test_number_of_queries_is_fixed(cast: Cast, desk: Caller, django_assert_num_queries: Any) -> None:
    desk.get("/card-systems")
    with django_assert_num_queries(2):
        desk.get("/card-systems")
    with django_assert_num_queries(2):
        desk.get("/card-systems/5")
