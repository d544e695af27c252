"""What this desk gives for points, for the conversation with whoever asks."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpas.rewards.at_counter import rewards_at_desk
from openpas.web.desk.clerk import Clerk, at_desk


@require_safe
@at_desk
def offered_rewards(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The rewards of this desk, cheapest first."""
    text = request.GET.get("text", "").strip()
    words = {"clerk": clerk, "text": text, "rewards": rewards_at_desk(clerk.actor, clerk.desk.pk, text)}
    return render(request, "desk/rewards.html", words)
