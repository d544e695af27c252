"""What is over is thrown away, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session

from openpas.demo.cast import Cast
from openpas.identity import tasks
from openpas.identity.models import (
    FailedSignIn,
    Invitation,
    KnownBrowser,
    RegistrationToken,
    SentCode,
    SignedInSession,
    TrustedBrowser,
    User,
)
from openpas.identity.registration_tokens import issue
from openpas.identity.sign_in import browsers, registration
from openpas.identity.sign_in.cleaning import forget_what_is_over
from openpas.identity.sign_in.codes import new_code
from openpas.identity.sign_in.password import person_with
from openpas.identity.sign_in.present import begin_half
from openpas.identity.sign_in.refusals import WrongPassword
from openpas.runtime import clock
from tests.signing_in import request_of, signed_in_here

pytestmark = pytest.mark.django_db
NOON = "2026-03-10T12:00:00Z"
KEPT = (
    SentCode,
    SignedInSession,
    Session,
    TrustedBrowser,
    KnownBrowser,
    FailedSignIn,
    Invitation,
    RegistrationToken,
)


def kept() -> set[str]:
    return {table.__name__ for table in KEPT if table.objects.exists()}


@pytest.fixture
def everything(cast: Cast) -> User:
    """One of each, as it is on some noon."""
    with time_machine.travel(NOON, tick=False):
        now = clock.now()
        new_code(cast.dirk, "anything", "somewhere")
        signed_in_here(cast.dirk)
        browsers.trust(cast.dirk, "Firefox op Linux")
        with pytest.raises(WrongPassword):
            person_with("nobody@example.org", "verkeerd", "192.0.2.1")
        Invitation.objects.create(
            user=cast.dirk,
            organizer=cast.theatre,
            token_hash=b"invitation",
            invited_by="user:1",
            created_at=now,
            expires_at=now + timedelta(days=14),
        )
        issue(cast.amina)
    return cast.dirk


@pytest.mark.parametrize(
    ("later", "gone"),
    [
        (timedelta(minutes=30), set()),
        (timedelta(hours=1), {"RegistrationToken"}),
        (timedelta(hours=3), {"RegistrationToken", "SentCode"}),
        (timedelta(hours=5), {"RegistrationToken", "SentCode", "SignedInSession", "Session"}),
    ],
)
def test_within_a_day(everything: User, later: timedelta, gone: set[str]) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        assert kept() == {table.__name__ for table in KEPT}
        time.shift(later)

        forget_what_is_over()

        assert {table.__name__ for table in KEPT} - kept() == gone


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (2, {"TrustedBrowser", "KnownBrowser", "Invitation"}),
        (30, {"KnownBrowser", "Invitation"}),
        (103, {"KnownBrowser", "Invitation"}),
        (105, {"KnownBrowser"}),
        (401, set()),
    ],
)
def test_within_a_year(everything: User, days: int, left: set[str]) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        time.shift(timedelta(days=days))

        forget_what_is_over()

        assert kept() == left


def test_sessions_of_nobody_last_a_day(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        signed_in_here(dirk, is_installed=True)
        request = request_of()
        begin_half(request, dirk, "pwd")
        request.session.save()
        time.shift(timedelta(hours=23))
        forget_what_is_over()
        assert Session.objects.count() == 2
        time.shift(timedelta(hours=2))

        forget_what_is_over()

        assert Session.objects.get().session_key == SignedInSession.objects.get().session_key


def test_accounts_that_were_only_asked_for_go(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        registration.send("nora@example.org", "nl")
        everybody = set(User.objects.values_list("email", flat=True))
        time.shift(timedelta(hours=2))
        forget_what_is_over()
        assert set(User.objects.values_list("email", flat=True)) == everybody
        time.shift(timedelta(hours=1))

        forget_what_is_over()

        assert everybody - set(User.objects.values_list("email", flat=True)) == {"nora@example.org"}


def test_it_is_done_every_hour(everything: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        time.shift(timedelta(days=500))
        tasks.forget(0)

    assert kept() == set()
    assert tasks.forget.name == "identity.forget"
