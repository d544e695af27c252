"""Coming in, once somebody proved enough: the session, the cookies, and the page to go on to."""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openpas.identity.models import Manager, OrganizerAdmin, User
from openpas.identity.sign_in.browsers import TRUSTED_COOKIE, trust
from openpas.identity.sign_in.present import complete, name_of
from openpas.identity.sign_in.rules import TRUST_LIVES
from openpas.web.going_on import wanted_page

_BACK_TO_PROGRAMS: Final = ("/realms/", "/authorize")
INSTALLED: Final = "is_installed"
"""In the session from the first step on."""


def arrive(request: HttpRequest, user: User, methods: Sequence[str], *, trusts: bool = False) -> HttpResponseBase:
    """Sign in completely, remember the browser where that was asked, and go where somebody wanted to be.

    Raises SecondProofMissing where `methods` are not enough.
    """
    complete(request, user, methods, is_installed=request.session.get(INSTALLED, False))
    response = onward(request, user)
    if trusts:
        set_cookie(response, TRUSTED_COOKIE, trust(user, name_of(request, user)), int(TRUST_LIVES.total_seconds()))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        set_cookie(response, settings.LANGUAGE_COOKIE_NAME, user.language, None)
    return response


def onward(request: HttpRequest, user: User) -> HttpResponseBase:
    """To where somebody wanted to be, or home.

    A program that sent somebody here gets it back by a page that goes on by itself: a form may not lead to another site
    (`form-action`), not even by way of ours.
    """
    place = wanted_page(request) or home_of(user)
    if place.startswith(_BACK_TO_PROGRAMS):
        return render(request, "account/onward.html", {"address": place})
    return redirect(place)


def home_of(user: User) -> str:
    """The desk for who works at one, the console for who looks after a region, else one's own account."""
    if OrganizerAdmin.objects.filter(user=user).exists():
        return reverse("counter")
    return reverse("console" if Manager.objects.filter(user=user).exists() else "account")


def set_cookie(response: HttpResponseBase, name: str, value: str, seconds: int | None) -> None:
    """A cookie of ours: sent to us only, and read by no script."""
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
