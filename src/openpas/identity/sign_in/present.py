"""Who is here: the one answer to that question, for pages and for the authorization of programs.

A session of Django beside a row that is alive. Half a sign-in, when the password was right and the second proof is to
come, is none: it has no user on the request.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest

from openpas.identity.models import SignedInSession, User
from openpas.identity.sign_in import mails
from openpas.identity.sign_in.browser_names import browser_name
from openpas.identity.sign_in.browsers import KNOWN_COOKIE, TRUSTED_COOKIE, is_trusted, remember
from openpas.identity.sign_in.factors import end_second_step, is_set_up, needs_second_factor
from openpas.identity.sign_in.own_changes import new_token
from openpas.identity.sign_in.refusals import SecondProofMissing
from openpas.identity.sign_in.rules import HALF_LIVES, SEEN_EVERY, is_strong
from openpas.identity.sign_in.session_rows import alive, times_of
from openpas.identity.sign_in.signed_in import Present
from openpas.runtime import clock

__all__ = ["Present", "begin_half", "complete", "end", "half", "half_method", "name_of", "present", "proven_by"]

NEW_BROWSER: Final = "new_browser"
"""In the session until the middleware has put it in a cookie."""

_HALF: Final = "half_signed_in"
_METHODS: Final = "methods"
_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
_log: Final = logging.getLogger(__name__)


def present(request: HttpRequest) -> Present | None:
    """Who is completely signed in here; None for everybody else, and once the session is over.

    A locked session is there, with `locked_at`: it shows nothing but the question for the PIN. One query beside those
    of Django; that it was used is written once a minute.
    """
    if not isinstance(request.user, User):
        return None
    session = alive().filter(session_key=request.session.session_key or "", user=request.user).first()
    if session is None:
        return None
    now = clock.now()
    if session.locked_at is None and now - session.last_seen_at >= SEEN_EVERY:
        session.last_seen_at = now
        session.save(update_fields=["last_seen_at"])
    return Present(request.user, session, request.session)


def begin_half(request: HttpRequest, user: User, method: str) -> None:
    """Note that somebody gave a good first proof (`method`: pwd or ext), for ten minutes. Nobody is signed in by it."""
    logout(request)
    request.user = AnonymousUser()
    request.session[_HALF] = {
        "user": user.pk,
        "method": method,
        "account": user.get_session_auth_hash(),
        "at": clock.now().isoformat(),
    }


def half(request: HttpRequest) -> User | None:
    """Who gave a good first proof less than ten minutes ago in this browser, with a password that still holds."""
    begun = request.session.get(_HALF)
    if begun is None or clock.now() >= datetime.fromisoformat(begun["at"]) + HALF_LIVES:
        return None
    user = User.objects.filter(pk=begun["user"], is_active=True).first()
    return user if user is not None and user.get_session_auth_hash() == begun["account"] else None


def half_method(request: HttpRequest) -> str:
    """With what the first proof was given; empty without one."""
    begun = request.session.get(_HALF)
    return str(begun["method"]) if begun else ""


def complete(request: HttpRequest, user: User, methods: Sequence[str], *, is_installed: bool = False) -> Present:
    """Sign somebody in, in a session with a new key, and tell by mail when the browser is new.

    `methods` are all proofs that were given (RFC 8176: pwd, otp, sms, hwk; ours: email, recovery, ext). Raises
    SecondProofMissing where a password alone is not enough: whoever needs a second proof and has one set up gives it,
    except in a browser that the person trusts. Who has none set up yet comes in, and is led to set it up by the pages.
    """
    is_enough = is_strong(methods) or is_trusted(user, request.COOKIES.get(TRUSTED_COOKIE, ""))
    if not is_enough and needs_second_factor(user) and is_set_up(user):
        raise SecondProofMissing
    with transaction.atomic():
        SignedInSession.objects.filter(session_key=request.session.session_key or "").delete()
        request.session.pop(_HALF, None)
        login(request, user, _BACKEND)
        request.session[_METHODS] = list(methods)
        found = Present(user, _begin(request, user, is_installed=is_installed), request.session)
        _recognise(request, user, found.session)
        end_second_step(user)
    _log.info("signed in", extra={"fields": {"user_id": user.pk, "methods": list(methods)}})
    return found


def proven_by(request: HttpRequest) -> tuple[str, ...]:
    """With what the person that is here proved who it is; `rules.is_strong` tells whether that was two proofs."""
    return tuple(request.session.get(_METHODS, ()))


def end(request: HttpRequest) -> None:
    """Sign out: here, and in the list of the profile."""
    SignedInSession.objects.filter(session_key=request.session.session_key or "").delete()
    logout(request)
    request.user = AnonymousUser()


def name_of(request: HttpRequest, user: User) -> str:
    """What the person recognises this browser by."""
    return browser_name(request.headers.get("User-Agent", ""), user.language)


def _begin(request: HttpRequest, user: User, *, is_installed: bool) -> SignedInSession:
    now = clock.now()
    return SignedInSession.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        name=name_of(request, user),
        is_installed=is_installed,
        signed_in_at=now,
        proven_at=now,
        last_seen_at=now,
        ends_at=now + times_of(user, is_installed=is_installed).total,
    )


def _recognise(request: HttpRequest, user: User, session: SignedInSession) -> None:
    """Note in which browser it is; a new one is told by mail, but not the first that somebody ever uses."""
    token = request.COOKIES.get(KNOWN_COOKIE, "")
    if not token:
        token = new_token()
        request.session[NEW_BROWSER] = token
    if remember(user, token):
        mails.new_browser(user, session.name, session.signed_in_at)
