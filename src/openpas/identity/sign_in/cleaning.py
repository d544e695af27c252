"""Throw away what is over: codes, sessions, trust, invitations, failures. What programs hold: `oauth.housekeeping`."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet

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
from openpas.identity.sign_in.rules import BROWSER_KNOWN_FOR, FAILURES_COUNT_FOR
from openpas.identity.sign_in.session_rows import alive, end_rows
from openpas.passholders.models import Passholder
from openpas.runtime import clock

CODES_KEPT_FOR: Final = timedelta(hours=2)
"""Longer than an hour after they were sent: they are counted."""
INVITATIONS_KEPT_FOR: Final = timedelta(days=90)
"""So that whoever opens an old mail reads that it is too old, and the inviter sees it."""
VISITORS_KEPT_FOR: Final = timedelta(days=1)
"""Sessions of nobody: somebody who began to sign in."""


def forget_what_is_over() -> None:
    """All of it; what is missed once goes the next time."""
    now = clock.now()
    end_rows(SignedInSession.objects.exclude(pk__in=alive().values("pk")))
    _sessions_of_nobody(now).delete()
    for rows in _over(now):
        rows.delete()
    _never_used().delete()


def _over(now: datetime) -> tuple[QuerySet[Model], ...]:
    return (
        SentCode.objects.filter(expires_at__lt=now - CODES_KEPT_FOR),
        TrustedBrowser.objects.filter(expires_at__lte=now),
        KnownBrowser.objects.filter(first_seen_at__lt=now - BROWSER_KNOWN_FOR),
        FailedSignIn.objects.filter(failed_at__lt=now - FAILURES_COUNT_FOR),
        Invitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT_FOR),
        RegistrationToken.objects.filter(expires_at__lte=now),
    )


def _sessions_of_nobody(now: datetime) -> QuerySet[Session]:
    """Django's sessions with nobody signed in. They have no age, but an end that is as far away when they begin."""
    oldest_end = now + timedelta(seconds=settings.SESSION_COOKIE_AGE) - VISITORS_KEPT_FOR
    return Session.objects.filter(expire_date__lt=oldest_end).exclude(
        session_key__in=SignedInSession.objects.values("session_key")
    )


def _never_used() -> QuerySet[User]:
    """Accounts that somebody asked for and whose code never came back: there is nothing behind them."""
    asked_for = User.objects.filter(
        email_confirmed_at=None,
        last_login=None,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
        desks=None,
        manages=None,
        invitations=None,
        external_accounts=None,
        passkeys=None,
        acceptances=None,
        authorizations=None,
        sent_codes=None,
    )
    return asked_for.exclude(subject__in=Passholder.objects.exclude(uitid="").values("uitid"))
