"""Sending a browser on: back to the program, or to a page of ours and from there here again."""

from typing import Final
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

_SEE_OTHER: Final = 303


def see_other(location: str) -> HttpResponse:
    """Never 307: the body of a form must not travel on (RFC 9700, 4.12). Kept in no cache, and told to nobody."""
    headers = {"Location": location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponse(status=_SEE_OTHER, headers=headers)


def with_parameters(address: str, **parameters: str) -> str:
    """The address, letter by letter as it was registered, with these at the end of its query; empty ones are left out.

    Taking it apart and putting it together again would change `app:///path`.
    """
    told = urlencode({name: value for name, value in parameters.items() if value}, quote_via=quote)
    if not told:
        return address
    return f"{address}{'&' if '?' in address else '?'}{told}"


def by_way_of(page: str, request: HttpRequest, without: frozenset[str] = frozenset()) -> HttpResponse:
    """To a page of ours, which comes back here with the same question less the parameters of `without`."""
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name not in without]
    back = f"{request.path}?{urlencode(kept, quote_via=quote)}"
    return see_other(f"{reverse(page)}?{urlencode({'next': back}, quote_via=quote)}")
