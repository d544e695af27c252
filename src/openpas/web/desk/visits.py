"""A visit: one pass at the counter, from the scan until the next pass.

It lives in the address of the page, signed, so that a reload, a second tab and a second server see the same. The
address names rows, never a person's numbers, and is worthless to anybody but the clerk at this desk.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final

from django.core import signing
from django.http import Http404
from django.urls import reverse

from openpas.events.queries import event_facts
from openpas.events.refusals import EventNotFound
from openpas.events.rules import EventFacts
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import whole_milliseconds
from openpas.passholders.models import Card
from openpas.passholders.passes import FoundPass, found_pass
from openpas.passholders.queries import holder_by_number
from openpas.records.service import note_access
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk

_LASTS: Final = timedelta(hours=12)
_ONE_LOOK: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Visit:
    """The card that was shown, the activity that was chosen then (its public id, or empty), and since when.

    `just_found` is the card itself where it was read a moment ago.
    """

    clerk: Clerk
    card_id: int
    event_id: str
    began_at: datetime
    just_found: Card | None = field(default=None, compare=False)

    @property
    def token(self) -> str:
        told = [self.card_id, self.event_id, int(self.began_at.timestamp() * 1000)]
        return _signer(self.clerk).sign_object(told)

    @property
    def url(self) -> str:
        return reverse("pass", args=[self.token])

    @cached_property
    def card(self) -> Card:
        cards = Card.objects.select_related("card_system", "group_pass", "membership__passholder__points_account")
        return self.just_found or cards.get(pk=self.card_id)

    @cached_property
    def shown(self) -> FoundPass:
        """The pass as it is now. That it was looked up was noted when the visit began."""
        return found_pass(self.card, holder_by_number(self.card.uitpas_number), brussels_day(clock.now()))

    @cached_property
    def event(self) -> EventFacts | None:
        """The activity; None without one, or when it is not published any more."""
        return activity_of(self.event_id)


def begin(clerk: Clerk, found: FoundPass) -> Visit:
    """A visit with the pass that was just found (and noted in the log of its holder)."""
    return Visit(clerk, found.card.pk, clerk.event_id, whole_milliseconds(clock.now()), found.card)


def visit_of(clerk: Clerk, token: str) -> Visit:
    """The visit of an address. Raises Http404 for one of another clerk or desk, an old one, a forged one."""
    try:
        card_id, event_id, began_ms = _signer(clerk).unsign_object(token)
    except signing.BadSignature as problem:
        raise Http404 from problem
    visit = Visit(clerk, card_id, event_id, datetime.fromtimestamp(began_ms / 1000, UTC))
    if visit.began_at + _LASTS < clock.now():
        raise Http404
    return visit


def activity_of(event_id: str) -> EventFacts | None:
    """The chosen activity; None without one, or when it is not published any more."""
    try:
        return event_facts(event_id) if event_id else None
    except EventNotFound:
        return None


def look_again(visit: Visit) -> None:
    """Note that the pass is looked at again, when the page is opened some time after the pass was shown."""
    passholder_id = visit.shown.holder.passholder_id
    if passholder_id is not None and visit.began_at + _ONE_LOOK < clock.now():
        note_access(visit.clerk.actor, [passholder_id], "passes.read")


def _signer(clerk: Clerk) -> signing.Signer:
    return signing.Signer(salt=f"{__name__}:{clerk.user.pk}:{clerk.desk.pk}")
