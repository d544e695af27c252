"""The passholder app: rewards for the own pass and those of the family (contract/rules.md 3.2, clients.md 6)."""

import json
from typing import Any

import pytest

from openpas.demo.cast import Cast
from openpas.passholders.models import Passholder
from openpas.rewards.models import Redemption, Reward
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person

pytestmark = pytest.mark.django_db

FORBIDDEN = (403, "auth/forbidden")


@pytest.fixture
def app(cast: Cast, person: Person) -> Caller:
    """Amina with the app; the drink can be redeemed online."""
    Reward.objects.filter(pk=cast.drink.pk).update(is_online=True)
    return person(cast.amina)


def redeem(caller: Caller, number: str) -> Any:
    return caller.send("POST", "/rewards/redeemed", {"rewardId": "cast-drink", "uitpasNumber": number})


def test_own_pass(cast: Cast, app: Caller) -> None:
    assert told(app.get("/rewards/cast-drink"))["online"] is True
    status = app.get("/rewards/cast-drink/redeem-status", {"uitpasNumber": cast.amina_number})
    assert told(status) == {"redeemable": True}
    assert redeem(app, cast.amina_number).status_code == 201
    mine = told(app.get("/rewards/redeemed", {"uitpasNumber": cast.amina_number, "limit": 20, "start": 0}))
    assert [one["reward"]["id"] for one in mine["member"]] == ["cast-drink"]
    assert told(app.get("/passholders/me"))["points"] == 7


def test_reward_that_is_not_online(cast: Cast, person: Person) -> None:
    response = redeem(person(cast.amina), cast.amina_number)
    assert problem(response) == (400, "uitpas/reward-invalid-redeem-type")
    assert json.loads(response.content)["endUserMessage"]["nl"]
    assert not Redemption.objects.exists()


def test_pass_of_a_stranger_or_of_nobody(cast: Cast, app: Caller) -> None:
    for number in (cast.bart_number, "0900000095902", "nonsense", cast.chloe_number):
        assert problem(redeem(app, number)) == FORBIDDEN
        assert problem(app.get("/rewards/redeemed", {"uitpasNumber": number})) == FORBIDDEN
        assert problem(app.get("/rewards/cast-drink/redeem-status", {"uitpasNumber": number})) == FORBIDDEN
    assert not Redemption.objects.exists()


def test_client_without_the_right(cast: Cast, app: Caller, person: Person) -> None:
    mine = person(cast.amina, cast.stranger_client)
    assert problem(redeem(mine, cast.amina_number)) == FORBIDDEN
    assert problem(mine.get("/rewards/cast-drink")) == FORBIDDEN


def test_family(cast: Cast, app: Caller, admin: Caller) -> None:
    path = f"/passholders/{cast.amina.public_id}/family-members"
    assert admin.send("POST", path, {"uitpasNumber": cast.bart_number}).status_code == 201
    status = told(app.get("/rewards/cast-drink/redeem-status", {"uitpasNumber": cast.bart_number}))
    assert (status["redeemable"], status["reason"]) == (False, "PASSHOLDER_POINTS")
    assert told(app.get("/rewards/redeemed", {"uitpasNumber": cast.bart_number}))["totalItems"] == 0


def test_staff_uses_the_app_for_its_own_pass_and_the_desk_for_others(cast: Cast, app: Caller, person: Person) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid=cast.eva.subject)
    eva = person(cast.eva)
    assert redeem(eva, cast.amina_number).status_code == 201
    assert problem(redeem(eva, cast.bart_number)) == FORBIDDEN
    dirk = person(cast.dirk)
    Reward.objects.filter(pk=cast.drink.pk).update(is_online=False)
    assert redeem(dirk, cast.amina_number).status_code == 201


def test_filters_about_a_person(cast: Cast, app: Caller, person: Person) -> None:
    for name in ("isRedeemableByPassholderId", "isInterestingForPassholderId"):
        assert app.get("/rewards", {name: str(cast.amina.public_id)}).status_code == 200
        assert problem(app.get("/rewards", {name: str(cast.bart.public_id)})) == FORBIDDEN
        mine = person(cast.amina, cast.stranger_client)
        assert mine.get("/rewards", {name: str(cast.amina.public_id)}).status_code == 200
    assert (
        app.get("/rewards", {"limit": 10, "includeAllCardSystems": "true", "withoutSorting": "true"}).status_code == 200
    )
