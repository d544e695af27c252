"""The screen for whoever stands at the counter. It knows nobody: what it shows comes from the clerk's own browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from openpas.web.desk.clerk import Clerk, at_desk


@require_safe
@at_desk
def customer(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The page of a second window, in a language of its own: the clerk goes on reading the clerk's."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        return render(request, "desk/customer.html", {"clerk": clerk, "languages": settings.LANGUAGES})
