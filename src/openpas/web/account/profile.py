"""One's own account at a glance, and the name and language in it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpas.identity.external.coming_in import linked_accounts_of
from openpas.identity.external.issuers import issuers
from openpas.identity.models import OrganizerAdmin, User
from openpas.identity.sign_in import recovery
from openpas.identity.sign_in.browsers import trusted_of
from openpas.identity.sign_in.present import Present
from openpas.identity.sign_in.sessions import sessions_of
from openpas.web.account.arriving import set_cookie
from openpas.web.account.invitations import LONGEST_NAME, languages
from openpas.web.account.programs import programs_of
from openpas.web.account.words import named_together, shown
from openpas.web.presence import here


@dataclass(frozen=True, slots=True)
class Workplace:
    """A desk where somebody works."""

    name: str
    is_admin: bool


@require_safe
@here
def account(request: HttpRequest, found: Present) -> HttpResponse:
    """What there is, each with a page of its own to change it."""
    user, desks = found.user, workplaces(found.user)
    words = {
        "who": user,
        "initial": user.name[:1].upper(),
        "language": get_language_info(user.language)["name_local"].capitalize(),
        "has_password": user.has_usable_password(),
        "factors": named_together(shown(user)),
        "recovery_left": recovery.left(user),
        "passkeys": user.passkeys.count() or _("Geen"),
        "elsewhere": len(linked_accounts_of(user)) or _("Geen"),
        "has_issuers": bool(issuers()),
        "sessions": len(sessions_of(user)),
        "programs": len(programs_of(user)) or _("Geen"),
        "browsers": len(trusted_of(user)) or _("Geen"),
        "desks": desks,
        "has_console": any(desk.is_admin for desk in desks) or user.manages.exists(),
    }
    return render(request, "account/profile.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@here
def details(request: HttpRequest, found: Present) -> HttpResponseBase:
    """The name that colleagues see, and the language of mails and pages."""
    user = found.user
    words: dict[str, object] = {"name": user.name, "language": user.language, "languages": languages()}
    if request.method != "POST":
        return render(request, "account/details.html", words)
    name, language = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME], request.POST.get("language", "")
    if not name or language not in dict(settings.LANGUAGES):
        return render(
            request, "account/details.html", {**words, "name": name, "problem": _("Vul je naam in.")}, status=422
        )
    User.objects.filter(pk=user.pk).update(name=name, language=language)
    messages.success(request, _("Bewaard."))
    response = redirect("account")
    set_cookie(response, settings.LANGUAGE_COOKIE_NAME, language, None)
    return response


def workplaces(user: User) -> list[Workplace]:
    """The desks where somebody works, by name."""
    rows = OrganizerAdmin.objects.filter(user=user).select_related("organizer").order_by("organizer__name")
    return [Workplace(row.organizer.name, row.type == OrganizerAdmin.Type.ADMIN) for row in rows]
