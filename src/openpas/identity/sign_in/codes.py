"""Codes of six digits that are sent by mail or SMS, each good for ten minutes, five tries and one use."""

import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from openpas.identity.models import SentCode, User
from openpas.identity.sign_in.refusals import CodeTooSoon
from openpas.identity.sign_in.rules import CODE_ATTEMPTS, CODE_DIGITS, CODE_LIVES, CODE_PAUSE, CODES_PER_HOUR
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_HOUR: Final = timedelta(hours=1)
_SECOND: Final = timedelta(seconds=1)


@transaction.atomic
def new_code(user: User, purpose: str, destination: str) -> str:
    """A code to be sent to `destination` for one purpose; the codes before it are no longer good.

    Raises CodeTooSoon when one that is still good was sent half a minute ago, or ten within the hour.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _demand_pause(user, purpose)
    now = clock.now()
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    SentCode.objects.create(
        user=user,
        purpose=purpose,
        destination=_hashed_destination(destination),
        code_hash=_hashed(user, purpose, code),
        created_at=now,
        expires_at=now + CODE_LIVES,
    )
    return code


@transaction.atomic
def use_code(user: User, purpose: str, destination: str, code: str) -> bool:
    """Whether this is the newest code that was sent there for the purpose; if so it is used up, if not a try is."""
    newest = (
        SentCode.objects.select_for_update().filter(user=user, purpose=purpose).order_by("-created_at", "-pk").first()
    )
    now = clock.now()
    if newest is None or not _is_good(newest, now):
        return False
    is_right = hmac.compare_digest(bytes(newest.code_hash), _hashed(user, purpose, digits_of(code)))
    is_there = hmac.compare_digest(bytes(newest.destination), _hashed_destination(destination))
    if is_right and is_there:
        SentCode.objects.filter(pk=newest.pk).update(used_at=now)
        return True
    SentCode.objects.filter(pk=newest.pk).update(attempts=F("attempts") + 1)
    return False


def end_codes(user: User, purposes: Iterable[str]) -> None:
    """What was sent for these purposes and not used is good no longer."""
    now = clock.now()
    sent = SentCode.objects.filter(user=user, purpose__in=list(purposes), used_at=None, expires_at__gt=now)
    sent.update(expires_at=now)


def digits_of(typed: str) -> str:
    """A code as it was typed, without the spaces that people put in it."""
    return "".join(typed.split())


def _demand_pause(user: User, purpose: str) -> None:
    now = clock.now()
    sent = list(
        SentCode.objects.filter(user=user, purpose=purpose, created_at__gt=now - _HOUR).order_by("-created_at", "-pk")[
            :CODES_PER_HOUR
        ]
    )
    # Whoever has used the last one, or can no longer, is waiting for another.
    free_at = [sent[0].created_at + CODE_PAUSE] if sent and _is_good(sent[0], now) else []
    if len(sent) == CODES_PER_HOUR:
        free_at.append(sent[-1].created_at + _HOUR)
    if free_at and max(free_at) > now:
        raise CodeTooSoon(-((now - max(free_at)) // _SECOND))


def _is_good(sent: SentCode, now: datetime) -> bool:
    return sent.used_at is None and sent.expires_at > now and sent.attempts < CODE_ATTEMPTS


def _hashed(user: User, purpose: str, code: str) -> bytes:
    return blind_index(f"sent code\n{user.pk}\n{purpose}\n{code}")


def _hashed_destination(destination: str) -> bytes:
    return blind_index(f"sent code\n{destination}")
