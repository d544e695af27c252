"""What a validation must know of the programme: which statutes count where, and who has a pass already."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from openpas.card_systems.queries import demand_card_system
from openpas.entitlement.models import CardSystemStatutes
from openpas.entitlement.statuses import WantedStatute
from openpas.passholders.models import Card
from openpas.records.encryption import blind_index

DEFAULT_NAMES: Final = ("BIM_BVT",)
DEFAULT_NAMES_FOR_MINORS: Final = ("BIM_BVT_IN_FAMILY",)
_LAST_YEAR_OF_A_MINOR: Final = 17


@dataclass(frozen=True, slots=True)
class Statutes:
    """What to ask, and of which source (empty for the usual one)."""

    source: str
    statutes: tuple[WantedStatute, ...]


@dataclass(frozen=True, slots=True)
class HeldPass:
    passholder_id: int
    uitpas_number: str


def statutes_of(card_system_id: int | None) -> Statutes:
    """The statutes that give the social tariff in a card system; without one the usual ones (domain/rules.md 6.3).

    Raises CardSystemNotFound.
    """
    if card_system_id is None:
        return _statutes(DEFAULT_NAMES, DEFAULT_NAMES_FOR_MINORS)
    row = CardSystemStatutes.objects.filter(pk=card_system_id).first()
    if row is None:
        demand_card_system(card_system_id)
        return _statutes(DEFAULT_NAMES, DEFAULT_NAMES_FOR_MINORS)
    return _statutes(row.names, row.names_for_minors, tuple(row.postal_codes), row.source)


def passes_of(numbers: Iterable[str]) -> dict[str, HeldPass]:
    """INSZ → the pass of who has one: an ACTIVE card of the oldest membership first, else any card that was held.

    One query. Somebody whose card is blocked is a passholder too, and cannot register again.
    """
    by_index = {blind_index(insz): insz for insz in numbers}
    cards = Card.objects.filter(membership__passholder__insz_index__in=by_index).order_by(
        "membership__is_blocked", "membership__created_at", "-activated_at", "pk"
    )
    held: dict[str, HeldPass] = {}
    rows = cards.values_list(
        "membership__passholder__insz_index", "membership__passholder_id", "uitpas_number", "status"
    )
    for index, passholder_id, number, _ in sorted(rows, key=lambda row: row[3] != Card.Status.ACTIVE):
        held.setdefault(by_index[bytes(index or b"")], HeldPass(passholder_id, number))
    return held


def _statutes(
    names: Iterable[str], names_for_minors: Iterable[str], postal_codes: tuple[str, ...] = (), source: str = ""
) -> Statutes:
    return Statutes(
        source,
        (
            *(WantedStatute(name, postal_codes) for name in names),
            *(WantedStatute(name, postal_codes, maximum_age=_LAST_YEAR_OF_A_MINOR) for name in names_for_minors),
        ),
    )
