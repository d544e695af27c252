"""A write that arrives twice is carried out once; one that failed may be tried again."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from openpas.records.idempotency import KEPT_FOR, Answer, once, request_hash
from openpas.records.models import IdempotencyAnswer, OutboxMessage
from openpas.records.refusals import KeyUsedForAnotherRequest, RequestInProgress
from openpas.records.service import publish
from openpas.records.tasks import forget_old_answers
from openpas.runtime import clock

DIGEST = request_hash("POST", "/api/v4/checkins", b"{}")
OTHER_BODY = request_hash("POST", "/api/v4/checkins", b"{ }")


class Work:
    """Something to do that counts how often it was done."""

    def __init__(self, status: int = 201) -> None:
        self.status = status

    def __call__(self) -> Answer:
        publish("Done", {})
        return Answer(self.status, f'{{"done":{OutboxMessage.objects.count()}}}')


@pytest.mark.django_db
def test_the_same_key_gives_the_same_answer_once_done() -> None:
    assert once("client:a", "k", DIGEST, Work()) == Answer(201, '{"done":1}')
    assert once("client:a", "k", DIGEST, Work()) == Answer(201, '{"done":1}')
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
def test_keys_belong_to_their_caller() -> None:
    once("client:a", "k", DIGEST, Work())
    assert once("client:b", "k", DIGEST, Work()).body == '{"done":2}'


@pytest.mark.django_db
@pytest.mark.parametrize(
    "digest",
    [OTHER_BODY, request_hash("PUT", "/api/v4/checkins", b"{}"), request_hash("POST", "/api/v4/rewards", b"{}")],
)
def test_the_same_key_for_another_request(digest: bytes) -> None:
    once("client:a", "k", DIGEST, Work())
    with pytest.raises(KeyUsedForAnotherRequest):
        once("client:a", "k", digest, Work())
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 404, 409, 500])
def test_a_failure_leaves_nothing_and_may_be_tried_again(status: int) -> None:
    assert once("client:a", "k", DIGEST, Work(status)).status == status
    assert (OutboxMessage.objects.count(), IdempotencyAnswer.objects.count()) == (0, 0)
    assert once("client:a", "k", DIGEST, Work()) == Answer(201, '{"done":1}')


@pytest.mark.django_db
def test_an_exception_leaves_nothing_and_may_be_tried_again() -> None:
    def breaks() -> Answer:
        publish("Done", {})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once("client:a", "k", DIGEST, breaks)
    assert (OutboxMessage.objects.count(), IdempotencyAnswer.objects.count()) == (0, 0)
    assert once("client:a", "k", DIGEST, Work()).status == 201


@pytest.mark.django_db
def test_old_answers_are_forgotten() -> None:
    once("client:a", "old", DIGEST, Work())
    with time_machine.travel(clock.now() + KEPT_FOR - timedelta(minutes=1)):
        assert forget_old_answers() == 0
    with time_machine.travel(clock.now() + KEPT_FOR + timedelta(minutes=1)):
        assert forget_old_answers() == 1
        assert once("client:a", "old", DIGEST, Work()).body == '{"done":2}'


@pytest.mark.django_db(transaction=True)
def test_while_one_is_at_work_the_other_is_told_to_wait() -> None:
    started, may_end, answers = threading.Event(), threading.Event(), list[Answer]()

    def slow() -> Answer:
        started.set()
        assert may_end.wait(10)
        return Work()()

    def first() -> None:
        try:
            answers.append(once("client:a", "k", DIGEST, slow))
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert started.wait(10)
    with pytest.raises(RequestInProgress) as refused:
        once("client:a", "k", DIGEST, Work())
    assert refused.value.status == 409
    may_end.set()
    thread.join(10)
    assert answers == [once("client:a", "k", DIGEST, Work())] == [Answer(201, '{"done":1}')]
