"""The help of this desk (D-06): of the programme and of its regions, with contents, a search, and whom to call."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from openpas.guidance.queries import HelpPart, help_at
from openpas.guidance.rendering import Section, sections_of
from openpas.identity.staff.explaining import who_can_give
from openpas.identity.staff.managers import scope_of_user
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.guidance.help_editing import WHOLE


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the help, with the sections that the search leaves. `place` names it in the address of its editor."""

    part: HelpPart
    place: str
    sections: tuple[Section, ...]
    may_edit: bool


@require_safe
@at_desk
def help_page(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """All of it, or what a search finds in it."""
    text = request.GET.get("text", "").strip()
    scope, language = scope_of_user(clerk.user.pk), get_language() or "nl"
    parts = [
        ShownPart(
            part=part,
            place=WHOLE if part.card_system is None else str(part.card_system.pk),
            sections=_found(part, text),
            may_edit=scope.is_platform if part.card_system is None else scope.covers(part.card_system.pk),
        )
        for part in help_at(clerk.desk, language)
    ]
    written = {part.part.card_system.pk for part in parts if part.part.card_system is not None}
    words = {
        "clerk": clerk,
        "parts": parts,
        "found": sum(len(part.sections) for part in parts),
        "text": text,
        "regions": who_can_give(None, clerk.desk.pk).regions,
        "unwritten": [
            region
            for region in clerk.desk.card_systems.order_by("name")
            if region.pk not in written and scope.covers(region.pk)
        ],
    }
    return render(request, "desk/guidance/help.html", words)


def _found(part: HelpPart, text: str) -> tuple[Section, ...]:
    prefix = "" if part.card_system is None else f"r{part.card_system.pk}-"
    return tuple(section for section in sections_of(part.body, prefix) if section.answers_to(text))
