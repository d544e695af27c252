"""Operations 75 to 78 as clients call them."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from openpas.checkins.models import PointsLine
from openpas.demo.cast import Cast
from openpas.passholders.models import Card, PointsAccount
from openpas.rewards.models import Redemption, Reward, RewardCode
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db

PROBLEMS = "https://api.publiq.be/probs/"


def data(response: HttpResponse) -> Any:
    return json.loads(response.content)


def problem(response: HttpResponse) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, data(response)["type"].removeprefix(PROBLEMS)


def redeem(caller: Caller, number: str, reward_id: str = "cast-drink", **headers: str) -> HttpResponse:
    return caller.send("POST", "/rewards/redeemed", {"rewardId": reward_id, "uitpasNumber": number}, **headers)


def nothing_redeemed() -> bool:
    return not Redemption.objects.exists() and not PointsLine.objects.filter(kind="REDEMPTION").exists()


def test_who_may_redeem(anonymous: Caller, stranger: Caller, desk: Caller, cast: Cast) -> None:
    assert problem(redeem(anonymous, cast.amina_number)) == (401, "auth/unauthorized")
    assert problem(redeem(stranger, cast.amina_number)) == (403, "auth/forbidden")
    assert nothing_redeemed()
    assert redeem(desk, cast.amina_number).status_code == 201


def test_redeeming_answers_with_the_reward(desk: Caller, cast: Cast) -> None:
    redeemed = data(redeem(desk, cast.amina_number))

    stored = Redemption.objects.get()
    assert redeemed == {
        "id": str(stored.pk),
        "reward": data(desk.get("/rewards/cast-drink")),
        "redeemDate": redeemed["redeemDate"],
    }
    assert redeemed["reward"]["unitsTaken"] == 1
    assert redeemed["redeemDate"].endswith("+00:00")
    assert PointsAccount.objects.get(passholder=cast.amina).points == 7


def test_an_online_reward_brings_its_code_and_what_to_do(desk: Caller, cast: Cast) -> None:
    Reward.objects.filter(pk=cast.drink.pk).update(
        is_online=True, redeem_text="<p>Gebruik je code</p>", redeem_link="https://example.org/inwisselen"
    )
    RewardCode.objects.create(reward=cast.drink, code="abc123456789")
    redeemed = data(redeem(desk, cast.amina_number))

    assert redeemed["redeemInfo"] == {"text": "<p>Gebruik je code</p>", "link": "https://example.org/inwisselen"}
    assert redeemed["redeemCode"] == "abc123456789"
    assert problem(redeem(desk, cast.amina_number)) == (400, "uitpas/reward-volume-constraint")


REFUSALS = [
    ({"status": "DELETED"}, "REWARD_PERIOD", "reward-period-constraint"),
    ({"redeem_ends_at": "2020-01-01T00:00:00Z"}, "REWARD_PERIOD", "reward-period-constraint"),
    ({"max_available_units": 1, "units_taken": 1}, "REWARD_VOLUME", "reward-volume-constraint"),
    (
        {"cities": ["41002"]},
        "PASSHOLDER_APPLICABLE_CARDSYSTEMS",
        "reward-passholder-no-applicable-cardsystems",
    ),
    ({"points": 13}, "PASSHOLDER_POINTS", "reward-passholder-points-constraint"),
    ({"type": "WELCOME"}, "PASSHOLDER_VOLUME", "reward-passholder-volume-constraint"),
]


@pytest.mark.parametrize(("columns", "reason", "kind"), REFUSALS)
def test_the_question_and_the_deed_give_the_same_reason(
    desk: Caller, cast: Cast, columns: dict[str, object], reason: str, kind: str
) -> None:
    Reward.objects.filter(pk=cast.drink.pk).update(**columns)
    status = desk.get("/rewards/cast-drink/redeem-status", {"uitpasNumber": cast.amina_number})
    refused = redeem(desk, cast.amina_number)

    assert status.status_code == 200
    assert data(status)["redeemable"] is False
    assert data(status)["reason"] == reason
    assert problem(refused) == (400, f"uitpas/{kind}")
    assert data(status)["message"] == data(refused)["endUserMessage"]["nl"]
    assert nothing_redeemed()


def test_too_few_points_in_the_published_words(desk: Caller, cast: Cast) -> None:
    status = data(desk.get("/rewards/cast-drink/redeem-status/", {"uitpasNumber": cast.bart_number}))

    assert status == {
        "redeemable": False,
        "reason": "PASSHOLDER_POINTS",
        "message": "Jammer, je hebt nog niet genoeg punten om dit voordeel om te ruilen. Spaar er nog 2 punten bij.",
    }
    assert set(data(redeem(desk, cast.bart_number))["endUserMessage"]) == {"nl", "fr", "en", "de"}


def test_a_reward_that_can_be_redeemed_has_no_reason(desk: Caller, cast: Cast) -> None:
    status = desk.get("/rewards/cast-drink/redeem-status", {"uitpasNumber": cast.amina_number})

    assert data(status) == {"redeemable": True}


def test_cards_that_cannot_redeem(desk: Caller, cast: Cast) -> None:
    assert problem(redeem(desk, cast.chloe_number)) == (400, "uitpas/invalid-card")
    Card.objects.filter(uitpas_number=cast.amina_number).update(status="BLOCKED")
    assert problem(redeem(desk, cast.amina_number)) == (400, "uitpas/invalid-card")
    assert problem(redeem(desk, "0900000100018")) == (400, "uitpas/invalid-uitpas-number")
    assert problem(redeem(desk, "0900000095902")) == (400, "uitpas/passholder-not-found")
    cast.bart.memberships.update(is_blocked=True)
    assert problem(redeem(desk, cast.bart_number)) == (400, "uitpas/passholder-no-active-cardsystems")
    status = data(desk.get("/rewards/cast-drink/redeem-status", {"uitpasNumber": cast.bart_number}))
    assert status["reason"] == "PASSHOLDER_NO_ACTIVE_CARDSYSTEM"
    assert nothing_redeemed()


def test_unknown_rewards_and_bad_questions(desk: Caller, cast: Cast) -> None:
    number = {"uitpasNumber": cast.amina_number}

    assert problem(redeem(desk, cast.amina_number, "nothing")) == (404, "uitpas/reward-not-found")
    assert problem(desk.get("/rewards/nothing/redeem-status", number)) == (404, "uitpas/reward-not-found")
    assert problem(desk.get("/rewards/cast-drink/redeem-status")) == (404, "url/not-found")
    assert problem(desk.get("/rewards/cast-drink/redeem-status", {"uitpasNumber": "1"})) == (
        400,
        "uitpas/invalid-uitpas-number",
    )
    assert problem(desk.send("POST", "/rewards/redeemed", {"rewardId": "cast-drink"})) == (
        400,
        "body/invalid-data",
    )
    assert problem(desk.send("POST", "/rewards/redeemed")) == (400, "body/missing")


def test_only_who_works_with_a_reward_may_ask(stranger: Caller, anonymous: Caller, cast: Cast) -> None:
    question = {"uitpasNumber": cast.amina_number}

    assert problem(anonymous.get("/rewards/cast-drink/redeem-status", question)) == (401, "auth/unauthorized")
    assert problem(stranger.get("/rewards/cast-drink/redeem-status", question)) == (403, "auth/forbidden")


def test_redeemed_rewards_of_a_person(desk: Caller, cast: Cast) -> None:
    redeemed = data(redeem(desk, cast.amina_number))
    by_number = data(desk.get(f"/rewards/redeemed?uitpasNumber={cast.amina_number}&limit=20&start=0"))

    assert by_number == {"totalItems": 1, "member": [redeemed]}
    amina = cast.amina.public_id
    path = f"/rewards/redeemed?passholderId={amina}&organizerId=cast-theatre"
    assert data(desk.get(path)) == by_number
    assert data(desk.get(f"{path}&rewardType=WELCOME")) == {"totalItems": 0, "member": []}
    assert data(desk.get(f"{path}&rewardTitle=drank")) == by_number
    assert data(desk.get(f"/rewards/redeemed?uitpasNumber={cast.bart_number}"))["totalItems"] == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", (404, "url/not-found")),
        ("passholderId=a0000000-0000-4000-8000-000000000001", (404, "url/not-found")),
        (
            "passholderId=a0000000-0000-4000-8000-000000000001&organizerId=cast-theatre&uitpasNumber=0900000100017",
            (404, "url/not-found"),
        ),
        ("passholderId=a0000000-0000-4000-8000-000000000001&organizerId=cast-aalst", (403, "auth/forbidden")),
        ("uitpasNumber=12", (400, "uitpas/invalid-uitpas-number")),
        ("uitpasNumber=0900000100017&limit=501", (400, "url/query-limit-exceeded")),
    ],
)
def test_questions_about_redeemed_rewards_that_lead_nowhere(
    desk: Caller, query: str, expected: tuple[int, str]
) -> None:
    assert problem(desk.get(f"/rewards/redeemed?{query}")) == expected


def test_cancelling_once(desk: Caller, stranger: Caller, anonymous: Caller, cast: Cast) -> None:
    path = f"/rewards/redeemed/{data(redeem(desk, cast.amina_number))['id']}"

    assert problem(anonymous.send("DELETE", path)) == (401, "auth/unauthorized")
    assert problem(stranger.send("DELETE", path)) == (403, "auth/forbidden")
    cancelled = desk.send("DELETE", path)
    assert (cancelled.status_code, cancelled.content) == (204, b"")
    assert problem(desk.send("DELETE", path)) == (404, "url/not-found")
    assert PointsAccount.objects.get(passholder=cast.amina).points == 12
    for unknown in (str(uuid4()), "cast-drink"):
        assert problem(desk.send("DELETE", f"/rewards/redeemed/{unknown}")) == (404, "url/not-found")


def test_the_same_key_redeems_once(desk: Caller, cast: Cast) -> None:
    first, second = (redeem(desk, cast.amina_number, idempotency_key="once") for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert data(first) == data(second)
    assert Redemption.objects.count() == 1
    assert PointsAccount.objects.get(passholder=cast.amina).points == 7
