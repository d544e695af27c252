"""A list of numbers at once: pasted out of a sheet, typed, or scanned one after the other (D-36)."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.passholders.number_lists import Problem, read_lines
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.search.criteria import Criteria
from openpas.web.desk.search.searches import Search, begin_search, search_of
from openpas.web.desk.visits import activity_of

MOST_NUMBERS: Final = 500
_LONGEST: Final = 100_000
_UNPROCESSABLE: Final = 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def numbers(request: HttpRequest, clerk: Clerk, search_id: UUID | None = None) -> HttpResponseBase:
    """The empty list, or that of a search to correct it; or what came of it."""
    typed = request.POST.get("numbers", "")
    if request.method != "POST":
        return _form(request, clerk, _typed_before(search_of(clerk, search_id)) if search_id else "", "")
    if problem := _problem_of(typed):
        return _form(request, clerk, typed[:_LONGEST], problem)
    return redirect(begin_search(clerk, Criteria(numbers=typed)).url)


def _typed_before(search: Search) -> str:
    """The lines as they were; one without a number is empty, since what stood there may be anything."""
    readable = {line.position for line in search.lines if line.number}
    rows = enumerate(search.criteria.numbers.splitlines(), start=1)
    return "\n".join(row if position in readable else "" for position, row in rows)


def _problem_of(typed: str) -> str:
    count = len(read_lines(typed)) if len(typed) <= _LONGEST else MOST_NUMBERS + 1
    if not count:
        return _("Plak, typ of scan minstens één nummer.")
    if count > MOST_NUMBERS:
        return _("Een lijst heeft hoogstens %(most)s nummers. Verdeel ze over enkele lijsten.") % {"most": MOST_NUMBERS}
    return ""


def _form(request: HttpRequest, clerk: Clerk, typed: str, problem: str) -> HttpResponseBase:
    words = {
        "clerk": clerk,
        "activity": activity_of(clerk.event_id),
        "typed": typed,
        "problem": problem,
        "problems": [("numbers", problem)] if problem else [],
    }
    return render(request, "desk/search/numbers.html", words, status=_UNPROCESSABLE if problem else 200)


def words_of_problem(problem: Problem) -> str:
    """What a clerk reads beside a line that stands for nobody."""
    return {
        Problem.UNREADABLE: _("Hier staat geen UiTPAS-nummer."),
        Problem.MISTYPED: _("Er is een cijfer verkeerd. Kijk het nummer na."),
        Problem.DOUBLE: _("Staat al eerder in de lijst."),
        Problem.UNKNOWN: _("Niet gevonden in jouw regio. Scan de pas aan de balie."),
        Problem.BLOCKED: _("Deze kaart is geblokkeerd."),
        Problem.IN_STOCK: _("Deze kaart is nog van niemand."),
        Problem.GROUP: _("Dit is een groepspas. Scan ze aan de balie."),
    }[problem]
