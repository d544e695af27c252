"""Whatever happens, the balance is the sum of the lines, and each line says what the balance was after it."""

from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openpas.checkins.ledger import lock_account, post_line
from openpas.checkins.models import PointsLine
from openpas.checkins.queries import balance_of, ledger_of
from openpas.checkins.service import cancel_checkin, check_in
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import new_id, whole_milliseconds
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import PointsAccount
from openpas.runtime import clock

pytestmark = pytest.mark.django_db

STEPS = st.lists(
    st.sampled_from(["open-house", "concert", "cancel", "cancel-again", "spend", "give back"]), max_size=12
)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_balance_is_the_sum_of_the_lines(cast: Cast, theatre_desk: Actor, steps: list[str]) -> None:
    done: list[UUID] = []
    for step in steps:
        with suppress(Refusal):
            take(step, cast, theatre_desk, done)
        lines = list(reversed(ledger_of(cast.bart.pk, limit=1000)))
        account = PointsAccount.objects.get(passholder=cast.bart)
        assert account.points == balance_of(cast.bart.pk) == sum(line.points for line in lines)
        # The cast's welcome line is older than the first version.
        assert account.version == len(lines) - 1
        assert sorted(lines, key=lambda line: line.created_at) == lines


def take(step: str, cast: Cast, actor: Actor, done: list[UUID]) -> None:
    match step:
        case "open-house" | "concert":
            done.append(check_in(actor, cast.bart_number, f"cast-{step}", channel="API").id)
        case "cancel":
            cancel_checkin(actor, done.pop() if done else UUID(int=1))
        case "cancel-again":
            cancel_checkin(actor, done[0] if done else UUID(int=1))
        case "spend":
            redemption_id = new_id(whole_milliseconds(clock.now()))
            post_line(lock_account(cast.bart.pk), PointsLine.Kind.REDEMPTION, -5, redemption_id, clock.now())
        case "give back":
            redemption_id = new_id(whole_milliseconds(clock.now()))
            post_line(lock_account(cast.bart.pk), PointsLine.Kind.REDEMPTION_CANCELLED, 5, redemption_id, clock.now())


def test_a_line_says_what_the_balance_was_after_it(cast: Cast) -> None:
    source = new_id(whole_milliseconds(clock.now()))
    account = lock_account(cast.amina.pk)
    line = post_line(account, PointsLine.Kind.REDEMPTION, -20, source, clock.now())
    assert (line.points, line.balance_after, line.source) == (-20, -8, source)
    assert (account.points, account.version) == (-8, 1)
    kept = PointsLine.objects.get(id=line.id)
    assert (kept.created_at, kept.balance_after) == (line.created_at, -8)


def test_without_an_account_the_data_are_damaged(cast: Cast) -> None:
    with pytest.raises(PointsAccount.DoesNotExist):
        lock_account(999)
