"""The counter: one box for a pass, and the point that is saved with it at once (D-10, D-45)."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from openpas.checkins.checked_in import CheckedIn
from openpas.checkins.models import Checkin
from openpas.checkins.service import check_in
from openpas.foundation.identifiers import IdentifierKind, recognise
from openpas.foundation.refusal import Refusal
from openpas.passholders.queries import find_pass
from openpas.web.desk.brought import leave_behind
from openpas.web.desk.clerk import EVENT, Clerk, at_desk
from openpas.web.desk.counter.not_usable import finding_of
from openpas.web.desk.counter.passes import shown_of
from openpas.web.desk.once_per_form import digest_of, key_of
from openpas.web.desk.visits import Visit, activity_of, begin
from openpas.web.desk.words import words_of


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def counter(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The empty counter, ready for the next pass; or the pass that was scanned."""
    if EVENT not in request.session:
        return redirect("activities")
    if request.method == "POST":
        return _identify(request, clerk)
    return render(request, "desk/counter.html", {"clerk": clerk, "activity": activity_of(clerk.event_id)})


def save_point(request: HttpRequest, visit: Visit) -> CheckedIn | None:
    """Save the point and say so, or say why not. A form that arrives twice saves one, and is told of it twice."""
    try:
        fact = check_in(
            visit.clerk.actor,
            visit.card.uitpas_number,
            visit.event_id,
            channel=Checkin.Channel.DESK,
            key=key_of(request),
            digest=digest_of(request),
        )
    except Refusal as refusal:
        messages.warning(request, words_of(refusal, visit.clerk.desk.pk), extra_tags="point")
        return None
    words = ngettext(
        "%(points)s punt gespaard. Saldo: %(balance)s.",
        "%(points)s punten gespaard. Saldo: %(balance)s.",
        fact.points,
    )
    messages.success(request, words % {"points": fact.points, "balance": fact.balance}, extra_tags="point")
    return fact


def _identify(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    typed = request.POST.get("identifier", "").strip()
    if not typed:
        return redirect("counter")
    leave_behind(request)
    try:
        found = find_pass(clerk.actor, typed)
    except Refusal as refusal:
        return _not_usable(request, clerk, typed, refusal)
    visit = begin(clerk, found)
    if visit.event and not found.is_group and (saved := save_point(request, visit)):
        # Of a form that arrives again, the visit is the one that its point was saved in.
        visit = replace(visit, began_at=min(visit.began_at, saved.created_at))
    return _shown(request, visit)


def _shown(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The page of the pass, in the same answer where htmx asked: the next in a queue waits for one request, not two.

    What is on the page goes by the address that the browser has then.
    """
    if request.headers.get("HX-Request") != "true":
        return redirect(visit.url)
    request.path = visit.url
    response = render(request, "desk/pass.html", shown_of(visit, ""))
    response.headers["HX-Push-Url"] = visit.url
    return response


def _not_usable(request: HttpRequest, clerk: Clerk, typed: str, refusal: Refusal) -> HttpResponseBase:
    """A card number comes back to be corrected; anything else may be a national number and is never shown."""
    recognised = recognise(typed)
    is_card_number = recognised is not None and recognised[0] is IdentifierKind.UITPAS_NUMBER
    finding = finding_of(request, clerk, typed, refusal)
    words = {
        "clerk": clerk,
        "activity": activity_of(clerk.event_id),
        "finding": finding,
        "typed": typed if is_card_number and finding.is_mistake else "",
    }
    return render(request, "desk/counter.html", words, status=422)
