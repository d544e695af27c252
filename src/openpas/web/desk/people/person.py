"""The file of a person at a glance (D-11), without the status: that has a page of its own, where it is needed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.queries import find_pass
from openpas.passholders.reach import is_in_reach
from openpas.tariffs.queries import ShownCoupon, coupons_of_passholder
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.files import File, file_of, file_page, with_file
from openpas.web.desk.people.actions import offered, offered_elsewhere, status_page
from openpas.web.desk.people.associations import may_choose_school
from openpas.web.desk.people.cards import cards_of
from openpas.web.desk.people.days import age_of
from openpas.web.desk.people.joined import joined_at
from openpas.web.desk.people.picture import link_to_picture
from openpas.web.desk.visits import begin
from openpas.web.desk.words import words_of

COUPONS_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Coupons:
    """The coupons that can be used: the first of them, and the others for whoever asks."""

    first: list[ShownCoupon]
    others: list[ShownCoupon]


@require_safe
@at_desk
def person(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Everything that this desk may know; of somebody of another region only who it is."""
    file = file_of(clerk, token)
    if not file.is_whole:
        return _who_it_is(request, file)
    shown = file.shown
    words = {
        "shown": shown,
        "age": age_of(shown.person),
        "picture": link_to_picture(file),
        "cards": cards_of(shown.person, shown.uitpas_number),
        "may_serve": clerk.actor.may_somewhere(Permission.PASSES_READ),
        "coupons": _coupons(file),
        "joined": joined_at(file),
        "actions": offered(file),
        "status_page": status_page(file),
        "may_choose_school": may_choose_school(file),
    }
    return file_page(request, file, "desk/people/person.html", words)


@require_POST
@with_file
def to_counter(request: HttpRequest, file: File) -> HttpResponseBase:
    """The pass of this person at the counter, as if the card was shown. No point is saved by it."""
    number = file.shown.uitpas_number
    if number is None:
        raise Http404
    try:
        found = find_pass(file.clerk.actor, number)
    except Refusal as refusal:
        messages.warning(request, words_of(refusal, file.clerk.desk.pk))
        return redirect(file.url)
    return redirect(begin(file.clerk, found).url)


def _who_it_is(request: HttpRequest, file: File) -> HttpResponseBase:
    words = {"clerk": file.clerk, "file": file, "who": file.who, "actions": offered_elsewhere(file)}
    return render(request, "desk/people/somebody_elsewhere.html", words)


def _coupons(file: File) -> Coupons | None:
    """None where this desk may not see coupons, and for who has no membership that counts."""
    if not is_in_reach(file.clerk.actor, Permission.PASSHOLDER_COUPONS_READ, file.person):
        return None
    try:
        found = coupons_of_passholder(file.clerk.actor, str(file.person.public_id))
    except Refusal:
        return None
    return Coupons(found[:COUPONS_AT_ONCE], found[COUPONS_AT_ONCE:])
