"""Be signed in without the pages for it, completely and for real: session, row and cookies.

Whoever works somewhere and has no second step yet gets its codes by mail, as the pages would make it choose one.
"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client

from openpas.identity.models import Factor, User
from openpas.identity.sign_in.browsers import KNOWN_COOKIE
from openpas.identity.sign_in.factors import is_set_up, needs_second_factor
from openpas.identity.sign_in.present import NEW_BROWSER, Present, complete
from openpas.runtime import clock

TWO_PROOFS = ("pwd", "otp")


def request_of(cookies: dict[str, str] | None = None, user_agent: str = "") -> HttpRequest:
    """What a browser asks that brings these cookies, with its session and nobody signed in by it."""
    request = HttpRequest()
    request.COOKIES.update(cookies or {})
    request.META.update({"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": user_agent})
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(
        request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    )
    request.user = AnonymousUser()
    return request


def signed_in_here(user: User, *, methods: tuple[str, ...] = TWO_PROOFS, is_installed: bool = False) -> Present:
    """Somebody who has just signed in somewhere."""
    return _signed_in(user, methods, is_installed=is_installed)[0]


def signed_in_cookies(
    user: User, *, methods: tuple[str, ...] = TWO_PROOFS, is_installed: bool = False
) -> dict[str, str]:
    """The cookies of a browser in which somebody signed in, by name: for Playwright or httpx."""
    return _signed_in(user, methods, is_installed=is_installed)[1]


def signed_in(
    client: Client, user: User, *, methods: tuple[str, ...] = TWO_PROOFS, is_installed: bool = False
) -> Present:
    """Sign somebody in on a client of Django's tests."""
    found, cookies = _signed_in(user, methods, is_installed=is_installed)
    for name, value in cookies.items():
        client.cookies[name] = value
    return found


def with_factor(user: User, kind: Factor.Kind = Factor.Kind.EMAIL, secret: bytes = b"") -> Factor:
    """Somebody who set up a second step already."""
    now = clock.now()
    return Factor.objects.create(
        user=user, kind=kind, secret_encrypted=secret, created_at=now, confirmed_at=now, last_used_at=now
    )


def _signed_in(user: User, methods: tuple[str, ...], *, is_installed: bool) -> tuple[Present, dict[str, str]]:
    request = request_of()
    if needs_second_factor(user) and not is_set_up(user):
        with_factor(user)
    found = complete(request, user, methods, is_installed=is_installed)
    browser = request.session.pop(NEW_BROWSER)
    request.session.save()
    return found, {settings.SESSION_COOKIE_NAME: request.session.session_key or "", KNOWN_COOKIE: browser}
