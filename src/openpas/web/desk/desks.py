"""Choose the desk to work for (D-02)."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from openpas.card_systems.models import CardSystem
from openpas.identity.models import OrganizerAdmin, User
from openpas.runtime import clock
from openpas.web.desk.clerk import choose_desk, signed_in

SEARCH_ABOVE: Final = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk in the list, with the names of its regions."""

    organizer_id: int
    name: str
    regions: tuple[str, ...]
    is_last_used: bool

    def answers_to(self, text: str) -> bool:
        return any(text.casefold() in name.casefold() for name in (self.name, *self.regions))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def desks(request: HttpRequest, user: User) -> HttpResponseBase:
    """The list, or the choice out of it."""
    if request.method == "POST":
        return _choose(request, user)
    every, text = desks_of(user), request.GET.get("text", "").strip()
    words = {
        "desks": [desk for desk in every if desk.answers_to(text)],
        "text": text,
        "searchable": len(every) > SEARCH_ABOVE,
        "regions": [] if every else CardSystem.objects.filter(permanent=True).order_by("name"),
    }
    return render(request, "desk/desks.html", words)


def desks_of(user: User) -> list[Desk]:
    """The desk that was used last comes first, the others by name."""
    rows = list(
        OrganizerAdmin.objects.filter(user=user)
        .select_related("organizer")
        .prefetch_related("organizer__card_systems")
        .order_by("organizer__name", "organizer_id")
    )
    last_used = max((row.last_chosen_at for row in rows if row.last_chosen_at), default=None)
    found = [
        Desk(
            organizer_id=row.organizer_id,
            name=row.organizer.name,
            regions=tuple(sorted(region.name for region in row.organizer.card_systems.all())),
            is_last_used=last_used is not None and row.last_chosen_at == last_used,
        )
        for row in rows
    ]
    return sorted(found, key=lambda desk: not desk.is_last_used)


def _choose(request: HttpRequest, user: User) -> HttpResponseBase:
    wanted = request.POST.get("desk", "")
    row = get_object_or_404(OrganizerAdmin, user=user, organizer_id=wanted if wanted.isdecimal() else None)
    OrganizerAdmin.objects.filter(pk=row.pk).update(last_chosen_at=clock.now())
    choose_desk(request, row.organizer_id)
    return redirect("activities")
