"""Operation 87."""

import pytest

from openpas.demo.cast import AMINA, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.passholders.models import Card
from tests.api.answers import problem, told
from tests.api.conftest import Caller


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert problem(anonymous.get("/cards", {"uitpasNumber": AMINA.card})) == (401, "auth/unauthorized")


def test_without_the_permission(cast: Cast, desk: Caller) -> None:
    assert problem(desk.get("/cards", {"uitpasNumber": AMINA.card})) == (403, "auth/forbidden")


def test_a_card(cast: Cast) -> None:
    grant(cast.desk_client, [Permission.CARDS_READ], cast.theatre)
    caller = Caller(cast.desk_client)
    body = told(caller.get("/cards", {"uitpasNumber": AMINA.card}))
    assert body == told(caller.get("/cards", {"chipNumber": AMINA.chip.lower()}))
    assert body.pop("cardSystem")["id"] == 5
    assert body == {"uitpasNumber": AMINA.card, "cardType": "NFC_CARD", "status": "ACTIVE", "socialTariff": True}


@pytest.mark.parametrize("status", ["PROVISIONED", "LOCAL_STOCK", "BLOCKED", "DELETED"])
def test_in_any_status(cast: Cast, admin: Caller, status: str) -> None:
    Card.objects.filter(uitpas_number=AMINA.card).update(status=status, membership=None)
    assert told(admin.get("/cards", {"uitpasNumber": AMINA.card}))["status"] == status


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ({"uitpasNumber": "0900000095903"}, (400, "uitpas/invalid-uitpas-number")),
        ({"uitpasNumber": "0900000095902"}, (404, "url/not-found")),
        ({"chipNumber": "04FFFFFFFFFFFF"}, (404, "url/not-found")),
        ({}, (404, "url/not-found")),
        ({"uitpasNumber": AMINA.card, "chipNumber": AMINA.chip}, (404, "url/not-found")),
    ],
)
def test_refusals(cast: Cast, admin: Caller, query: dict[str, str], refusal: tuple[int, str]) -> None:
    assert problem(admin.get("/cards", query)) == refusal
