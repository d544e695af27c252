"""What somebody did here, newest first (D-14, D-15), each with its way back, also the day after."""

from functools import partial
from typing import Final

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.web.desk.done import Kind, take_back
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.once_per_form import do_and_tell
from openpas.web.desk.people.paging import Leaf, page_number
from openpas.web.desk.people.past import Past, past_of

PER_PAGE: Final = 20


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def history(request: HttpRequest, file: File) -> HttpResponseBase:
    """A page of it, of all kinds or of one; or the undoing of one thing on it."""
    kind, number = _kind(request), page_number(request)
    past = past_of(file, kind, (number - 1) * PER_PAGE, PER_PAGE)
    if request.method == "POST":
        return _undo(request, file, past)
    words = {
        "past": past,
        "tabs": _tabs(file, kind),
        "page": Leaf(number, past.has_more),
    }
    return file_page(request, file, "desk/people/history.html", words)


def _undo(request: HttpRequest, file: File, past: Past) -> HttpResponseBase:
    """Only what stands on this page with a button beside it."""
    kind, _separator, wanted = request.POST.get("undo", "").partition(":")
    done = next((one for one in past.lines if (one.kind, one.id) == (kind, wanted) and one.may_undo), None)
    if done is None:
        raise Http404
    work = partial(take_back, file.clerk.actor, done)
    do_and_tell(request, file.clerk, work, _("Ongedaan gemaakt."))
    return redirect(_address(file, _kind(request), page_number(request)))


def _tabs(file: File, chosen: Kind | None) -> list[tuple[str, str, bool]]:
    named = (
        (None, _("Alles")),
        (Kind.POINT, _("Punten")),
        (Kind.REWARD, _("Voordelen")),
        (Kind.TICKET, _("Tickets")),
    )
    return [(_address(file, kind, 1), words, kind is chosen) for kind, words in named]


def _kind(request: HttpRequest) -> Kind | None:
    named = request.GET.get("kind", "")
    return Kind(named) if named in list(Kind) else None


def _address(file: File, kind: Kind | None, number: int) -> str:
    asked = {**({"kind": kind.value} if kind else {}), **({"page": number} if number > 1 else {})}
    return reverse("person_history", args=[file.token]) + (f"?{urlencode(asked)}" if asked else "")
