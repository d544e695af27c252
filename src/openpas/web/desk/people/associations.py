"""Membership of associations, and the school (D-19)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.associations.service import register_membership, stop_membership
from openpas.passholders.reach import is_in_reach
from openpas.passholders.service import leave_school, set_school
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.once_per_form import do_and_tell, refusal_of
from openpas.web.desk.people.joined import Joined, shown_to
from openpas.web.desk.words import words_of

NO_SCHOOL: Final = "none"


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def associations(request: HttpRequest, file: File) -> HttpResponseBase:
    """What somebody is a member of and can become, and the school; or the registering, renewing and stopping of it."""
    joined = shown_to(file) or []
    if request.method != "POST":
        return _page(request, file, joined)
    verb, _separator, wanted = request.POST.get("do", "").partition(":")
    one = next((one for one in joined if one.id == wanted), None)
    if one is None or not one.may_write or verb not in ("stop", "register"):
        raise Http404
    if verb == "stop":
        return _carry_out(request, file, joined, one, partial(_stop, file, one), _("Het lidmaatschap is gestopt."))
    ends_on = _day(request.POST.get(f"ends_on-{one.id}", ""))
    return _carry_out(
        request, file, joined, one, partial(_register, file, one, ends_on), _("Het lidmaatschap is in orde.")
    )


@require_POST
@with_file
def school(request: HttpRequest, file: File) -> HttpResponseBase:
    """Another school, or none. Raises PermissionMissing for a desk that does not look after pupils."""
    if not may_choose_school(file):
        raise Http404
    chosen = request.POST.get("school", "")
    actor, person = file.clerk.actor, file.shown.person
    work = partial(leave_school, actor, person) if chosen == NO_SCHOOL else partial(set_school, actor, person, chosen)
    do_and_tell(request, file.clerk, work, _("De school is bewaard."))
    return redirect(reverse("associations", args=[file.token]))


def may_choose_school(file: File) -> bool:
    return is_in_reach(file.clerk.actor, Permission.PASSHOLDERS_UPDATE, file.person)


def _stop(file: File, one: Joined) -> None:
    stop_membership(file.clerk.actor, file.clerk.desk, file.person, one.id)


def _register(file: File, one: Joined, ends_on: date | None) -> None:
    register_membership(file.clerk.actor, file.clerk.desk, file.person, one.id, ends_on)


def _carry_out(
    request: HttpRequest, file: File, joined: list[Joined], one: Joined, work: Callable[[], None], told: str
) -> HttpResponseBase:
    refusal = refusal_of(request, file.clerk, work)
    if refusal is not None:
        return _page(request, file, joined, {one.id: words_of(refusal, file.clerk.desk.pk)})
    messages.success(request, told)
    return redirect(reverse("associations", args=[file.token]))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _page(
    request: HttpRequest, file: File, joined: list[Joined], problems: dict[str, str] | None = None
) -> HttpResponseBase:
    """`problems` is what is wrong with the form of an association, by its id; what was typed stays in it."""
    words = {
        "held": [one for one in joined if one.ends_on],
        "open": [one for one in joined if not one.ends_on],
        "problems": problems or {},
        "typed": {one.id: request.POST.get(f"ends_on-{one.id}", "") for one in joined},
        "school": file.shown.person.school,
        "schools": _schools(file) if may_choose_school(file) else [],
    }
    return file_page(request, file, "desk/people/associations.html", words, is_refused=bool(problems))


def _schools(file: File) -> list[tuple[str, str]]:
    """The schools of the regions of this desk, and the way to say that there is none."""
    regions = file.clerk.desk.card_systems.all()
    found = Organizer.objects.filter(groups__is_school=True, card_systems__in=regions).distinct()
    return [(NO_SCHOOL, _("Geen school")), *((one.public_id, one.name) for one in found)]
