"""Who looked at somebody's data: which organizations, on which days. Never who of them (design.md 3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from openpas.organizers.models import Organizer
from openpas.records.queries import LooksOfDay, looks_per_day
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.people.paging import Leaf, page_number

PER_PAGE: Final = 30

_DONE: Final[dict[str, str | Promise]] = {
    "passes.read": gettext_lazy("de pas gescand"),
    "desk.file": gettext_lazy("de gegevens bekeken"),
    "desk.who": gettext_lazy("gekeken wie het is"),
    "passholders.search": gettext_lazy("gezocht"),
    "passholders.read": gettext_lazy("de gegevens bekeken"),
    "passholders.register": gettext_lazy("ingeschreven"),
    "passholders.private.read": gettext_lazy("de opmerkingen gelezen"),
    "passholders.picture.read": gettext_lazy("de foto gezien"),
    "associations.read": gettext_lazy("verenigingen bekeken"),
    "coupons": gettext_lazy("bonnen bekeken"),
    "checkins": gettext_lazy("punten bekeken"),
    "rewards": gettext_lazy("voordelen bekeken"),
    "ticket_sales": gettext_lazy("tickets bekeken"),
    "membership_prices.read": gettext_lazy("de prijs van een pas gevraagd"),
}
_OTHER: Final = gettext_lazy("gegevens bekeken")


@dataclass(frozen=True, slots=True)
class Look:
    """An organization that looked on a day, and what for."""

    day: date
    organization: str
    done: list[str]


@require_safe
@with_file
def looks(request: HttpRequest, file: File) -> HttpResponseBase:
    """A page of the days, newest first. This look is among them."""
    number = page_number(request)
    found = looks_per_day(file.shown.person.pk, (number - 1) * PER_PAGE, PER_PAGE + 1)
    words = {
        "looks": _told(found[:PER_PAGE]),
        "page": Leaf(number, len(found) > PER_PAGE),
    }
    return file_page(request, file, "desk/people/looks.html", words)


def _told(found: Iterable[LooksOfDay]) -> list[Look]:
    rows = list(found)
    desks = Organizer.objects.in_bulk({row.desk_id for row in rows if row.desk_id is not None})
    return [Look(row.day, _organization(row, desks), _done(row.purposes)) for row in rows]


def _organization(row: LooksOfDay, desks: Mapping[int, Organizer]) -> str:
    desk = desks.get(row.desk_id) if row.desk_id is not None else None
    if desk is not None:
        return desk.name
    return _("Een computerprogramma") if row.is_program else _("De UiTPAS-regio")


def _done(purposes: Iterable[str]) -> list[str]:
    return sorted({str(_DONE.get(purpose, _OTHER)) for purpose in purposes})
