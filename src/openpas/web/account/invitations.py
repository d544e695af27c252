"""The first time: somebody follows the link of an invitation, and makes the account its own."""

from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.models import Invitation, User
from openpas.identity.sign_in.mailboxes import is_shared_mailbox
from openpas.identity.sign_in.present import begin_half, complete
from openpas.identity.sign_in.registration import is_used
from openpas.identity.staff.invitations import accept, open_invitation
from openpas.identity.staff.refusals import InvitationGone
from openpas.web.account.arriving import home_of
from openpas.web.account.words import words_of
from openpas.web.going_on import address

LONGEST_NAME: Final = 200


@dataclass(slots=True)
class Typed:
    """What was filled in, with what is wrong about it by the name of the field."""

    name: str
    password: str = field(repr=False)
    language: str
    problems: dict[str, str] = field(default_factory=dict)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who invites, to what, and what is needed of the person: a name, a password, a language."""
    try:
        found = open_invitation(token)
    except InvitationGone as refusal:
        return _gone(request, refusal)
    if is_used(found.user):
        return _gone(request, InvitationGone())
    if is_shared_mailbox(found.user.email):
        return _shared(request, found)
    typed = _typed(request)
    if request.method == "POST" and not typed.problems:
        return _taken(request, found, typed)
    return _form(request, found, typed)


def languages() -> list[dict[str, str | bool]]:
    """The languages of the programme, each in its own words."""
    return [dict(get_language_info(code)) for code, _name in settings.LANGUAGES]


def _typed(request: HttpRequest) -> Typed:
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    typed = Typed(name, request.POST.get("password", ""), request.POST.get("language") or get_language() or "nl")
    if request.method == "POST" and not name:
        typed.problems["name"] = _("Vul je naam in.")
    return typed


def _taken(request: HttpRequest, found: Invitation, typed: Typed) -> HttpResponseBase:
    try:
        user = accept(found, typed.name, typed.password, typed.language)
    except ValidationError as wrong:
        typed.problems["password"] = " ".join(wrong.messages)
        return _form(request, found, typed)
    except InvitationGone as refusal:
        return _gone(request, refusal)
    return let_in(request, user)


def let_in(request: HttpRequest, user: User) -> HttpResponseBase:
    """With the password alone, since there is no second step yet: that is set up next."""
    begin_half(request, user, "pwd")
    complete(request, user, ["pwd"])
    return redirect(address("set_up", home_of(user)))


def _form(request: HttpRequest, found: Invitation, typed: Typed) -> HttpResponse:
    words = {
        "email": found.user.email,
        "name": typed.name,
        "language": typed.language,
        "languages": languages(),
        "problems": typed.problems,
        "invited_by": _inviter(found),
        "place": _place(found),
    }
    return render(request, "account/invitation.html", words, status=422 if typed.problems else 200)


def _gone(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    words = {
        "title": _("Deze uitnodiging werkt niet meer"),
        "texts": [
            words_of(refusal),
            _("Een uitnodiging werkt twee weken, en één keer. Krijg je een nieuwe, dan telt alleen de laatste mail."),
        ],
        "button": _("Naar aanmelden"),
        "address": address("sign_in"),
    }
    return render(request, "account/said.html", words, status=refusal.status)


def _shared(request: HttpRequest, found: Invitation) -> HttpResponse:
    """An account is of one person; how to go on is told to whoever reads the mailbox."""
    words = {
        "title": _("Dit is een adres van meerdere mensen"),
        "texts": [
            _("%(email)s wordt wellicht door meer dan één persoon gelezen. Een account is van één persoon.")
            % {"email": found.user.email},
            _("Vraag %(name)s om je uit te nodigen op je eigen adres. Ook een privéadres is goed.")
            % {"name": _inviter(found)},
        ],
        "quoted": _(
            "Heb je nog geen eigen adres? Een gratis adres maken duurt vijf minuten. Je regio helpt je daar graag bij."
        ),
    }
    return render(request, "account/said.html", words, status=422)


def _inviter(found: Invitation) -> str:
    """Who invited, by name where it was a person."""
    kind, _sep, own_id = found.invited_by.partition(":")
    person = User.objects.filter(pk=int(own_id)).first() if kind == "user" and own_id.isdecimal() else None
    return person.name if person else _("De beheerder van je balie")


def _place(found: Invitation) -> str:
    if found.organizer is not None:
        return found.organizer.name
    return found.card_system.name if found.card_system is not None else "Openpas"
