"""Many at once, with real threads and connections: one check-in, one answer, never more than the limit."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.checkins.refusals import CheckinLimitReached, CheckinNotFound
from openpas.checkins.service import cancel_checkin, check_in
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import PointsAccount
from openpas.records.models import IdempotencyAnswer, OutboxMessage

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(*works: Callable[[], object]) -> list[object]:
    """What each work gave or with which refusal it ended; all start at the same moment."""
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> object:
        try:
            start.wait()
            return work()
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def points_of(cast: Cast) -> tuple[int, int | None]:
    """Bart's balance and the sum of his lines."""
    lines = PointsLine.objects.filter(passholder_id=cast.bart.pk)
    return PointsAccount.objects.get(passholder=cast.bart).points, lines.aggregate(sum=Sum("points"))["sum"]


def saves_point(actor: Actor, cast: Cast, key: str = "") -> Callable[[], UUID]:
    def work() -> UUID:
        return check_in(actor, cast.bart_number, "cast-open-house", channel="API", key=key, digest=b"d").id

    return work


def test_fifty_times_the_same_check_in_is_one(cast: Cast, theatre_desk: Actor) -> None:
    results = all_at_once(*[saves_point(theatre_desk, cast)] * 50)
    assert Counter(results)[CheckinLimitReached] == 49
    assert Checkin.objects.count() == OutboxMessage.objects.count() == 1
    assert points_of(cast) == (4, 4)


def test_the_same_key_at_once_is_one_check_in_and_one_answer(cast: Cast, theatre_desk: Actor) -> None:
    results = all_at_once(*[saves_point(theatre_desk, cast, key="k")] * 20)
    assert len(set(results)) == 1
    assert Checkin.objects.get().id == results[0]
    assert IdempotencyAnswer.objects.count() == 1
    assert points_of(cast) == (4, 4)


def test_many_different_check_ins_of_one_person_all_count(cast: Cast, theatre_desk: Actor) -> None:
    cast.open_house.checkin_limit_volume = 12
    cast.open_house.save()
    results = all_at_once(*[saves_point(theatre_desk, cast)] * 20)
    assert Counter(result is CheckinLimitReached for result in results) == {False: 12, True: 8}
    assert points_of(cast) == (15, 15)
    balances = PointsLine.objects.filter(passholder_id=cast.bart.pk, kind="CHECKIN").values_list(
        "balance_after", flat=True
    )
    assert sorted(balances) == list(range(4, 16))


def test_a_check_in_is_cancelled_by_one_of_many(cast: Cast, theatre_desk: Actor) -> None:
    checkin_id = saves_point(theatre_desk, cast)()
    results = all_at_once(*[lambda: cancel_checkin(theatre_desk, checkin_id)] * 10)
    assert Counter(results) == {None: 1, CheckinNotFound: 9}
    assert points_of(cast) == (3, 3)


def test_cancelling_and_checking_in_again_never_exceeds_the_limit(cast: Cast, theatre_desk: Actor) -> None:
    standing = saves_point(theatre_desk, cast)()
    for _ in range(5):
        all_at_once(
            lambda checkin_id=standing: cancel_checkin(theatre_desk, checkin_id),  # type: ignore[misc]
            *[saves_point(theatre_desk, cast)] * 4,
        )
        cancelled = CheckinCancellation.objects.values("checkin_id")
        counting = list(Checkin.objects.exclude(id__in=cancelled).values_list("id", flat=True))
        assert len(counting) <= 1
        standing = counting[0] if counting else saves_point(theatre_desk, cast)()
    assert points_of(cast) == (4, 4)


def test_outside_a_transaction_it_is_two_statements_and_nothing_else(cast: Cast, theatre_desk: Actor) -> None:
    with CaptureQueriesContext(connection) as queries:
        saves_point(theatre_desk, cast, key="k")()
    assert len(queries) == 2
