"""A desk: what it may, who works there, and inviting somebody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity import admins
from openpas.identity.models import Invitation, OrganizerAdmin
from openpas.identity.refusals import AdminNotFound
from openpas.identity.staff import invitations, overview
from openpas.identity.staff.explaining import what_desk_may, who_can_give
from openpas.identity.staff.groups import choose_groups
from openpas.identity.staff.refusals import InvitationGone, InviteeSharesMailbox
from openpas.identity.staff.starting_over import vouch
from openpas.organizers.models import Organizer
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.words import words_of


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused, where on the page, and whether a tick can mend it."""

    place: str
    text: str
    status: int
    can_confirm: bool = False


Command = Callable[[HttpRequest, Administrator, Organizer], str]


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def desk(request: HttpRequest, who: Administrator, desk_id: int) -> HttpResponseBase:
    """The page, or one of its changes, named by `do`; what is refused is told where it was asked."""
    found = overview.desk(who.actor, desk_id)
    command = COMMANDS.get(request.POST.get("do", ""))
    if command is None:
        return _page(request, who, found, None)
    try:
        told = command(request, who, found)
    except InviteeSharesMailbox as refusal:
        return _page(request, who, found, Problem("invite", words_of(refusal), refusal.status, refusal.can_confirm))
    except Refusal as refusal:
        return _page(request, who, found, Problem(request.POST["do"], words_of(refusal), refusal.status))
    messages.success(request, told)
    # Who took its own place away has nothing to see here any more.
    is_still_theirs = overview.sees_desk(who.actor, found)
    return redirect("console_desk", desk_id) if is_still_theirs else redirect("console")


def _page(request: HttpRequest, who: Administrator, found: Organizer, problem: Problem | None) -> HttpResponseBase:
    words = {
        "who": who,
        "desk": found,
        "areas": what_desk_may(found.pk),
        "regions": [(region, groups, who.scope.covers(region.pk)) for region, groups in overview.groups_of_desk(found)],
        "givers": who_can_give(None, found.pk).regions,
        "staff": overview.staff_of(found),
        "waiting": overview.open_invitations(found),
        "types": OrganizerAdmin.Type,
        "problem": problem,
        "invite_problem": problem.text if problem and problem.place == "invite" else "",
        "email": request.POST.get("email", "") if problem else "",
        "type": request.POST.get("type", "") if problem else "",
    }
    return render(request, "console/desk.html", words, status=problem.status if problem else 200)


def _invite(request: HttpRequest, who: Administrator, found: Organizer) -> str:
    email, is_confirmed = request.POST.get("email", ""), "is_confirmed" in request.POST
    invitations.invite(who.actor, email, organizer=found, kind=_type(request), is_confirmed=is_confirmed)
    return _("%(email)s kreeg een mail en hoort nu bij deze balie.") % {"email": email.strip().lower()}


def _choose_type(request: HttpRequest, who: Administrator, found: Organizer) -> str:
    person = _person(request, found)
    admins.change_type(who.actor, found.public_id, person.user.subject, _type(request))
    return _("Bewaard. Dit geldt vanaf nu.")


def _remove(request: HttpRequest, who: Administrator, found: Organizer) -> str:
    person = _person(request, found)
    admins.remove_admin(who.actor, found.public_id, person.user.subject)
    return _("%(name)s werkt hier niet meer, en is hier meteen afgemeld.") % {"name": person.user.name}


def _vouch(request: HttpRequest, who: Administrator, found: Organizer) -> str:
    person = _person(request, found)
    vouch(who.actor, found, person.user)
    return _("%(name)s kreeg een mail met een link. Samen met het wachtwoord begint daarmee alles opnieuw.") % {
        "name": person.user.name
    }


def _resend(request: HttpRequest, who: Administrator, found: Organizer) -> str:
    sent = invitations.resend(who.actor, _invitation(request, found))
    return _("%(email)s kreeg een nieuwe mail. De vorige link werkt niet meer.") % {"email": sent.user.email}


def _withdraw(request: HttpRequest, who: Administrator, found: Organizer) -> str:
    gone = _invitation(request, found)
    invitations.withdraw(who.actor, gone)
    return _("De uitnodiging van %(email)s is ingetrokken.") % {"email": gone.user.email}


def _choose_groups(request: HttpRequest, who: Administrator, found: Organizer) -> str:
    chosen = [int(group) for group in request.POST.getlist("group") if group.isdecimal()]
    region = request.POST.get("region", "")
    choose_groups(who.actor, found, int(region) if region.isdecimal() else 0, chosen)
    return _("Bewaard. Dit geldt vanaf nu aan deze balie.")


def _type(request: HttpRequest) -> OrganizerAdmin.Type:
    asked = request.POST.get("type", "")
    return OrganizerAdmin.Type.ADMIN if asked == OrganizerAdmin.Type.ADMIN else OrganizerAdmin.Type.MEMBER


def _person(request: HttpRequest, found: Organizer) -> OrganizerAdmin:
    asked = request.POST.get("person", "")
    person = found.admins.select_related("user").filter(pk=int(asked) if asked.isdecimal() else 0).first()
    if person is None:
        raise AdminNotFound
    return person


def _invitation(request: HttpRequest, found: Organizer) -> Invitation:
    asked = request.POST.get("invitation", "")
    invitation = overview.open_invitations(found).filter(pk=int(asked) if asked.isdecimal() else 0).first()
    if invitation is None:
        raise InvitationGone
    return invitation


COMMANDS: Final[Mapping[str, Command]] = {
    "invite": _invite,
    "type": _choose_type,
    "remove": _remove,
    "vouch": _vouch,
    "resend": _resend,
    "withdraw": _withdraw,
    "groups": _choose_groups,
}
