"""The pages for when something is not there, not allowed or not working, in the look and language of the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        400,
        _("Dit konden we niet lezen"),
        _("Er ging iets mis met wat je browser stuurde. Ga terug en probeer het opnieuw."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        403,
        _("Hier mag je niet in"),
        _("Deze pagina hoort bij een andere balie of bij iemand anders. Kies eerst de juiste balie."),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form was open too long or came from elsewhere (Django's check against forged requests)."""
    return _page(
        request,
        403,
        _("Deze pagina stond te lang open"),
        _("Er is niets gebeurd. Ga terug, laad de pagina opnieuw en probeer het nog eens."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(
        request,
        404,
        _("Deze pagina bestaat niet"),
        _("Misschien is het adres niet helemaal juist, of is de pagina verhuisd."),
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Without the request: whatever broke may be what a template would ask of it."""
    words = {
        "title": _("Er ging iets mis bij ons"),
        "text": _("Het ligt niet aan jou. Wacht even en probeer het opnieuw. Wat je al deed, is bewaard."),
    }
    return HttpResponse(render_to_string("web/error.html", words), status=500)


def _page(request: HttpRequest, status: int, title: Words, text: Words) -> HttpResponse:
    return render(request, "web/error.html", {"title": title, "text": text}, status=status)
