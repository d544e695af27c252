"""A list of people taken away in a sheet, for a purpose that they can read (D-38)."""

import tempfile
from collections.abc import Iterable
from datetime import date
from typing import IO, Any, Final
from uuid import UUID

import xlsxwriter
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.calendar import brussels_day
from openpas.passholders.exporting import EXPORTING, ExportedPerson, exported
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.search.searches import Search, search_of
from openpas.web.desk.visits import activity_of

TITLES: Final = (
    "UiTPAS nummer",
    "Naam",
    "Voornaam",
    "Geboortedatum",
    "Geslacht",
    "Adres",
    "Postcode",
    "Gemeente",
    "Telefoon",
    "GSM",
    "Nationaliteit",
    "Kansenstatuut einddatum",
    "ID",
)
_WIDTHS: Final = (16, 20, 18, 14, 10, 28, 9, 18, 16, 16, 12, 22, 38)
_GENDERS: Final = {"MALE": "M", "FEMALE": "V"}
_OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_SHORTEST: Final = 5
_LONGEST: Final = 120
_UNPROCESSABLE: Final = 422
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_export(clerk: Clerk) -> bool:
    return clerk.actor.may_somewhere(*EXPORTING)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def export(request: HttpRequest, clerk: Clerk, search_id: UUID) -> HttpResponseBase:
    """Ask what it is for; then the file."""
    clerk.actor.require_somewhere(*EXPORTING)
    search = search_of(clerk, search_id)
    if not search.ticked:
        return redirect(search.url)
    if request.method != "POST":
        return _form(request, search, "", "")
    purpose = " ".join(request.POST.get("purpose", "").split())
    if not _SHORTEST <= len(purpose) <= _LONGEST:
        told = _("Schrijf in een paar woorden waarvoor je de lijst gebruikt.")
        return _form(request, search, purpose[:_LONGEST], told)
    return _file(search, purpose)


def write_sheet(out: IO[bytes], pages: Iterable[list[ExportedPerson]]) -> None:
    """The rows of D-38, all of them text: a name that begins with = + - or @ is a name, and no zero goes missing.

    A row that is written is on disk, so that a region takes no more memory than a page.
    """
    book: Any = xlsxwriter.Workbook(out, _OPTIONS)
    sheet = book.add_worksheet("Pashouders")
    bold = book.add_format({"bold": True})
    for column, (title, width) in enumerate(zip(TITLES, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    rows = (person for page in pages for person in page)
    for row, person in enumerate(rows, start=1):
        for column, text in enumerate(_cells(person)):
            if text:
                sheet.write_string(row, column, text)
    book.close()


@transaction.atomic
def _file(search: Search, purpose: str) -> HttpResponseBase:
    out = tempfile.TemporaryFile()  # noqa: SIM115  Django closes it with the answer
    write_sheet(out, exported(search.clerk.actor, search.ticked, purpose))
    out.seek(0)
    name = f"pashouders-{brussels_day(clock.now()):%Y-%m-%d}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=_XLSX)


def _cells(person: ExportedPerson) -> tuple[str, ...]:
    return (
        person.uitpas_number,
        person.name,
        person.first_name,
        _day(person.date_of_birth),
        _GENDERS.get(person.gender, person.gender),
        person.street,
        person.postal_code,
        person.city,
        person.phone_number,
        person.mobile_number,
        person.nationality,
        _day(person.social_tariff_ends_on),
        str(person.id),
    )


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _form(request: HttpRequest, search: Search, typed: str, problem: str) -> HttpResponseBase:
    words = {
        "clerk": search.clerk,
        "activity": activity_of(search.clerk.event_id),
        "search": search,
        "people": len(search.ticked),
        "typed": typed,
        "problem": problem,
        "problems": [("purpose", problem)] if problem else [],
        "longest": _LONGEST,
    }
    return render(request, "desk/search/export.html", words, status=_UNPROCESSABLE if problem else 200)
