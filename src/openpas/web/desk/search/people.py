"""Find people by what is known of them (D-36). What is looked for is in no address and in no log."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openpas.foundation.actor import PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.organizers.associations import AssociationPermission, associations_of
from openpas.organizers.models import Organizer
from openpas.passholders.queries import find_pass
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.files import open_file
from openpas.web.desk.search.criteria import SEES_STATUS, Criteria, Problems, criteria_from, problems_of
from openpas.web.desk.search.deeds import deeds_of
from openpas.web.desk.search.exports import may_export
from openpas.web.desk.search.rows import rows_of
from openpas.web.desk.search.searches import (
    MOST_FOUND,
    Search,
    begin_search,
    is_just_school,
    is_school,
    may_search,
    search_of,
)
from openpas.web.desk.visits import activity_of, begin
from openpas.web.desk.words import words_of

PER_PAGE: Final = 10
_UNPROCESSABLE: Final = 422
_DIGITS: Final = 18
"""What an id can have."""


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def people(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """One box, and more fields for who needs them; or what was asked in it."""
    if not may_search(clerk):
        return _identify(request, clerk)
    if request.method != "POST":
        return _form(request, clerk, Criteria(), {})
    asked = criteria_from(clerk, request.POST)
    if problems := problems_of(asked):
        return _form(request, clerk, asked, problems)
    try:
        search = begin_search(clerk, asked)
        first_two = list(search.people[:2]) if asked.recognised else []
    except Refusal as refusal:
        return _form(request, clerk, asked, {"text": words_of(refusal, clerk.desk.pk)})
    if len(first_two) == 1:
        return redirect(open_file(clerk, first_two[0].pk).url)
    return redirect(search.url)


@require_safe
@at_desk
def found(request: HttpRequest, clerk: Clerk, search_id: UUID) -> HttpResponseBase:
    """A page of the people who were found, with what can be done for those who are ticked."""
    search = search_of(clerk, search_id)
    page, pages = _page_of(request, search)
    ticked = frozenset(search.ticked)
    shown = list(search.people[(page - 1) * PER_PAGE : page * PER_PAGE])
    activity = activity_of(clerk.event_id)
    words = {
        **options(clerk),
        "clerk": clerk,
        "activity": activity,
        "search": search,
        "asked": search.criteria,
        "rows": rows_of(clerk, shown, ticked, "desk.search"),
        "ticked": len(ticked),
        "page": page,
        "pages": pages,
        "most": MOST_FOUND,
        "deeds": deeds_of(clerk, activity) if may_search(clerk) or search.criteria.is_list else [],
        "may_export": may_export(clerk),
    }
    return render(request, "desk/search/found.html", words)


@require_POST
@at_desk
def tick(request: HttpRequest, clerk: Clerk, search_id: UUID) -> HttpResponseBase:
    """Remember who was ticked on this page, and go on to where the button leads."""
    search = search_of(clerk, search_id)
    go, _separator, where = request.POST.get("go", "").partition(":")
    if go == "all":
        search.tick_all()
    elif go == "none":
        search.tick([])
    else:
        on_page, chosen = _ids(request, "shown"), _ids(request, "ticked")
        search.tick((set(search.ticked) - on_page) | (chosen & on_page))
    if go in ("do", "export"):
        if search.ticked:
            return redirect("people_deed", search_id, where) if go == "do" else redirect("people_export", search_id)
        messages.warning(request, _("Vink eerst aan voor wie het is."))
    page = where if go == "page" else request.POST.get("page", "1")
    return redirect(f"{search.url}?page={page}" if page.isdecimal() and page != "1" else search.url)


def options(clerk: Clerk) -> dict[str, object]:
    """What the fields of the form offer to this desk."""
    may = clerk.actor.may_somewhere
    readable = associations_of(clerk.actor, clerk.desk, AssociationPermission.READ)
    return {
        "associations": [(str(one.public_id), one.name) for one in readable],
        "schools": [(one.public_id, one.name) for one in _schools(clerk)],
        "association_statuses": [("ACTIVE", _("Nu lid")), ("EXPIRED", _("Lidmaatschap voorbij"))],
        "may_ask_email": may(Permission.PASSHOLDERS_WRITE),
        "may_ask_status": may(*SEES_STATUS),
    }


def _schools(clerk: Clerk) -> "QuerySet[Organizer] | list[Organizer]":
    if is_just_school(clerk):
        return []
    regions = clerk.desk.card_systems.values("pk")
    return Organizer.objects.filter(groups__is_school=True, card_systems__in=regions).distinct()


def _form(request: HttpRequest, clerk: Clerk, asked: Criteria, problems: Problems) -> HttpResponseBase:
    words = {
        **options(clerk),
        "clerk": clerk,
        "activity": activity_of(clerk.event_id),
        "asked": asked,
        "problems": problems,
        "is_school": is_school(clerk.desk),
    }
    return render(request, "desk/search/people.html", words, status=_UNPROCESSABLE if problems else 200)


def _identify(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """At a desk that may find people by a number only: it is told why, and comes to the pass of that number."""
    words: dict[str, object] = {
        "clerk": clerk,
        "activity": activity_of(clerk.event_id),
        "why": words_of(PermissionMissing("Searching people.", Permission.PASSHOLDERS_SEARCH), clerk.desk.pk),
    }
    if request.method != "POST":
        return render(request, "desk/search/by_number.html", words)
    try:
        found = find_pass(clerk.actor, request.POST.get("text", "").strip())
    except Refusal as refusal:
        words["problem"] = words_of(refusal, clerk.desk.pk)
        return render(request, "desk/search/by_number.html", words, status=_UNPROCESSABLE)
    return redirect(begin(clerk, found).url)


def _page_of(request: HttpRequest, search: Search) -> tuple[int, int]:
    """The page that is asked for, or the last one when there are fewer by now; and how many there are."""
    pages = max(1, -(-min(search.total, MOST_FOUND) // PER_PAGE))
    asked = request.GET.get("page", "1")
    return (min(max(1, int(asked[:6])), pages) if asked.isascii() and asked.isdecimal() else 1), pages


def _ids(request: HttpRequest, name: str) -> set[int]:
    return {int(one[:_DIGITS]) for one in request.POST.getlist(name) if one.isascii() and one.isdecimal()}
