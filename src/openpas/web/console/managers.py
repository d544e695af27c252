"""Who looks after regions and the whole, for who looks after the whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.card_systems.models import CardSystem
from openpas.foundation.refusal import Refusal
from openpas.identity.models import Invitation
from openpas.identity.staff import invitations, managers, overview
from openpas.identity.staff.refusals import InvitationGone, NotTheirRegion
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.words import words_of


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def all_managers(request: HttpRequest, who: Administrator) -> HttpResponseBase:
    """The list, with inviting, resending, withdrawing and removing."""
    managers.require_platform(who.actor)
    problem, status = "", 200
    if request.method == "POST":
        try:
            messages.success(request, _changed(request, who))
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            still_here = managers.scope_of(who.actor).is_platform
            return redirect("console_managers" if still_here else "console")
    words = {
        "who": who,
        "managers": overview.managers_of_all(who.actor),
        "waiting": overview.open_invitations(),
        "regions": overview.regions_of(who.actor),
        "email": request.POST.get("email", ""),
        "problem": problem,
    }
    return render(request, "console/managers.html", words, status=status)


def _changed(request: HttpRequest, who: Administrator) -> str:
    match request.POST.get("do"):
        case "remove":
            managers.remove(who.actor, _number(request, "manager"))
            return _("Verwijderd. Dit geldt meteen.")
        case "resend":
            sent = invitations.resend(who.actor, _invitation(request))
            return _("%(email)s kreeg een nieuwe mail. De vorige link werkt niet meer.") % {"email": sent.user.email}
        case "withdraw":
            gone = _invitation(request)
            invitations.withdraw(who.actor, gone)
            return _("De uitnodiging van %(email)s is ingetrokken.") % {"email": gone.user.email}
    made = invitations.invite(who.actor, request.POST.get("email", ""), card_system=_region(request))
    return _("%(email)s kreeg een mail.") % {"email": made.user.email}


def _region(request: HttpRequest) -> CardSystem | None:
    """The region that was chosen, or None where the whole was chosen, in so many words."""
    if request.POST.get("region") == "all":
        return None
    found = CardSystem.objects.filter(pk=_number(request, "region")).first()
    if found is None:
        raise NotTheirRegion
    return found


def _invitation(request: HttpRequest) -> Invitation:
    found = overview.open_invitations().filter(pk=_number(request, "invitation")).first()
    if found is None:
        raise InvitationGone
    return found


def _number(request: HttpRequest, name: str) -> int:
    asked = request.POST.get(name, "")
    return int(asked) if asked.isdecimal() else 0
