"""What becomes of an order, for every stage and every word of the provider (docs/algorithms/orders.md)."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.enrolment.orders.rules import (
    Decision,
    OrderStatus,
    PaymentState,
    PaymentWord,
    Stage,
    Trouble,
    decide,
    is_over_time,
    status_of,
)

WAITING = [PaymentState.OPEN, PaymentState.PENDING, PaymentState.AUTHORIZED]
LOST = [PaymentState.FAILED, PaymentState.CANCELED, PaymentState.EXPIRED]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("stage", "after"),
    [
        (Stage.AWAITING_PAYMENT, Decision(Stage.PAID)),
        (Stage.PAID, Decision(Stage.PAID)),
        (Stage.FULFILLED, Decision(Stage.FULFILLED)),
        (Stage.CANCELLED, Decision(Stage.CANCELLED, refund_due_cents=700)),
    ],
)
def test_paid(stage: Stage, after: Decision) -> None:
    assert decide(stage, 700, PaymentWord(PaymentState.PAID, 700)) == after


@pytest.mark.parametrize(("stage", "cents"), list(product(Stage, [699, 701, 0, None])))
def test_another_amount_changes_nothing(stage: Stage, cents: int | None) -> None:
    assert decide(stage, 700, PaymentWord(PaymentState.PAID, cents)) == Decision(stage, trouble=Trouble.PAYMENT_DIFFERS)


@pytest.mark.parametrize(("stage", "state"), list(product(Stage, WAITING)))
def test_money_on_its_way_changes_nothing(stage: Stage, state: PaymentState) -> None:
    assert decide(stage, 700, PaymentWord(state, 700)) == Decision(stage)


@pytest.mark.parametrize(("stage", "state"), list(product(Stage, LOST)))
def test_no_money_cancels_what_waits_for_it(stage: Stage, state: PaymentState) -> None:
    after = Stage.CANCELLED if stage is Stage.AWAITING_PAYMENT else stage
    assert decide(stage, 700, PaymentWord(state, 700)) == Decision(after)


@given(st.lists(st.sampled_from(PaymentState)))
def test_whatever_is_heard_in_whatever_order_ends_once(words: list[PaymentState]) -> None:
    """The stage never goes back, and what is to be paid back is everything or nothing."""
    order = list(Stage)
    stage = Stage.AWAITING_PAYMENT
    for state in words:
        decision = decide(stage, 700, PaymentWord(state, 700))
        assert order.index(decision.stage) >= order.index(stage)
        assert decision.refund_due_cents in ((0, 700) if stage is Stage.CANCELLED else (0,))
        stage = decision.stage
    first = next((state for state in words if state not in WAITING), None)
    paid_first = first is PaymentState.PAID
    assert stage == (Stage.AWAITING_PAYMENT if first is None else Stage.PAID if paid_first else Stage.CANCELLED)


@pytest.mark.parametrize(
    ("stage", "state", "later", "over"),
    [
        (Stage.AWAITING_PAYMENT, "open", HOUR, True),
        (Stage.AWAITING_PAYMENT, "open", HOUR - timedelta(microseconds=1), False),
        (Stage.AWAITING_PAYMENT, "pending", 3 * HOUR, False),
        (Stage.AWAITING_PAYMENT, "authorized", 3 * HOUR, False),
        (Stage.AWAITING_PAYMENT, "paid", 3 * HOUR, False),
        (Stage.PAID, "", 3 * HOUR, False),
        (Stage.FULFILLED, "open", 3 * HOUR, False),
        (Stage.CANCELLED, "open", 3 * HOUR, False),
    ],
)
def test_time_is_over(stage: Stage, state: str, later: timedelta, over: bool) -> None:  # noqa: FBT001
    assert is_over_time(stage, state, NOON, HOUR, NOON + later) is over


@pytest.mark.parametrize(
    ("stage", "awaits", "shown"),
    [
        (Stage.AWAITING_PAYMENT, False, OrderStatus.PENDING_PAYMENT),
        (Stage.PAID, False, OrderStatus.PENDING_PAYMENT),
        (Stage.FULFILLED, True, OrderStatus.PENDING_UITID_CONNECT),
        (Stage.FULFILLED, False, OrderStatus.COMPLETED),
        (Stage.CANCELLED, False, OrderStatus.CANCELLED),
    ],
)
def test_what_is_shown(stage: Stage, awaits: bool, shown: OrderStatus) -> None:  # noqa: FBT001
    assert status_of(stage, awaits_account=awaits) is shown
