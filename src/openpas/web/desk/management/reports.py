"""The expense report (D-41): choose a period, wait while it is made, download it; the amounts are on the page too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from openpas.foundation.refusal import addressed_by_path
from openpas.settlement.downloads import download_token
from openpas.settlement.models import Report, ReportTotal
from openpas.settlement.production import Outcome, outcome_of
from openpas.settlement.queries.reports import periods_for, reports_of
from openpas.settlement.rules.periods import ReportPeriod, number_of_quarter
from openpas.settlement.service import start_report
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.words import words_of
from openpas.web.going_on import send_to

IN_SIGHT: Final = 4
"""How many of the prepared quarters are shown at once; the older ones open up."""

_DAY_MISSING: Final[str | Promise] = gettext_lazy("Vul een dag in.")
_UPSIDE_DOWN: Final[str | Promise] = gettext_lazy("De laatste dag ligt voor de eerste. Kijk ze na.")


@dataclass(frozen=True, slots=True)
class Quarter:
    """A period that is offered, with the words for it and what the form sends."""

    period: ReportPeriod
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report as the list shows it. `label` says which quarter it is, and is empty for other days."""

    id: int
    period: ReportPeriod
    label: str
    asked_at: datetime
    outcome: Outcome
    totals: tuple[ReportTotal, ...]

    @property
    def total_cents(self) -> int:
        """What all governments owe together."""
        return sum(total.total_cents for total in self.totals)

    @property
    def takes_back(self) -> bool:
        """Whether a government gets money back on balance."""
        return any(total.total_cents < 0 for total in self.totals)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def reports(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The periods to choose from and the reports that were made; or a new one."""
    if request.method == "POST":
        return _make(request, clerk)
    return _page(request, clerk)


@require_safe
@at_desk
def made_reports(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The list alone, which the page asks again while something is being made."""
    return render(request, "desk/management/made_reports.html", {"clerk": clerk, **_made(request, clerk, begin=True)})


@require_safe
@at_desk
def report_file(request: HttpRequest, clerk: Clerk, report_id: int) -> HttpResponseBase:
    """To the file of a report, by a link that works for a short while."""
    with addressed_by_path():
        token = download_token(clerk.actor, clerk.desk.public_id, report_id)
    return send_to(request, reverse("financial_report_file", args=[token]))


def _page(request: HttpRequest, clerk: Clerk, problems: Mapping[str, str | Promise] | None = None) -> HttpResponseBase:
    quarters = [_quarter(period) for period in periods_for(clerk.actor, clerk.desk.public_id)]
    words = {
        "clerk": clerk,
        "newest": quarters[:IN_SIGHT],
        "older": quarters[IN_SIGHT:],
        "problems": list((problems or {}).items()),
        "problem": problems or {},
        "starts_on": request.POST.get("starts_on", ""),
        "ends_on": request.POST.get("ends_on", ""),
        **_made(request, clerk, begin=False),
    }
    return render(request, "desk/management/reports.html", words, status=422 if problems else 200)


def _make(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    first, _slash, last = request.POST.get("quarter", "").partition("/")
    starts_on = _day(first or request.POST.get("starts_on", ""))
    ends_on = _day(last or request.POST.get("ends_on", ""))
    if starts_on is None or ends_on is None or ends_on < starts_on:
        return _page(request, clerk, _problems(starts_on, ends_on))
    asked: list[Report] = []
    start = partial(start_report, clerk.actor, clerk.desk.public_id, ReportPeriod(starts_on, ends_on))
    refusal = refusal_of(request, clerk, lambda: asked.append(start()))
    if refusal is not None:
        messages.warning(request, words_of(refusal, clerk.desk.pk))
        return redirect("reports")
    messages.info(request, _("We maken je onkostennota. Dat duurt meestal minder dan een minuut."))
    watched = f"?{urlencode({'watch': asked[0].pk})}" if asked else ""
    return redirect(f"{reverse('reports')}{watched}#made")


def _problems(starts_on: date | None, ends_on: date | None) -> dict[str, str | Promise]:
    missing = {"starts_on": starts_on, "ends_on": ends_on}
    return {name: _DAY_MISSING for name, day in missing.items() if day is None} or {"ends_on": _UPSIDE_DOWN}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _made(request: HttpRequest, clerk: Clerk, *, begin: bool) -> dict[str, object]:
    """What the list shows. `begins` is the watched report that became ready just now: its download begins by itself."""
    rows = reports_of(clerk.actor, clerk.desk.public_id).prefetch_related("totals")
    made = [_shown(row) for row in rows]
    watched = request.GET.get("watch", "")
    begins = [one.id for one in made if begin and str(one.id) == watched and one.outcome is Outcome.READY]
    return {
        "reports": made,
        "opened": next((one.id for one in made if one.outcome is Outcome.READY), None),
        "is_waiting": any(one.outcome is Outcome.BEING_MADE for one in made),
        "watched": watched if watched.isdecimal() else "",
        "begins": begins[0] if begins else None,
    }


def _shown(row: Report) -> MadeReport:
    totals = tuple(row.totals.all())
    return MadeReport(row.pk, row.period, _name_of(row.period), row.created_at, outcome_of(row), totals)


def _quarter(period: ReportPeriod) -> Quarter:
    return Quarter(period, _name_of(period), f"{period.starts_on}/{period.ends_on}")


def _name_of(period: ReportPeriod) -> str:
    """`Kwartaal 3 van 2026`; empty for days that are no calendar quarter."""
    number = number_of_quarter(period)
    if number is None:
        return ""
    return _("Kwartaal %(number)s van %(year)s") % {"number": number, "year": period.starts_on.year}
