"""Operations 46, 47 and 83: what a membership costs."""

from functools import partial

import pytest

from openpas.card_systems.models import MembershipPriceRule
from openpas.demo.builders import price_table
from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.actors import forget_actors
from openpas.identity.grants import grant
from openpas.records.models import AccessLine
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.enrolment.people import voucher

PATH = "/passholders/membership-prices/5"
ASKED = {"cardType": "DIGITAL", "postalCode": "9000", "dateOfBirth": "1990-01-01"}


@pytest.fixture(autouse=True)
def _prices(cast: Cast) -> None:
    price_table(cast.gent)
    kind = voucher(cast.gent).type
    line = partial(
        MembershipPriceRule.objects.create, card_system=cast.gent, card_type="DIGITAL", label="x", description=""
    )
    line(voucher_type=kind, price_cents=150, position=8)
    line(is_resident=False, has_social_tariff=False, age_from=18, price_cents=900, position=9)
    line(reason="CARD_UPGRADE", has_social_tariff=False, age_from=18, price_cents=250, position=10)


def cents(caller: Caller, path: str, query: dict[str, str]) -> int:
    price: float = told(caller.get(path, query))["price"]
    return round(price * 100)


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert problem(anonymous.get(PATH, ASKED)) == (401, "auth/unauthorized")
    assert problem(anonymous.get(f"/passholders/{BART.public_id}/membership-prices/5", ASKED))[0] == 401


def test_without_the_permission(cast: Cast, desk: Caller) -> None:
    assert problem(desk.get(PATH, ASKED)) == (403, "auth/forbidden")
    grant(cast.desk_client, [Permission.PASSHOLDERS_SEARCH], cast.theatre)
    forget_actors()
    path = f"/passholders/{BART.public_id}/membership-prices/5"
    assert problem(desk.get(path, ASKED)) == (403, "auth/forbidden")
    assert not AccessLine.objects.exists()


def test_client_identification_is_enough_for_newcomers(cast: Cast, anonymous: Caller) -> None:
    assert cents(anonymous, PATH, {**ASKED, "clientId": "cast-admin"}) == 500
    assert problem(anonymous.get(PATH, {**ASKED, "clientId": "cast-desk"})) == (403, "auth/forbidden")


def test_a_person_asks_through_its_client(cast: Cast, person: Person) -> None:
    assert cents(person(cast.amina), PATH, ASKED) == 500


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 500),
        ({"dateOfBirth": "2020-01-01"}, 200),
        ({"socialTariff": "true"}, 100),
        ({"postalCode": "8000"}, 900),
        ({"postalCode": "0000"}, 900),
        ({"voucher": "ZOMER-1"}, 150),
        ({"voucher": "ZOMER-1", "socialTariff": "true"}, 100),
    ],
)
def test_a_newcomer(cast: Cast, admin: Caller, changes: dict[str, str], expected: int) -> None:
    assert cents(admin, PATH, {**ASKED, **changes}) == expected


def test_the_words_of_the_price(cast: Cast, admin: Caller) -> None:
    assert told(admin.get(PATH, ASKED)) == {"price": 5.0, "label": "Vanaf 18", "description": "Vanaf 18 jaar"}


@pytest.mark.parametrize(
    ("path", "changes", "expected"),
    [
        (PATH, {"postalCode": "1"}, (400, "uitpas/invalid-postal-code")),
        (PATH, {"voucher": "NONE"}, (400, "uitpas/invalid-voucher-code")),
        (PATH, {"cardType": "PAPER"}, (404, "url/not-found")),
        (PATH, {"dateOfBirth": ""}, (404, "url/not-found")),
        ("/passholders/membership-prices/999", {}, (404, "uitpas/cardsystem-not-found")),
        ("/passholders/membership-prices/1", {}, (404, "url/not-found")),
    ],
)
def test_refused(cast: Cast, admin: Caller, path: str, changes: dict[str, str], expected: tuple[int, str]) -> None:
    assert problem(admin.get(path, {**ASKED, **changes})) == expected


def test_an_existing_passholder(cast: Cast, admin: Caller) -> None:
    def asked(who: str, **query: str) -> int:
        return cents(admin, f"/passholders/{who}/membership-prices/5", {"cardType": "DIGITAL", **query})

    assert asked(str(BART.public_id)) == 500
    assert asked(str(BART.public_id), socialTariff="true") == 100
    assert asked(str(AMINA.public_id), voucher="zomer-1") == 150
    cast.bart.memberships.update(card_system=cast.dender)
    assert asked(str(BART.public_id)) == 250
    assert AccessLine.objects.filter(passholder_id=cast.bart.pk).count() == 3
    path = f"/passholders/{BART.public_id}/membership-prices/5"
    assert problem(admin.get(path, {"cardType": "DIGITAL", "voucher": "X"})) == (400, "uitpas/invalid-voucher-code")
    unknown = "/passholders/b0000000-0000-4000-8000-00000000000f/membership-prices/5"
    assert problem(admin.get(unknown, {"cardType": "DIGITAL"})) == (404, "uitpas/passholder-not-found")


def test_the_public_list_has_no_prices_for_vouchers(cast: Cast, admin: Caller) -> None:
    listed = told(admin.get("/card-systems/5/membership-prices", {"cardType": "DIGITAL"}))
    assert [one["price"] for one in listed] == [2.0, 5.0, 1.0, 9.0, 2.5]
