"""One pass at the counter: what it is good for here and now, and what is done with it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from openpas.checkins.service import cancel_checkin, refusal_to_check_in
from openpas.events.models import PriceClass
from openpas.foundation.refusal import Refusal
from openpas.rewards.models import Reward
from openpas.rewards.queries import redeemable_at
from openpas.rewards.service import cancel_redemption, redeem
from openpas.tariffs.service import TicketOrder, cancel_ticket_sale, sell_tickets
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.counter import save_point
from openpas.web.desk.done import Done, Kind, done_during
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.prices import MOST_AT_ONCE, prices_of
from openpas.web.desk.visits import Visit, look_again, visit_of
from openpas.web.desk.words import words_of
from openpas.web.templatetags.openpas_web import euro

SEARCH_REWARDS_FROM = 5


@require_safe
@at_desk
def show(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Everything about this visit, read anew."""
    visit = visit_of(clerk, token)
    look_again(visit)
    done = done_during(visit)
    rewards = _rewards(visit)
    text = request.GET.get("text", "").strip()
    words = {
        "clerk": clerk,
        "activity": visit.event,
        "visit": visit,
        "shown": visit.shown,
        "done": done,
        "saved": _standing(done, Kind.POINT),
        "sold": _standing(done, Kind.TICKET),
        "point_refusal": _point_refusal(visit, done),
        "prices": prices_of(visit),
        "rewards": [reward for reward in rewards if text.casefold() in reward.title.casefold()],
        "rewards_searchable": len(rewards) >= SEARCH_REWARDS_FROM,
        "text": text,
    }
    return render(request, "desk/pass.html", words)


@require_POST
@at_desk
def point(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Save the point that was not saved at the scan, or that was undone."""
    visit = visit_of(clerk, token)
    save_point(request, visit)
    return redirect(visit.url)


@require_POST
@at_desk
def tickets(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Sell one ticket, or several to a group, at the price that was chosen."""
    visit = visit_of(clerk, token)
    orders = _orders(request, visit)
    total: list[int] = []

    def sell() -> None:
        total.extend(sale.price_cents for sale in sell_tickets(clerk.actor, orders))

    def told() -> str:
        return f"{sold} {_to_pay(total)}".strip()

    sold = ngettext("%(count)s ticket verkocht.", "%(count)s tickets verkocht.", len(orders)) % {"count": len(orders)}
    return _carry_out(request, visit, sell, told)


@require_POST
@at_desk
def rewards(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Redeem a reward."""
    visit = visit_of(clerk, token)
    reward_id = request.POST.get("reward", "")
    work = partial(redeem, clerk.actor, reward_id, visit.card.uitpas_number, clerk.desk.pk)
    return _carry_out(request, visit, work, lambda: _("Voordeel omgeruild. Veel plezier ermee!"))


@require_POST
@at_desk
def undo(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Take back one thing that was done during this visit."""
    visit = visit_of(clerk, token)
    wanted = (request.POST.get("kind"), request.POST.get("id"))
    done = next((one for one in done_during(visit) if (one.kind, one.id) == wanted), None)
    if done is None:
        raise Http404
    return _carry_out(request, visit, partial(_UNDO[done.kind], visit, done), lambda: _("Ongedaan gemaakt."))


def _undo_point(visit: Visit, done: Done) -> None:
    cancel_checkin(visit.clerk.actor, UUID(done.id))


def _undo_ticket(visit: Visit, done: Done) -> None:
    cancel_ticket_sale(visit.clerk.actor, int(done.id))


def _undo_reward(visit: Visit, done: Done) -> None:
    cancel_redemption(visit.clerk.actor, UUID(done.id))


_UNDO: dict[Kind, Callable[[Visit, Done], None]] = {
    Kind.POINT: _undo_point,
    Kind.TICKET: _undo_ticket,
    Kind.REWARD: _undo_reward,
}


def _carry_out(
    request: HttpRequest, visit: Visit, work: Callable[[], object], told: Callable[[], str]
) -> HttpResponseBase:
    refusal = refusal_of(request, visit.clerk, work)
    if refusal is None:
        messages.success(request, told())
    else:
        messages.warning(request, words_of(refusal, visit.clerk.desk.pk))
    return redirect(visit.url)


def _to_pay(price_cents: list[int]) -> str:
    """Empty where the form arrived before: its tickets are in the list of what was done."""
    return _("Te betalen: %(price)s.") % {"price": euro(sum(price_cents))} if price_cents else ""


def _orders(request: HttpRequest, visit: Visit) -> list[TicketOrder]:
    price_class_id, _separator, tariff_id = request.POST.get("offer", "").partition(":")
    if visit.event is None or not price_class_id.isdecimal():
        raise Http404
    chosen = get_object_or_404(PriceClass, pk=price_class_id, event_id=visit.event.id)
    count = _count(request.POST.get("count", "1"))
    order = TicketOrder(visit.event_id, visit.card.uitpas_number, tariff_id, chosen.price_cents, chosen.name)
    return [order] * count


def _count(typed: str) -> int:
    """How many tickets; the page asks for no other number than these."""
    if not typed.isascii() or not typed.isdecimal() or not 1 <= int(typed[:6]) <= MOST_AT_ONCE:
        raise Http404
    return int(typed)


def _standing(done: list[Done], kind: Kind) -> Done | None:
    """The newest of its kind that was not undone."""
    return next((one for one in done if one.kind is kind and not one.is_undone), None)


def _point_refusal(visit: Visit, done: list[Done]) -> str:
    """Why no point can be saved now; empty when one can be, or was during this visit."""
    if visit.event is None or visit.shown.is_group or _standing(done, Kind.POINT):
        return ""
    try:
        refusal = refusal_to_check_in(visit.clerk.actor, visit.card.uitpas_number, visit.event_id)
    except Refusal as problem:
        refusal = problem
    return words_of(refusal, visit.clerk.desk.pk) if refusal else ""


def _rewards(visit: Visit) -> list[Reward]:
    passholder_id = visit.shown.holder.passholder_id
    if passholder_id is None:
        return []
    try:
        return redeemable_at(visit.clerk.actor, visit.clerk.desk.pk, passholder_id)
    except Refusal:
        return []
