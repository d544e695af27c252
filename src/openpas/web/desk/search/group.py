"""The pages of a deed for a whole group: what will be done and what it costs, and how it goes, person by person."""

import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpas.foundation.refusal import Refusal
from openpas.passholders.cards import best_numbers
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.memberships.attest_form import KINDS
from openpas.web.desk.search.criteria import Problems
from openpas.web.desk.search.deeds import DEEDS, Deed, Kind, cheapest, may_do, price_classes
from openpas.web.desk.search.runs import (
    MOST_IN_RUN,
    Run,
    begin_run,
    carry_out,
    carry_out_all,
    run_of,
    shown_rows,
    try_again,
)
from openpas.web.desk.search.searches import Search, search_of
from openpas.web.desk.search.terms import ATTESTS, beginning, terms_from
from openpas.web.desk.visits import activity_of

_UNPROCESSABLE: Final = 422
_MOST_QUOTES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a price class would cost this group now: those with a UiTPAS price, those at the regular price, the others.

    `is_known` is False where there are too many people to ask for each; the run tells it exactly.
    """

    id: int
    name: str
    regular_cents: int
    is_known: bool
    discounted: int = 0
    regular: int = 0
    refused: int = 0
    total_cents: int = 0


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def deed(request: HttpRequest, clerk: Clerk, search_id: UUID, kind: str) -> HttpResponseBase:
    """What will be done for how many, what has to be chosen for it, and then: go."""
    search, chosen = search_of(clerk, search_id), _deed(clerk, kind)
    if not search.ticked:
        return redirect(search.url)
    if request.method != "POST":
        return _form(request, search, chosen, beginning(chosen.kind), {})
    asked = terms_from(clerk, chosen.kind, request.POST)
    if asked.problems or len(search.ticked) > MOST_IN_RUN:
        return _form(request, search, chosen, request.POST.dict(), asked.problems)
    nonce = request.POST.get("nonce") or secrets.token_urlsafe(15)
    return redirect(begin_run(clerk, search, chosen.kind, asked.terms, nonce).url)


@require_safe
@at_desk
def run(request: HttpRequest, clerk: Clerk, run_id: UUID) -> HttpResponseBase:
    """Everybody with how it went. With scripts the rows that wait are done from here, a few at a time."""
    found = run_of(clerk, run_id)
    return render(request, "desk/search/run.html", {**_words(found), "rows": shown_rows(found)})


@require_POST
@at_desk
def run_row(request: HttpRequest, clerk: Clerk, run_id: UUID) -> HttpResponseBase:
    """One row, and the totals after it, to put in the page."""
    found, position = run_of(clerk, run_id), request.POST.get("row", "")
    if not position.isascii() or not position.isdecimal():
        raise Http404
    row = carry_out(found, int(position[:9]))
    return render(request, "desk/search/_run_row.html", {**_words(found), "row": row})


@require_POST
@at_desk
def run_all(request: HttpRequest, clerk: Clerk, run_id: UUID) -> HttpResponseBase:
    """All rows that wait, for a browser without scripts; or the refused ones once more."""
    found = run_of(clerk, run_id)
    if "again" in request.POST:
        try_again(found)
    else:
        carry_out_all(found)
    return redirect(found.url)


def _words(found: Run) -> dict[str, object]:
    return {
        "clerk": found.clerk,
        "activity": activity_of(found.clerk.event_id),
        "run": found,
        "deed": found.deed,
        "totals": found.totals(),
        "back": found.row.search and Search(found.clerk, found.row.search).url,
    }


def _deed(clerk: Clerk, kind: str) -> Deed:
    """Raises Http404 for what there is not, and for what this desk may not do now."""
    found = next((one for one in DEEDS if one.kind == kind), None)
    if found is None or not may_do(clerk, found, activity_of(clerk.event_id)):
        raise Http404
    return found


def _form(
    request: HttpRequest, search: Search, chosen: Deed, typed: dict[str, str], problems: Problems
) -> HttpResponseBase:
    clerk = search.clerk
    words = {
        "clerk": clerk,
        "activity": activity_of(clerk.event_id),
        "search": search,
        "deed": chosen,
        "people": len(search.ticked),
        "most": MOST_IN_RUN,
        "is_too_many": len(search.ticked) > MOST_IN_RUN,
        "typed": typed,
        "problems": problems,
        "attests": [(kind, words) for kind, words in KINDS if kind in ATTESTS],
        "estimates": _estimates(search) if chosen.kind is Kind.TICKET else [],
    }
    return render(request, "desk/search/deed.html", words, status=_UNPROCESSABLE if problems else 200)


def _estimates(search: Search) -> list[Estimate]:
    activity = activity_of(search.clerk.event_id)
    if activity is None:
        return []
    classes = list(price_classes(activity))
    numbers = list(best_numbers(search.ticked).values()) if len(search.ticked) <= MOST_IN_RUN else []
    is_known = 0 < len(numbers) * len(classes) <= _MOST_QUOTES
    return [_estimate(search.clerk, one.pk, one.name, one.price_cents, numbers if is_known else []) for one in classes]


def _estimate(clerk: Clerk, class_id: int, name: str, regular_cents: int, numbers: list[str]) -> Estimate:
    """Two queries at most for each number."""
    discounted = regular = refused = total_cents = 0
    for number in numbers:
        try:
            offer, _why = cheapest(clerk, clerk.event_id, number, regular_cents)
        except Refusal:
            refused += 1
            continue
        if offer is None:
            regular += 1
        else:
            discounted, total_cents = discounted + 1, total_cents + offer.price_cents
    return Estimate(class_id, name, regular_cents, bool(numbers), discounted, regular, refused, total_cents)
