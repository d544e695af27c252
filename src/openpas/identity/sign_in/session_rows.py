"""The rows of sessions: how long they last, which are alive, how they end, and what was proven lately."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet

from openpas.identity.models import Authorization, Manager, SignedInSession, User
from openpas.identity.sign_in.refusals import NotProvenLately
from openpas.identity.sign_in.rules import FRESH_FOR, Times
from openpas.identity.sign_in.signed_in import Present
from openpas.runtime import clock


def times_of(user: User, *, is_installed: bool) -> Times:
    """How long a session of this person lasts.

    Who manages a region or the platform has short sessions everywhere (contract/rules.md F 109): the same session opens
    the desk and the administration. An installed desk lasts until it is restarted, whose cookie goes with it.
    """
    if Manager.objects.filter(user=user).exists():
        return administration_times()
    return installed_times() if is_installed else desk_times()


def desk_times() -> Times:
    return Times(timedelta(minutes=settings.OPENPAS_DESK_IDLE_MINUTES), timedelta(hours=settings.OPENPAS_DESK_HOURS))


def administration_times() -> Times:
    return Times(
        timedelta(minutes=settings.OPENPAS_ADMINISTRATION_IDLE_MINUTES),
        timedelta(hours=settings.OPENPAS_ADMINISTRATION_HOURS),
    )


def installed_times() -> Times:
    return Times(None, timedelta(seconds=settings.SESSION_COOKIE_AGE))


def alive() -> QuerySet[SignedInSession]:
    """The sessions that are not over by time. Whoever manages something since signing in has short times at once."""
    now = clock.now()
    short, long = administration_times(), desk_times()
    manages = Exists(Manager.objects.filter(user=OuterRef("user")))
    is_short = Q(signed_in_at__gt=now - short.total, last_seen_at__gt=now - (short.idle or short.total))
    is_long = Q(is_installed=True) | Q(last_seen_at__gt=now - (long.idle or long.total))
    return SignedInSession.objects.filter(
        (Q(manages, is_short) | (~Q(manages) & is_long)), ends_at__gt=now, user__is_active=True
    )


def end_rows(sessions: QuerySet[SignedInSession]) -> int:
    """Delete them, and Django's beside them: without either nobody is here. How many there were."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return SignedInSession.objects.filter(session_key__in=keys).delete()[0]


def end_all(user: User) -> None:
    """End every session of the person: the password was replaced by mail, or the account closed."""
    end_rows(SignedInSession.objects.filter(user=user))


def sign_out_everywhere(user: User) -> None:
    """End every session of the person, and whatever programs hold for it."""
    end_all(user)
    Authorization.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())


def is_fresh(present: Present) -> bool:
    """Whether the person proved lately who it is, as what is sensitive demands."""
    return clock.now() < present.session.proven_at + FRESH_FOR


def demand_fresh(present: Present) -> None:
    """Raise NotProvenLately unless `is_fresh`."""
    if not is_fresh(present):
        raise NotProvenLately


def proven(present: Present) -> None:
    """The person has just proved again who it is, and goes on in a session with a new key (OWASP ASVS 5.0, 7.2.4)."""
    present.session.proven_at = clock.now()
    if present.browser is not None:
        present.browser.cycle_key()
        present.session.session_key = present.browser.session_key or ""
    present.session.save(update_fields=["proven_at", "session_key"])
