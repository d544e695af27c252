"""The cards that lie at a desk or in its regions, and that nobody holds yet (D-43)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card

LOW_STOCK: Final = 10
"""With fewer cards than this it is time to ask for more: cards come in packs of fifty (domain/rules.md 2.1, 8.1)."""


@dataclass(frozen=True, slots=True)
class StockLine:
    """Cards of one kind of one region: those that lie at the desk, and those of the region that no desk has.

    `is_social`: they were made for the social tariff. `blocked` lie here and may not be handed out.
    """

    region: CardSystem
    is_social: bool
    here: int
    blocked: int
    in_region: int

    @property
    def is_low(self) -> bool:
        return self.here < LOW_STOCK


def stock_of(actor: Actor, organizer: Organizer) -> list[StockLine]:
    """What lies at a desk, per region by name and kind, cards without the social tariff first. Two queries.

    A kind that neither the desk nor its region has is left out. Raises PermissionMissing without CARDS_READ.
    """
    actor.require(Permission.CARDS_READ, [organizer.pk])
    regions = [
        region
        for region in organizer.card_systems.order_by("name", "pk")
        if actor.may(Permission.CARDS_READ, [organizer.pk], region.pk)
    ]
    counted = _counted(organizer, regions)
    lines = [_line(region, counted, is_social=is_social) for region in regions for is_social in (False, True)]
    return [line for line in lines if line.here or line.blocked or line.in_region]


def _counted(organizer: Organizer, regions: Sequence[CardSystem]) -> Counter[tuple[int, bool, str, bool]]:
    """How many cards, by region, kind, state and whether they lie at the desk."""
    unheld = Card.objects.filter(
        membership=None, group_pass=None, kind=Card.Kind.NFC_CARD, card_system__in=[region.pk for region in regions]
    )
    here, at_no_desk = Q(stock_organizer=organizer), Q(stock_organizer=None, status=Card.Status.PROVISIONED)
    rows = (
        unheld.filter(here | at_no_desk)
        .values_list("card_system_id", "is_social", "status", "stock_organizer_id")
        .annotate(number=Count("pk"))
        .order_by()
    )
    counted: Counter[tuple[int, bool, str, bool]] = Counter()
    for card_system_id, is_social, status, stock_organizer_id, number in rows:
        counted[card_system_id, is_social, status, stock_organizer_id is not None] += number
    return counted


def _line(region: CardSystem, counted: Counter[tuple[int, bool, str, bool]], *, is_social: bool) -> StockLine:
    return StockLine(
        region=region,
        is_social=is_social,
        here=counted[region.pk, is_social, Card.Status.LOCAL_STOCK, True],
        blocked=counted[region.pk, is_social, Card.Status.BLOCKED, True],
        in_region=counted[region.pk, is_social, Card.Status.PROVISIONED, False],
    )
