"""Where the desk used to ask who one is: the address is in bookmarks, and leads to the page for everybody."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from openpas.web.going_on import address, wanted_page


@require_safe
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, and from there to the desk."""
    return redirect(address("sign_in", wanted_page(request) or reverse("counter")))
