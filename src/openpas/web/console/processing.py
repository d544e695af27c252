"""The register of who processes personal data for whom: read, added to, ended, and taken along as a file."""

from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpas.foundation.calendar import brussels_day
from openpas.foundation.refusal import Refusal
from openpas.identity.processing.chain import Subject
from openpas.identity.processing.queries import Gap, candidates, gaps_of, register_of
from openpas.identity.processing.rules import POSSIBLE, Party, Role
from openpas.identity.processing.service import Agreement, end_role, record_role
from openpas.identity.processing.sheets import as_csv, as_workbook
from openpas.identity.processing.words import PARTIES, ROLES, TITLE
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.runtime import clock
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.words import words_of

MOST_SHOWN: Final = 25
_SHEETS: Final = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def processing(request: HttpRequest, who: Administrator) -> HttpResponseBase:
    """The register, who is missing in it, and the form for one organization."""
    problem, status = "", 200
    if request.method == "POST":
        try:
            messages.success(request, _changed(request, who))
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            return redirect("console_processing")
    gaps, text = gaps_of(who.actor), request.GET.get("text", "").strip()
    words = {
        "who": who,
        "lines": [(PARTIES[one.subject.party], ROLES[one.role], one) for one in register_of(who.actor)],
        "gaps": [(PARTIES[one.subject.party], _named(one.subject), one) for one in gaps[:MOST_SHOWN]],
        "more_gaps": max(len(gaps) - MOST_SHOWN, 0),
        "found": [(PARTIES[one.subject.party], _named(one.subject), one) for one in _found(who, text)],
        "text": text,
        "chosen": _chosen(request, who),
        "typed": request.POST,
        "today": brussels_day(clock.now()).isoformat(),
        "problem": problem,
    }
    return render(request, "console/processing.html", words, status=status)


@require_safe
@administers
def processing_sheet(_request: HttpRequest, who: Administrator, kind: str) -> HttpResponseBase:
    """The register as CSV or as an Excel workbook."""
    if kind not in _SHEETS:
        raise Http404
    write, content_type = _SHEETS[kind]
    language = get_language() or "nl"
    name = TITLE.in_language(language).lower().replace(" ", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(write(register_of(who.actor), language), content_type=content_type, headers=headers)


def _changed(request: HttpRequest, who: Administrator) -> str:
    if request.POST.get("do") == "end":
        end_role(who.actor, _number(request.POST.get("role", "")), _day(request.POST.get("ends_on", "")))
        return _("De rol is beëindigd. Ze blijft in het register staan.")
    subject = _subject(request.POST.get("subject", ""))
    role, text = request.POST.get("role", ""), request.POST.get("agreement", "")
    if subject is None or role not in set(Role):
        raise NotTheirRegion
    record_role(who.actor, subject, Agreement(Role(role), text, _day(request.POST.get("agreed_on", ""))))
    return _("Toegevoegd aan het register.")


def _chosen(request: HttpRequest, who: Administrator) -> dict[str, object] | None:
    """The organization that is about to be added, with the roles that it can have."""
    subject = _subject(request.POST.get("subject") or request.GET.get("subject", ""))
    if subject is None:
        return None
    gap = next((one for one in candidates(who.actor, subject.party) if one.subject == subject), None)
    if gap is None:
        return None
    roles = [(role.value, ROLES[role]) for role in POSSIBLE[subject.party]]
    return {"name": gap.name, "subject": _named(subject), "roles": roles}


def _found(who: Administrator, text: str) -> list[Gap]:
    if not text:
        return []
    every = [one for party in Party for one in candidates(who.actor, party)]
    return [one for one in every if text.casefold() in one.name.casefold()][:MOST_SHOWN]


def _named(subject: Subject) -> str:
    return f"{subject.party}-{subject.id}"


def _subject(text: str) -> Subject | None:
    party, _, number = text.partition("-")
    return Subject(Party(party), int(number)) if party in set(Party) and number.isdecimal() else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _day(text: str) -> date:
    """The day that was typed; what cannot be read is today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return brussels_day(clock.now())
