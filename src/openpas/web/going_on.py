"""Where somebody goes on afterwards: a page of ours, or the page that is right for everybody."""

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

NEXT: Final = "next"
_LONGEST: Final = 4000


def wanted_page(request: HttpRequest) -> str:
    """The page of ours to which `next` leads, or "": never to another site (no open redirect)."""
    return _ours(request.POST.get(NEXT) or request.GET.get(NEXT, ""))


def page_of(request: HttpRequest) -> str:
    """The page on which somebody is: itself when it was read, the one with the form when something was sent."""
    if request.method in {"GET", "HEAD"}:
        return _ours(request.get_full_path())
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return ""
    return _ours(f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path)


def address(name: str, back_to: str = "", **path: str) -> str:
    """The address of a page of ours, which goes on to `back_to` when it is done."""
    place = reverse(name, kwargs=path)
    return f"{place}?{urlencode({NEXT: back_to})}" if back_to else place


def send_to(request: HttpRequest, place: str) -> HttpResponseBase:
    """The browser goes there with a page of its own, also where htmx asked for a part of one."""
    if request.headers.get("HX-Request") != "true":
        return redirect(place)
    return HttpResponse(headers={"HX-Redirect": place})


def _ours(place: str) -> str:
    is_ours = len(place) <= _LONGEST and place.startswith("/")
    return place if is_ours and url_has_allowed_host_and_scheme(place, allowed_hosts=None) else ""
