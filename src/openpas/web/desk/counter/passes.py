"""One pass at the counter: what it is good for here and now."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpas.checkins.service import refusal_to_check_in
from openpas.foundation.refusal import Refusal
from openpas.rewards.at_counter import RewardAtDesk, rewards_for
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.counter.done import DoneNow, done_during
from openpas.web.desk.counter.held import coupons_of, memberships_of, turns_of
from openpas.web.desk.counter.onward import file_of_holder
from openpas.web.desk.counter.prices import prices_of
from openpas.web.desk.done import Kind
from openpas.web.desk.visits import Visit, look_again, visit_of
from openpas.web.desk.words import words_of

SEARCH_REWARDS_FROM: Final = 5


@require_safe
@at_desk
def show(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponseBase:
    """Everything about this visit, read anew."""
    visit = visit_of(clerk, token)
    look_again(visit)
    return render(request, "desk/pass.html", shown_of(visit, request.GET.get("text", "").strip()))


def shown_of(visit: Visit, text: str) -> dict[str, Any]:
    """What the page shows; `text` narrows the rewards."""
    done = done_during(visit)
    rewards = _rewards(visit)
    passholder_id = visit.shown.holder.passholder_id
    return {
        "clerk": visit.clerk,
        "activity": visit.event,
        "visit": visit,
        "shown": visit.shown,
        "done": done,
        "saved": _standing(done, Kind.POINT),
        "sold": _standing(done, Kind.TICKET),
        "to_pay_cents": sum(one.price_cents for one in done if not one.is_undone),
        "point_refusal": _point_refusal(visit, done),
        "prices": prices_of(visit),
        "turns": turns_of(visit),
        "coupons": coupons_of(visit),
        "memberships": memberships_of(visit),
        "person": file_of_holder(visit.clerk, passholder_id) if passholder_id else "",
        "rewards": [one for one in rewards if text.casefold() in one.reward.title.casefold()],
        "redeems": any(one.is_redeemable for one in rewards),
        "rewards_searchable": len(rewards) >= SEARCH_REWARDS_FROM,
        "text": text,
    }


def _standing(done: list[DoneNow], kind: Kind) -> DoneNow | None:
    """The newest of its kind that was not undone."""
    return next((one for one in done if one.kind is kind and not one.is_undone), None)


def _point_refusal(visit: Visit, done: list[DoneNow]) -> str:
    """Why no point can be saved now; empty when one can be, or was during this visit."""
    if visit.event is None or visit.shown.is_group or _standing(done, Kind.POINT):
        return ""
    try:
        refusal = refusal_to_check_in(visit.clerk.actor, visit.card.uitpas_number, visit.event_id)
    except Refusal as problem:
        refusal = problem
    return words_of(refusal, visit.clerk.desk.pk) if refusal else ""


def _rewards(visit: Visit) -> Sequence[RewardAtDesk]:
    passholder_id = visit.shown.holder.passholder_id
    if passholder_id is None:
        return []
    try:
        return rewards_for(visit.clerk.actor, visit.clerk.desk.pk, passholder_id)
    except Refusal:
        return []
