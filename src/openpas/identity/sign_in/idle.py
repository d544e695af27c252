"""A desk that is left alone locks itself, where the person behind it has a PIN."""

from datetime import timedelta

from django.conf import settings

from openpas.identity.models import SignedInSession, User
from openpas.runtime import clock


def lock_when_left_alone(user: User, session_key: str | None) -> None:
    """Lock the session when nothing was done in it for `OPENPAS_LOCK_MINUTES`. Asked before the next request counts.

    One statement for who has a PIN, none for others. A page does the same earlier by itself; this holds when it slept.
    """
    if user.pin:
        now = clock.now()
        idle_since = now - timedelta(minutes=settings.OPENPAS_LOCK_MINUTES)
        SignedInSession.objects.filter(
            user=user, session_key=session_key or "", locked_at=None, last_seen_at__lte=idle_since
        ).update(locked_at=now)
