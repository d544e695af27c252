"""Who works at this desk (D-40): its ADMINs say who does, and prove first who they are; others see whom to ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.identity import admins
from openpas.identity.models import Invitation, OrganizerAdmin
from openpas.identity.refusals import AdminNotFound, LastAdminStays
from openpas.identity.sign_in.present import Present, present
from openpas.identity.sign_in.sessions import is_fresh
from openpas.identity.staff import invitations, overview
from openpas.identity.staff.explaining import who_can_give
from openpas.identity.staff.refusals import InvitationGone, InviteeSharesMailbox
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.words import words_of
from openpas.web.going_on import address
from openpas.web.presence import proven


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused, and where on the page: at the field `email`, or on top. A tick can mend some."""

    place: str
    text: str
    can_confirm: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest) -> HttpResponseBase:
    """The list for everybody; changes for who may make them and proved just now who it is."""
    return _changes(request) if request.method == "POST" else _list(request)


@at_desk
def _list(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    return _page(request, clerk, None)


@proven
def _changes(request: HttpRequest, _found: Present) -> HttpResponseBase:
    return _change(request)


@at_desk
def _change(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    command = _COMMANDS.get(request.POST.get("do", ""))
    if command is None:
        return redirect("members")
    try:
        told = command(request, clerk)
    except InviteeSharesMailbox as refusal:
        return _page(request, clerk, Problem("email", words_of(refusal, clerk.desk.pk), refusal.can_confirm))
    except Refusal as refusal:
        place = "email" if request.POST["do"] == "invite" else ""
        return _page(request, clerk, Problem(place, _words(refusal, clerk)))
    messages.success(request, told)
    # Who took its own place away works at another desk now, or at none.
    still_here = clerk.desk.admins.filter(user=clerk.user).exists()
    return redirect("members" if still_here else "desks")


def _page(request: HttpRequest, clerk: Clerk, problem: Problem | None) -> HttpResponseBase:
    found, may_choose = present(request), _may_choose(clerk)
    words = {
        "clerk": clerk,
        "staff": overview.staff_of(clerk.desk),
        "types": OrganizerAdmin.Type,
        "waiting": overview.open_invitations(clerk.desk) if may_choose else [],
        "may_choose": may_choose,
        "is_proven": found is not None and is_fresh(found),
        "prove": address("prove_again", reverse("members")),
        "regions": who_can_give(None, clerk.desk.pk).regions,
        "problem": problem,
        "email_problem": problem.text if problem and problem.place == "email" else "",
        "email": request.POST.get("email", "") if problem else "",
        "type": request.POST.get("type", OrganizerAdmin.Type.MEMBER),
        "kinds": [
            (OrganizerAdmin.Type.MEMBER, _("Medewerker"), _("Werkt aan de balie.")),
            (OrganizerAdmin.Type.ADMIN, _("Verantwoordelijke"), _("Werkt aan de balie en kiest wie er nog werkt.")),
        ],
    }
    return render(request, "desk/management/members.html", words, status=422 if problem else 200)


def _may_choose(clerk: Clerk) -> bool:
    is_admin = admins.type_at(clerk.actor, clerk.desk.pk) is OrganizerAdmin.Type.ADMIN
    return is_admin or clerk.actor.may(Permission.ORGANIZERS_ADMINS_WRITE, [clerk.desk.pk])


def _invite(request: HttpRequest, clerk: Clerk) -> str:
    email, is_confirmed = request.POST.get("email", ""), "is_confirmed" in request.POST
    asked = request.POST.get("type", "")
    kind = OrganizerAdmin.Type.ADMIN if asked == OrganizerAdmin.Type.ADMIN else OrganizerAdmin.Type.MEMBER
    invitations.invite(clerk.actor, email, organizer=clerk.desk, kind=kind, is_confirmed=is_confirmed)
    return _("%(email)s kreeg een mail en hoort nu bij deze balie.") % {"email": email.strip().lower()}


def _remove(request: HttpRequest, clerk: Clerk) -> str:
    asked = request.POST.get("person", "")
    person = clerk.desk.admins.select_related("user").filter(pk=int(asked) if asked.isdecimal() else 0).first()
    if person is None:
        raise AdminNotFound
    admins.remove_admin(clerk.actor, clerk.desk.public_id, person.user.subject)
    return _("%(name)s werkt hier niet meer, en is hier meteen afgemeld.") % {"name": person.user.name}


def _resend(request: HttpRequest, clerk: Clerk) -> str:
    sent = invitations.resend(clerk.actor, _invitation(request, clerk))
    return _("%(email)s kreeg een nieuwe mail. De vorige link werkt niet meer.") % {"email": sent.user.email}


def _withdraw(request: HttpRequest, clerk: Clerk) -> str:
    gone = _invitation(request, clerk)
    invitations.withdraw(clerk.actor, gone)
    return _("De uitnodiging van %(email)s is ingetrokken.") % {"email": gone.user.email}


def _invitation(request: HttpRequest, clerk: Clerk) -> Invitation:
    asked = request.POST.get("invitation", "")
    found = overview.open_invitations(clerk.desk).filter(pk=int(asked) if asked.isdecimal() else 0).first()
    if found is None:
        raise InvitationGone
    return found


def _words(refusal: Refusal, clerk: Clerk) -> str:
    """The last ADMIN is called as the page calls it."""
    if isinstance(refusal, LastAdminStays):
        return _("Dit is de enige verantwoordelijke. Maak eerst iemand anders verantwoordelijke.")
    if isinstance(refusal, AdminNotFound):
        return _("Deze persoon werkt hier al niet meer.")
    return words_of(refusal, clerk.desk.pk)


_COMMANDS: Final[Mapping[str, Callable[[HttpRequest, Clerk], str]]] = {
    "invite": _invite,
    "remove": _remove,
    "resend": _resend,
    "withdraw": _withdraw,
}
