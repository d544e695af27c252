"""What the desks of a region may: its groups."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.permission_words import AREAS
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text
from openpas.identity.models import DeskGroup
from openpas.identity.roles import FOR_DESKS
from openpas.identity.staff import overview
from openpas.identity.staff.groups import (
    GroupTerms,
    change_group,
    create_group,
    delete_group,
    permissions_named,
)
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.words import words_of

Ticks = list[tuple[Text, list[tuple[str, Text, bool]]]]


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def groups(request: HttpRequest, who: Administrator, region_id: int) -> HttpResponseBase:
    """The list, and a new one, which may nothing yet."""
    found = overview.region(who.actor, region_id)
    name, problem, status = request.POST.get("name", ""), "", 200
    if request.method == "POST":
        try:
            made = create_group(who.actor, region_id, GroupTerms(name, frozenset()))
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            messages.success(request, _("De groep is gemaakt. Kies nu wat ze mag."))
            return redirect("console_group", made.pk)
    words = {"who": who, "region": found, "groups": overview.groups_of_region(found), "name": name, "problem": problem}
    return render(request, "console/groups.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def group(request: HttpRequest, who: Administrator, group_id: int) -> HttpResponseBase:
    """What it may, to be read and changed; and which desks are in it."""
    found = overview.group(who.actor, group_id)
    if request.method != "POST":
        return _page(request, who, found)
    try:
        if "delete" in request.POST:
            delete_group(who.actor, group_id)
            messages.success(request, _("De groep is verwijderd."))
            return redirect("console_groups", found.card_system_id)
        change_group(who.actor, group_id, _terms(request))
    except Refusal as refusal:
        return _page(request, who, found, words_of(refusal), refusal.status)
    messages.success(request, _("Bewaard. Dit geldt vanaf nu aan elke balie in deze groep."))
    return redirect("console_group", group_id)


def _page(
    request: HttpRequest, who: Administrator, found: DeskGroup, problem: str = "", status: int = 200
) -> HttpResponseBase:
    words = {
        "who": who,
        "group": found,
        "ticks": ticks(frozenset(found.permissions)),
        "desks": found.desks.order_by("name", "pk"),
        "problem": problem,
    }
    return render(request, "console/group.html", words, status=status)


def ticks(held: frozenset[str]) -> Ticks:
    """Every right that a desk can have, area by area, with its words and whether it is held."""
    areas = (
        (
            area.title,
            [(str(right), words, right in held) for right, words in area.words.items() if right in FOR_DESKS],
        )
        for area in AREAS
    )
    return [(title, rights) for title, rights in areas if rights]


def _terms(request: HttpRequest) -> GroupTerms:
    return GroupTerms(
        name=request.POST.get("name", ""),
        permissions=permissions_named(request.POST.getlist("permission")),
        registers_without_insz="registers_without_insz" in request.POST,
        shows_names_in_reports="shows_names_in_reports" in request.POST,
        is_default="is_default" in request.POST,
    )
