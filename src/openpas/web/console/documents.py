"""The declaration of honour and the terms of use: their versions, who accepted them, and who still must."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpas.foundation.calendar import brussels_day
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import LANGUAGES, Text
from openpas.identity.declarations.queries import acceptances_of, missing_of, owing, published
from openpas.identity.declarations.service import Draft, accept, publish_document
from openpas.identity.models import Acceptance, Document, User
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.runtime import clock
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.paging import page_of
from openpas.web.console.words import words_of
from openpas.web.declaration_titles import TITLES


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def documents(request: HttpRequest, who: Administrator) -> HttpResponseBase:
    """The versions, and who must still accept; a new version is for who looks after the whole."""
    _demand_manager(who)
    problem, status = "", 200
    if request.method == "POST":
        try:
            messages.success(request, _changed(request, who))
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            return redirect("console_documents")
    today = brussels_day(clock.now())
    words = {
        "who": who,
        "published": [(TITLES[one.document.kind], one) for one in published(today)],
        "owing": [(one.user, [TITLES[document.kind] for document in one.documents]) for one in owing(today, who.scope)],
        "kinds": TITLES.items(),
        "languages": LANGUAGES,
        "typed": _typed(request),
        "today": today.isoformat(),
        "problem": problem,
    }
    return render(request, "console/documents.html", words, status=status)


@require_safe
@administers
def document(request: HttpRequest, who: Administrator, document_id: int) -> HttpResponseBase:
    """The text of one version, and who accepted it when."""
    _demand_manager(who)
    found = get_object_or_404(Document, pk=document_id)
    words = {
        "who": who,
        "document": found,
        "title": TITLES[found.kind],
        "paragraphs": Text.from_dict(found.texts).in_language(get_language() or "nl").split("\n\n"),
        "accepted": page_of(request, acceptances_of(found, who.scope)),
    }
    return render(request, "console/document.html", words)


def _changed(request: HttpRequest, who: Administrator) -> str:
    if request.POST.get("do") == "paper":
        return _signed_on_paper(request, who)
    made = publish_document(who.actor, _draft(request))
    return _("Versie %(version)s staat klaar en geldt vanaf %(day)s.") % {
        "version": made.version,
        "day": f"{made.effective_on:%d/%m/%Y}",
    }


def _signed_on_paper(request: HttpRequest, who: Administrator) -> str:
    """Somebody whose signature is on paper accepts what it must accept today."""
    asked, today = request.POST.get("user", ""), brussels_day(clock.now())
    user = get_object_or_404(User, pk=int(asked) if asked.isdecimal() else 0)
    if user not in [one.user for one in owing(today, who.scope)]:
        raise NotTheirRegion
    accept(user, missing_of(user, today), None, Acceptance.Method.ON_PAPER, recorded_by=who.actor)
    return _("Genoteerd: %(name)s tekende op papier.") % {"name": user.name}


def _draft(request: HttpRequest) -> Draft:
    kind, day = request.POST.get("kind", ""), request.POST.get("effective_on", "")
    return Draft(
        Document.Kind(kind) if kind in Document.Kind.values else Document.Kind.DECLARATION_OF_HONOUR,
        {language: request.POST.get(f"text_{language}", "") for language in LANGUAGES},
        _day(day),
        demands_signature="demands_signature" in request.POST,
    )


def _day(text: str) -> date:
    """The day that was typed; what cannot be read is today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return brussels_day(clock.now())


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [(language, request.POST.get(f"text_{language}", "")) for language in LANGUAGES]


def _demand_manager(who: Administrator) -> None:
    """The ADMIN of a desk alone looks after no region."""
    if who.scope.is_empty():
        raise NotTheirRegion
