"""The pass on paper, for somebody with a digital pass and no smartphone: the number, a barcode and a QR code."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

import barcode
import segno
from django.http import HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from openpas.web.desk.files import File, file_page, with_file

_QUIET_MODULES: Final = 10
"""So much of nothing does a reader need on either side of the bars."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128 in modules: how wide it is with the quiet zones, and where each bar begins and how wide it is."""

    width: int
    bars: list[tuple[int, int]]


@require_safe
@with_file
def own_card(request: HttpRequest, file: File) -> HttpResponseBase:
    """A page that prints clean; without a card that works, one that says so."""
    number = file.shown.uitpas_number
    words = {
        "number": number,
        "barcode": bars_of(number) if number else None,
        "qr": qr_of(number) if number else "",
    }
    return file_page(request, file, "desk/people/own_card.html", words)


def bars_of(number: str) -> Bars:
    """The barcode that stands on cards."""
    [modules] = barcode.get("code128", number).build()
    found: list[tuple[int, int]] = []
    place = _QUIET_MODULES
    for is_bar, run in groupby(modules, key="1".__eq__):
        width = len(list(run))
        if is_bar:
            found.append((place, width))
        place += width
    return Bars(place + _QUIET_MODULES, found)


def qr_of(number: str) -> SafeString:
    """The QR code as an SVG element without style or size of its own."""
    drawn = segno.make_qr(number, error="m").svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=4)
    return mark_safe(drawn)  # noqa: S308  made here out of digits
