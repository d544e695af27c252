"""What is done with a pass: one form may sell tickets and redeem rewards at once, each on its own (D-12, D-13, D-45).

A part that is refused leaves the others as they are, and the clerk reads of each what became of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from openpas.events.models import PriceClass
from openpas.rewards.models import Reward
from openpas.rewards.service import redeem
from openpas.tariffs.service import TicketOrder, sell_tickets
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.counter.done import done_during
from openpas.web.desk.counter.identifying import save_point
from openpas.web.desk.counter.prices import MOST_AT_ONCE
from openpas.web.desk.done import take_back
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.visits import Visit, visit_of
from openpas.web.desk.words import words_of
from openpas.web.templatetags.openpas_web import euro


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a form does: the work, what is told when it is done, and what when it is not."""

    name: str
    work: Callable[[], object]
    told: Callable[[], str]
    not_done: str


@require_POST
@at_desk
def point(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Save the point that was not saved at the scan, or that was undone."""
    visit = visit_of(clerk, token)
    save_point(request, visit)
    return redirect(visit.url)


@require_POST
@at_desk
def serve(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Sell the tickets that were chosen and redeem the rewards that were ticked. `do=rewards` leaves the tickets."""
    visit = visit_of(clerk, token)
    orders = [] if request.POST.get("do") == "rewards" else list(_orders(request, visit))
    parts = [_sale(visit, orders)] if orders else []
    parts += [_redemption(visit, reward_id) for reward_id in dict.fromkeys(request.POST.getlist("reward"))]
    if not parts:
        messages.info(request, _("Kies eerst een ticket of een voordeel."))
    for part in parts:
        _carry_out(request, visit, part)
    return redirect(visit.url)


@require_POST
@at_desk
def undo(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Take back one thing that was done during this visit."""
    visit = visit_of(clerk, token)
    wanted = (request.POST.get("kind"), request.POST.get("id"))
    done = next((one for one in done_during(visit) if (one.kind, one.id) == wanted), None)
    if done is None:
        raise Http404
    work = partial(take_back, clerk.actor, done)
    _carry_out(request, visit, Part("", work, lambda: _("Ongedaan gemaakt."), _("Niet ongedaan gemaakt.")))
    return redirect(visit.url)


def _carry_out(request: HttpRequest, visit: Visit, part: Part) -> None:
    refusal = refusal_of(request, visit.clerk, part.work, part.name)
    if refusal is None:
        messages.success(request, part.told())
    else:
        messages.warning(request, f"{part.not_done} {words_of(refusal, visit.clerk.desk.pk)}")


def _sale(visit: Visit, orders: list[TicketOrder]) -> Part:
    """All tickets of the form, or none."""
    total: list[int] = []

    def sell() -> None:
        total.extend(sale.price_cents for sale in sell_tickets(visit.clerk.actor, orders))

    def told() -> str:
        return f"{sold} {_to_pay(total)}".strip()

    count = len(orders)
    sold = ngettext("%(count)s ticket verkocht.", "%(count)s tickets verkocht.", count) % {"count": count}
    not_done = ngettext("Het ticket is niet verkocht.", "De tickets zijn niet verkocht.", count)
    return Part("tickets", sell, told, not_done)


def _to_pay(price_cents: list[int]) -> str:
    """Empty where the form arrived before: its tickets are in the list of what was done."""
    return _("Te betalen: %(price)s.") % {"price": euro(sum(price_cents))} if price_cents else ""


def _redemption(visit: Visit, reward_id: str) -> Part:
    title = Reward.objects.filter(public_id=reward_id).values_list("title", flat=True).first() or reward_id
    return Part(
        f"reward:{reward_id}",
        partial(redeem, visit.clerk.actor, reward_id, visit.card.uitpas_number, visit.clerk.desk.pk),
        lambda: _("Omgeruild: %(title)s. Veel plezier ermee!") % {"title": title},
        _("Niet omgeruild: %(title)s.") % {"title": title},
    )


def _orders(request: HttpRequest, visit: Visit) -> Iterator[TicketOrder]:
    """A person takes one ticket; a group says how many at each price. Raises Http404 for what the page never asks."""
    chosen = _numbers(request) if visit.shown.is_group else {request.POST.get("offer", ""): 1}
    wanted = {value: count for value, count in chosen.items() if value and count}
    if not wanted:
        return
    if visit.event is None or sum(wanted.values()) > MOST_AT_ONCE:
        raise Http404
    classes = {str(one.pk): one for one in PriceClass.objects.filter(event_id=visit.event.id)}
    for value, count in wanted.items():
        price_class_id, _separator, tariff_id = value.partition(":")
        if (chosen_class := classes.get(price_class_id)) is None:
            raise Http404
        yield from [
            TicketOrder(
                visit.event_id, visit.card.uitpas_number, tariff_id, chosen_class.price_cents, chosen_class.name
            )
        ] * count


def _numbers(request: HttpRequest) -> dict[str, int]:
    """How many tickets at each price: the fields `count:<price>`; one that was left empty is none."""
    return {
        name.removeprefix("count:"): _number(typed) for name, typed in request.POST.items() if name.startswith("count:")
    }


def _number(typed: str | list[object]) -> int:
    text = str(typed).strip() or "0"
    if not text.isascii() or not text.isdecimal() or int(text[:6]) > MOST_AT_ONCE:
        raise Http404
    return int(text)
