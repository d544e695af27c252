"""The page on which somebody reads and accepts the declaration of honour and the terms of use, and finds them again.

Whoever must still accept something comes here from every page with data of others, and goes on there afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.calendar import brussels_day
from openpas.foundation.text import Text
from openpas.identity.declarations.queries import accepted_by, announced_for, missing_of
from openpas.identity.declarations.service import accept
from openpas.identity.models import Acceptance, Document, User
from openpas.identity.sign_in.present import Present
from openpas.runtime import clock
from openpas.web.declaration_titles import TITLES
from openpas.web.going_on import wanted_page
from openpas.web.presence import here


@dataclass(frozen=True, slots=True)
class Shown:
    """A version of a text in the reader's language. `accepted_at` is None while it is not accepted."""

    document: Document
    paragraphs: tuple[str, ...]
    accepted_at: datetime | None = None

    @property
    def title(self) -> Promise:
        return TITLES[self.document.kind]


@require_http_methods(["GET", "HEAD", "POST"])
@here
def declarations(request: HttpRequest, found: Present) -> HttpResponseBase:
    """What must be accepted, else what was accepted; or the acceptance of all that is asked."""
    missing = missing_of(found.user, brussels_day(clock.now()))
    if request.method != "POST":
        return _page(request, found.user, missing)
    if {str(document.pk) for document in missing} - set(request.POST.getlist("accept")):
        return _page(request, found.user, missing, is_incomplete=True)
    accept(found.user, missing, _only_desk(found.user), Acceptance.Method.ON_SCREEN)
    messages.success(request, _("Bedankt. Je kan aan de slag."))
    return redirect(wanted_page(request) or "account")


def _page(
    request: HttpRequest, user: User, missing: Iterable[Document], *, is_incomplete: bool = False
) -> HttpResponse:
    words = {
        "missing": [_shown(document) for document in missing],
        "accepted": [_shown(row.document, row.accepted_at) for row in accepted_by(user)],
        "announced": [_shown(document) for document in announced_for(user, brussels_day(clock.now()))],
        "ticked": request.POST.getlist("accept"),
        "is_incomplete": is_incomplete,
        "next": wanted_page(request),
    }
    return render(request, "account/declarations.html", words, status=422 if is_incomplete else 200)


def _shown(document: Document, accepted_at: datetime | None = None) -> Shown:
    text = Text.from_dict(document.texts).in_language(get_language() or "nl")
    return Shown(document, tuple(text.split("\n\n")), accepted_at)


def _only_desk(user: User) -> int | None:
    """The desk for which somebody signs, where there is no doubt about it."""
    desks = list(user.desks.values_list("organizer_id", flat=True)[:2])
    return desks[0] if len(desks) == 1 else None
