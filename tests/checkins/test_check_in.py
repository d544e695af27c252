"""What a check-in writes, what a refused one does not, and what a second one with the same key gives."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.checkins import registration
from openpas.checkins import service as service_module
from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.checkins.refusals import CheckinLimitReached, CheckinNotFound, EventCalledOff, EventOver, TooManyAtOnce
from openpas.checkins.service import cancel_checkin, check_in, refusal_to_check_in
from openpas.demo.cast import Cast
from openpas.events.models import Event, EventStatus
from openpas.events.refusals import EventNotFound
from openpas.events.rules import Calendar, Span
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import Period
from openpas.foundation.identifiers import moment_of, uitpas_number
from openpas.identity.actors import actor_of_client
from openpas.identity.models import Grant
from openpas.passholders.models import Card, PointsAccount
from openpas.passholders.refusals import (
    InvalidCard,
    InvalidCardStatus,
    InvalidUitpasNumberAtCounter,
    NoActiveCardSystems,
    PassholderBlocked,
    PassholderNotFound,
)
from openpas.records.models import AuditLine, IdempotencyAnswer, OutboxMessage
from openpas.records.refusals import KeyUsedForAnotherRequest
from tests.checkins.conftest import actor_for

pytestmark = pytest.mark.django_db
Written = Callable[[], tuple[int, ...]]
UNKNOWN = uitpas_number("09000009999", social_tariff=False)


def save_point(actor: Actor, number: str, event: str = "cast-open-house", key: str = "", digest: bytes = b"d") -> UUID:
    return check_in(actor, number, event, channel=Checkin.Channel.API, key=key, digest=digest).id


def test_everything_is_written(cast: Cast, theatre_desk: Actor) -> None:
    fact = check_in(theatre_desk, cast.amina_number, "CAST-open-house", channel="DESK", key="k", digest=b"d")
    assert (fact.points, fact.balance, fact.event_id) == (1, 13, "cast-open-house")
    assert (fact.event_title, fact.passholder_id) == (cast.open_house.title, cast.amina.pk)
    assert moment_of(fact.id) == fact.created_at
    checkin = Checkin.objects.get(id=fact.id)
    assert checkin.created_at == fact.created_at
    assert (checkin.passholder_id, checkin.event_id) == (cast.amina.pk, cast.open_house.pk)
    assert (checkin.organizer_id, checkin.uitpas_number) == (cast.theatre.pk, cast.amina_number)
    assert (checkin.had_social_tariff, checkin.municipality_nis, checkin.channel) == (True, "44021", "DESK")
    line = PointsLine.objects.get(source=fact.id)
    assert (line.kind, line.points, line.balance_after) == ("CHECKIN", 1, 13)
    account = PointsAccount.objects.get(passholder=cast.amina)
    assert (account.points, account.version) == (13, 1)
    message = OutboxMessage.objects.get()
    assert message.kind == "CheckinRegistered"
    assert message.payload == {
        "checkin_id": str(fact.id),
        "passholder_id": cast.amina.pk,
        "event_id": cast.open_house.pk,
        "points": 1,
    }
    audit = AuditLine.objects.get()
    assert (audit.actor, audit.action, audit.subject) == ("client:test", "checkin.register", f"checkin:{fact.id}")
    answer = IdempotencyAnswer.objects.get()
    assert (answer.actor, answer.key, bytes(answer.request_hash)) == ("client:test", "k", b"d")
    assert answer.status == 201
    assert cast.amina_number not in answer.answer


def test_a_check_in_without_a_key_keeps_no_answer(cast: Cast, theatre_desk: Actor) -> None:
    save_point(theatre_desk, cast.bart_number)
    assert not IdempotencyAnswer.objects.exists()
    assert Checkin.objects.get().had_social_tariff is False


@pytest.mark.parametrize("period", ["DAY", "WEEK", ""])
def test_two_round_trips(cast: Cast, theatre_desk: Actor, period: str) -> None:
    limit_to(cast.open_house, period)
    assert round_trips(theatre_desk, cast.amina_number) == 2


@pytest.mark.parametrize("period", ["MONTH", "QUARTER", "YEAR", "ABSOLUTE"])
def test_three_round_trips_when_the_limit_reaches_further_back(cast: Cast, theatre_desk: Actor, period: str) -> None:
    limit_to(cast.open_house, period)
    assert round_trips(theatre_desk, cast.amina_number) == 3


def limit_to(event: Event, period: str, volume: int = 1) -> None:
    event.checkin_limit_volume, event.checkin_limit_period = (volume if period else None), period
    event.save()


def round_trips(actor: Actor, number: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        save_point(actor, number, key="k")
    # Within the transaction of a test the write has a savepoint around it; on its own it has none.
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def test_refusals_write_nothing(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    stranger = actor_for(cast.aalst.pk)
    before = written()
    cases: list[tuple[type[Exception], Actor, str, str]] = [
        (InvalidUitpasNumberAtCounter, theatre_desk, "0900000100018", "cast-open-house"),
        (InvalidUitpasNumberAtCounter, theatre_desk, "12345", "cast-open-house"),
        (PassholderNotFound, theatre_desk, UNKNOWN, "cast-open-house"),
        (EventNotFound, theatre_desk, cast.bart_number, "nowhere"),
        (InvalidCard, theatre_desk, cast.chloe_number, "cast-open-house"),
        (PermissionMissing, stranger, cast.bart_number, "cast-open-house"),
        (PermissionMissing, stranger, UNKNOWN, "cast-open-house"),
        (PermissionMissing, theatre_desk, cast.bart_number, "cast-training"),
    ]
    for refusal, actor, number, event in cases:
        with pytest.raises(refusal):
            save_point(actor, number, event, key="k")
    assert written() == before


def test_a_pass_that_cannot_be_used_writes_nothing(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    before = written()
    card = Card.objects.filter(uitpas_number=cast.bart_number)
    card.update(status=Card.Status.BLOCKED)
    with pytest.raises(InvalidCardStatus):
        save_point(theatre_desk, cast.bart_number, key="k")
    card.update(status=Card.Status.ACTIVE)
    cast.bart.memberships.update(is_blocked=True)
    with pytest.raises(NoActiveCardSystems):
        save_point(theatre_desk, cast.bart_number, key="k")
    type(cast.bart).objects.filter(pk=cast.bart.pk).update(is_blocked=True)
    with pytest.raises(PassholderBlocked):
        save_point(theatre_desk, cast.bart_number, key="k")
    assert written() == before


def test_an_event_that_is_over_writes_nothing(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    ended = datetime(2026, 1, 1, 20, tzinfo=UTC)
    cast.concert.calendar = Calendar("SINGLE", moments=(Span(ended - timedelta(hours=2), ended),)).to_json()
    cast.concert.save()
    before = written()
    with pytest.raises(EventOver):
        save_point(theatre_desk, cast.bart_number, "cast-concert", key="k")
    assert written() == before


@pytest.mark.parametrize("status", [EventStatus.UNAVAILABLE, EventStatus.TEMPORARILY_UNAVAILABLE])
def test_an_event_that_does_not_take_place_writes_nothing(
    cast: Cast, theatre_desk: Actor, written: Written, status: EventStatus
) -> None:
    Event.objects.filter(pk=cast.open_house.pk).update(status=status)
    before = written()
    with pytest.raises(EventCalledOff):
        save_point(theatre_desk, cast.bart_number, key="k")
    assert isinstance(refusal_to_check_in(theatre_desk, cast.bart_number, "cast-open-house"), EventCalledOff)
    assert written() == before
    Event.objects.filter(pk=cast.open_house.pk).update(status=EventStatus.AVAILABLE)
    save_point(theatre_desk, cast.bart_number, key="k")


def test_the_limit_writes_nothing_and_can_be_tried_again(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    first = save_point(theatre_desk, cast.bart_number)
    before = written()
    with pytest.raises(CheckinLimitReached):
        save_point(theatre_desk, cast.bart_number, key="k")
    assert written() == before
    cancel_checkin(theatre_desk, first)
    assert save_point(theatre_desk, cast.bart_number, key="k") != first


BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("period", "first", "still", "again"),
    [
        (Period.DAY, (2026, 5, 6, 0, 0), (2026, 5, 6, 23, 59), (2026, 5, 7, 0, 0)),
        (Period.DAY, (2026, 3, 29, 0, 30), (2026, 3, 29, 23, 59), (2026, 3, 30, 0, 0)),
        (Period.WEEK, (2026, 5, 4, 0, 0), (2026, 5, 10, 23, 59), (2026, 5, 11, 0, 0)),
        (Period.WEEK, (2026, 6, 29, 0, 0), (2026, 7, 5, 23, 59), (2026, 7, 6, 0, 0)),
        (Period.MONTH, (2026, 3, 1, 0, 30), (2026, 3, 31, 23, 59), (2026, 4, 1, 0, 0)),
        (Period.QUARTER, (2028, 2, 29, 12, 0), (2028, 3, 31, 23, 59), (2028, 4, 1, 0, 0)),
        (Period.YEAR, (2026, 1, 1, 0, 0), (2026, 12, 31, 23, 59), (2027, 1, 1, 0, 0)),
    ],
)
def test_once_per_period(
    cast: Cast, theatre_desk: Actor, period: str, first: tuple[int, ...], still: tuple[int, ...], again: tuple[int, ...]
) -> None:
    limit_to(cast.open_house, period)
    with time_machine.travel(datetime(*first, tzinfo=BRUSSELS), tick=False):  # type: ignore[misc,arg-type]
        save_point(theatre_desk, cast.bart_number)
    with time_machine.travel(datetime(*still, tzinfo=BRUSSELS), tick=False), pytest.raises(CheckinLimitReached):  # type: ignore[misc,arg-type]
        save_point(theatre_desk, cast.bart_number)
    with time_machine.travel(datetime(*again, tzinfo=BRUSSELS), tick=False):  # type: ignore[misc,arg-type]
        save_point(theatre_desk, cast.bart_number)


def test_an_absolute_limit_never_ends(cast: Cast, theatre_desk: Actor) -> None:
    limit_to(cast.open_house, "ABSOLUTE")
    with time_machine.travel(datetime(2016, 5, 6, 12, tzinfo=BRUSSELS), tick=False):
        save_point(theatre_desk, cast.bart_number)
    with pytest.raises(CheckinLimitReached):
        save_point(theatre_desk, cast.bart_number)


def test_the_same_key_gives_the_same_answer(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    first = check_in(theatre_desk, cast.amina_number, "cast-open-house", channel="API", key="k", digest=b"d")
    before = written()
    second = check_in(theatre_desk, cast.amina_number, "cast-open-house", channel="API", key="k", digest=b"d")
    assert second.is_repeated
    assert (second.id, second.created_at, second.points, second.balance) == (
        first.id,
        first.created_at,
        first.points,
        first.balance,
    )
    assert (second.event_id, second.uitpas_number) == (first.event_id, first.uitpas_number)
    assert written() == before


def test_a_key_belongs_to_one_request_of_one_caller(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    save_point(theatre_desk, cast.amina_number, key="k")
    before = written()
    with pytest.raises(KeyUsedForAnotherRequest):
        save_point(theatre_desk, cast.bart_number, key="k", digest=b"other")
    assert written() == before
    other = Actor("client:other", theatre_desk.kind, theatre_desk.by_organizer)
    save_point(other, cast.bart_number, key="k", digest=b"other")


def test_who_changes_the_balance_again_and_again_gets_a_refusal(
    cast: Cast, theatre_desk: Actor, monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    monkeypatch.setattr(service_module, "register", lambda *_: False)
    monkeypatch.setattr(service_module, "_PAUSE_SECONDS", 0)
    before = written()
    with pytest.raises(TooManyAtOnce) as caught:
        save_point(theatre_desk, cast.bart_number)
    assert (caught.value.status, caught.value.type) == (409, "urn:openpas:problem:busy")
    assert written() == before


def test_a_decision_on_an_older_balance_is_taken_again(
    cast: Cast, theatre_desk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else is faster between loading and writing: what is true then counts."""
    attempts = []

    def late(*arguments: object) -> bool:
        attempts.append(1)
        if len(attempts) == 1:
            PointsAccount.objects.filter(passholder=cast.bart).update(points=50, version=7)
        return registration.register(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(service_module, "register", late)
    fact = check_in(theatre_desk, cast.bart_number, "cast-open-house", channel="API")
    assert (len(attempts), fact.balance) == (2, 51)
    assert PointsLine.objects.get(source=fact.id).balance_after == 51


def test_a_right_that_was_taken_away_holds_no_longer(cast: Cast) -> None:
    kept = actor_of_client("cast-desk")
    Grant.objects.filter(client=cast.desk_client, permission="CHECKINS_WRITE").delete()
    cast.desk_client.grants_version += 1
    cast.desk_client.save()
    with pytest.raises(PermissionMissing):
        save_point(kept, cast.bart_number)


def test_cancelling_takes_the_points_back(cast: Cast, theatre_desk: Actor) -> None:
    checkin_id = save_point(theatre_desk, cast.bart_number)
    PointsAccount.objects.filter(passholder=cast.bart).update(points=0)
    cancel_checkin(theatre_desk, checkin_id)
    account = PointsAccount.objects.get(passholder=cast.bart)
    assert (account.points, account.version) == (-1, 2)
    line = PointsLine.objects.get(source=checkin_id, kind="CHECKIN_CANCELLED")
    assert (line.points, line.balance_after) == (-1, -1)
    assert CheckinCancellation.objects.get().checkin_id == checkin_id
    assert OutboxMessage.objects.get(kind="CheckinCancelled").payload["points"] == -1
    assert AuditLine.objects.filter(action="checkin.cancel", subject=f"checkin:{checkin_id}").exists()


def test_a_check_in_is_cancelled_once(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    checkin_id = save_point(theatre_desk, cast.bart_number)
    with pytest.raises(PermissionMissing):
        cancel_checkin(actor_for(cast.aalst.pk), checkin_id)
    cancel_checkin(theatre_desk, checkin_id)
    before = written()
    for unknown in (checkin_id, UUID(int=7), UUID(int=2**128 - 1)):
        with pytest.raises(CheckinNotFound):
            cancel_checkin(theatre_desk, unknown)
    assert written() == before


def test_asking_beforehand(cast: Cast, theatre_desk: Actor, written: Written) -> None:
    before = written()
    assert refusal_to_check_in(theatre_desk, cast.bart_number, "cast-open-house") is None
    assert isinstance(refusal_to_check_in(theatre_desk, cast.chloe_number, "cast-open-house"), InvalidCard)
    assert written() == before
    save_point(theatre_desk, cast.bart_number)
    assert isinstance(refusal_to_check_in(theatre_desk, cast.bart_number, "cast-open-house"), CheckinLimitReached)


def test_asking_needs_the_right_and_what_is_asked_about(cast: Cast, theatre_desk: Actor) -> None:
    for refusal, actor, number, event in (
        (PassholderNotFound, theatre_desk, "123", "cast-open-house"),
        (PassholderNotFound, theatre_desk, UNKNOWN, "cast-open-house"),
        (EventNotFound, theatre_desk, cast.bart_number, "nowhere"),
        (PermissionMissing, actor_for(cast.aalst.pk), cast.chloe_number, "cast-open-house"),
    ):
        with pytest.raises(refusal):
            refusal_to_check_in(actor, number, event)
