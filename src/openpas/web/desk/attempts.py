"""Guessing a password is slowed down: after five wrong ones from one place, fifteen minutes' rest."""

from datetime import timedelta
from typing import Final

from django.utils.crypto import salted_hmac

from openpas.runtime import clock
from openpas.web.models import FailedSignIn

ALLOWED: Final = 5
REST: Final = timedelta(minutes=15)


def must_rest(email: str, address: str) -> bool:
    """Whether too many wrong passwords came for this account from this network address."""
    since = clock.now() - REST
    return FailedSignIn.objects.filter(origin=_origin(email, address), failed_at__gt=since).count() >= ALLOWED


def remember_failure(email: str, address: str) -> None:
    """Count a wrong password; those that no longer matter are thrown away."""
    now = clock.now()
    FailedSignIn.objects.filter(failed_at__lte=now - REST).delete()
    FailedSignIn.objects.create(origin=_origin(email, address), failed_at=now)


def forget_failures(email: str, address: str) -> None:
    """The right password was given."""
    FailedSignIn.objects.filter(origin=_origin(email, address)).delete()


def _origin(email: str, address: str) -> bytes:
    return salted_hmac(__name__, f"{email.strip().lower()}\n{address}", algorithm="sha256").digest()
