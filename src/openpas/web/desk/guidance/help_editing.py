"""Write the help (D-06), in its own place: the whole for who looks after it, a region's part for who looks after that.

It asks for no desk: somebody who looks after a region may work at none.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.card_systems.models import CardSystem
from openpas.foundation.refusal import Refusal
from openpas.guidance.models import HelpVersion
from openpas.guidance.queries import help_of, versions_of, writer_names
from openpas.guidance.rendering import sections_of
from openpas.guidance.service import HelpDraft, keep_help
from openpas.identity.actors import actor_of_user
from openpas.identity.models import User
from openpas.identity.staff.managers import scope_of_user
from openpas.web.desk.words import words_of
from openpas.web.presence import signed_in

WHOLE: Final = "whole"
VERSIONS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Place:
    """What is written: the help of the whole (no region) or of a region, in a language."""

    card_system: CardSystem | None
    language: str

    @property
    def url(self) -> str:
        name = WHOLE if self.card_system is None else str(self.card_system.pk)
        return f"{reverse('edit_help', args=[name])}?{urlencode({'language': self.language})}"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_help(request: HttpRequest, user: User, place: str) -> HttpResponseBase:
    """The text as it is, an earlier version, a preview, or the next version."""
    where = _place(request, user, place)
    if request.method != "POST":
        return _form(request, where, _chosen(request, where))
    body = request.POST.get("body", "")
    if request.POST.get("do") != "keep":
        return _form(request, where, body, is_preview=True)
    actor = actor_of_user(user.pk, None, user.grants_version)
    based_on = request.POST.get("based_on", "")
    try:
        keep_help(
            actor, HelpDraft(where.card_system, where.language, body, int(based_on) if based_on.isdecimal() else None)
        )
    except Refusal as refusal:
        return _form(request, where, body, problem=words_of(refusal), status=422)
    messages.success(request, _("Bewaard. Elke balie ziet dit vanaf nu."))
    return redirect(where.url)


def _place(request: HttpRequest, user: User, place: str) -> Place:
    """Raises Http404 for what the person does not look after, there or not."""
    scope = scope_of_user(user.pk)
    asked = request.GET.get("language") or get_language() or ""
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    if place == WHOLE and scope.is_platform:
        return Place(None, language)
    found = CardSystem.objects.filter(pk=int(place)).first() if place.isdecimal() else None
    if found is None or not scope.covers(found.pk):
        raise Http404
    return Place(found, language)


def _chosen(request: HttpRequest, where: Place) -> str:
    """The text to begin with: an earlier version where one is asked for, else the one that holds."""
    asked = request.GET.get("version", "")
    earlier = versions_of(where.card_system, where.language).filter(pk=int(asked) if asked.isdecimal() else 0).first()
    if earlier is not None:
        return earlier.body
    part = help_of(where.card_system, where.language)
    return part.body if part.language == where.language else ""


def _form(
    request: HttpRequest,
    where: Place,
    body: str,
    *,
    is_preview: bool = False,
    problem: str = "",
    status: int = 200,
) -> HttpResponseBase:
    versions = list(versions_of(where.card_system, where.language)[:VERSIONS_SHOWN])
    latest = versions[0].pk if versions else ""
    # A preview keeps what its writer had opened, so that another version since is still noticed.
    based_on = request.POST.get("based_on", latest) if not problem else latest
    words = {
        "where": where,
        "languages": [
            (Place(where.card_system, code).url, name, code == where.language) for code, name in settings.LANGUAGES
        ],
        "body": body,
        "sections": sections_of(body, "preview-") if is_preview else None,
        "versions": _named(versions),
        "based_on": based_on,
        "problem": problem,
    }
    return render(request, "desk/guidance/edit_help.html", words, status=status)


def _named(versions: list[HelpVersion]) -> list[tuple[HelpVersion, str]]:
    names = writer_names(versions)
    return [(version, names.get(version.written_by, "")) for version in versions]
