"""Guessing is slowed down: wrong passwords and codes are counted, per account, per network address, and for both.

The counts know no names: an address that has no account rests as one that has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from openpas.identity.models import FailedSignIn, User
from openpas.identity.sign_in.rules import (
    FAILURES_COUNT_FOR,
    WRONG_PER_ACCOUNT,
    WRONG_PER_ACCOUNT_AND_ADDRESS,
    WRONG_PER_ADDRESS,
    WRONG_SECOND_PROOFS,
    rest_until,
)
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_TURN: Final = "SELECT pg_advisory_xact_lock(%s)"
_TURN_BYTES: Final = 8
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Origin:
    """What is slowed down after `allowed` wrong ones; `key` is a keyed hash."""

    key: bytes
    allowed: int


def account_at(email: str, address: str) -> Origin:
    """An account from one network address: who mistypes."""
    return Origin(blind_index(f"sign-in\naccount\n{email}\n{address}"), WRONG_PER_ACCOUNT_AND_ADDRESS)


def account_anywhere(email: str) -> Origin:
    """An account from all addresses together: who guesses from many places."""
    return Origin(blind_index(f"sign-in\naccount\n{email}"), WRONG_PER_ACCOUNT)


def network_address(address: str) -> Origin:
    """A network address for all accounts together: who tries one password on many."""
    return Origin(blind_index(f"sign-in\naddress\n{address}"), WRONG_PER_ADDRESS)


def second_proof_of(user: User) -> Origin:
    """Codes of one person, after a good password."""
    return Origin(blind_index(f"second proof\n{user.pk}"), WRONG_SECOND_PROOFS)


def take_turn(origin: Origin) -> None:
    """Try one after another, until the transaction ends, so that parallel guesses are counted too."""
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [int.from_bytes(origin.key[:_TURN_BYTES], signed=True)])


def minutes_to_rest(origins: Iterable[Origin]) -> int:
    """How long the slowest of them waits, rounded up; 0 when it may be tried."""
    now = clock.now()
    ends = [end for origin in origins if (end := _rest_until(origin, now)) is not None and end > now]
    return -((now - max(ends)) // _MINUTE) if ends else 0


def remember_failure(origins: Iterable[Origin]) -> None:
    """Something wrong was given."""
    now = clock.now()
    FailedSignIn.objects.bulk_create(FailedSignIn(origin=origin.key, failed_at=now) for origin in origins)


def forget_failures(origins: Iterable[Origin]) -> None:
    """The right thing was given."""
    FailedSignIn.objects.filter(origin__in=[origin.key for origin in origins]).delete()


def _rest_until(origin: Origin, now: datetime) -> datetime | None:
    since = now - FAILURES_COUNT_FOR
    failures = FailedSignIn.objects.filter(origin=origin.key, failed_at__gt=since).order_by("failed_at", "pk")
    return rest_until(list(failures.values_list("failed_at", flat=True)), origin.allowed)
