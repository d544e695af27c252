"""Which line of a price table holds for one person (BR-PR-01)."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpas.enrolment.refusals import MembershipPriceUnknown


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of the table of a card system and kind of card. What is None, or an empty reason, holds for everybody.

    `position` is the place in the table, from 0.
    """

    price_cents: int
    label: str
    description: str
    position: int = 0
    age_from: int | None = None
    age_to: int | None = None
    is_resident: bool | None = None
    has_social_tariff: bool | None = None
    reason: str = ""
    voucher_type_id: int | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """For whom the price is asked. `age` in whole years; `reason` one of BR-PR-02."""

    age: int
    is_resident: bool
    has_social_tariff: bool
    reason: str
    voucher_type_id: int | None = None


def price_for(lines: Iterable[PriceLine], newcomer: Newcomer) -> PriceLine:
    """The line that says most about the person; of equals the first in the table.

    A voucher takes the better of the line for its type and the ordinary one: it never makes a membership dearer.
    Raises MembershipPriceUnknown when no line fits.
    """
    fitting = [line for line in lines if _fits(line, newcomer)]
    ordinary = _closest(line for line in fitting if line.voucher_type_id is None)
    with_voucher = _closest(line for line in fitting if line.voucher_type_id is not None)
    found = [line for line in (with_voucher, ordinary) if line is not None]
    if not found:
        raise MembershipPriceUnknown
    return min(found, key=lambda line: line.price_cents)


def _fits(line: PriceLine, newcomer: Newcomer) -> bool:
    return (
        (line.age_from is None or line.age_from <= newcomer.age)
        and (line.age_to is None or newcomer.age <= line.age_to)
        and line.is_resident in (None, newcomer.is_resident)
        and line.has_social_tariff in (None, newcomer.has_social_tariff)
        and line.reason in ("", newcomer.reason)
        and line.voucher_type_id in (None, newcomer.voucher_type_id)
    )


def _closest(lines: Iterable[PriceLine]) -> PriceLine | None:
    return min(lines, key=lambda line: (-_conditions(line), line.position), default=None)


def _conditions(line: PriceLine) -> int:
    """How many conditions the line names; an age band counts once."""
    has_age = line.age_from is not None or line.age_to is not None
    named = (line.is_resident is not None, line.has_social_tariff is not None, bool(line.reason))
    return has_age + sum(named)
