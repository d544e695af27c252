"""What stands on a sheet and where: the expense note of domain/rules.md 5.3, with our columns behind.

Pure: values in, cells out. How a cell is written is for `workbook` and `table`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, TypeAlias

from openpas.foundation.calendar import BRUSSELS
from openpas.foundation.money import euro
from openpas.settlement.rules.books import Sign
from openpas.settlement.rules.governments import Government, municipality_name
from openpas.settlement.rules.lines import Line

Cell: TypeAlias = str | int | Decimal | datetime | None
"""Text, a number, euro (Decimal), a moment on the clock in Brussels (naive, as sheets have it), or nothing."""

HEADER_ROW: Final = 12
TOTAL_LABEL_COLUMN: Final = 1

_LETTER: Final = {
    2: "Hierbij vindt u de onkostennota met een overzicht van deelnames tegen kansentarief.",
    3: "We hebben onderstaande gegevens nagekeken en goedgekeurd.",
    5: "Naam vereniging: ",
    6: "Contactpersoon: ",
    8: "Te storten bedrag: ",
    9: "IBAN – Rekeningnummer: ",  # noqa: RUF001  the published sheet has this dash
    10: "Naam Rekeninghouder: ",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whose sheet it is: the organizer who claims, the government that pays, the day on which it was made."""

    organizer: str
    government: Government
    made_on: date
    has_names: bool = False

    @property
    def columns(self) -> tuple["Column", ...]:
        """The columns in their order: the published ones, names where they are allowed, our own."""
        return (*_PUBLISHED, *(_NAMES if self.has_names else ()), *_OWN)

    @property
    def titles(self) -> list[str]:
        """The row of titles."""
        return [column.title for column in self.columns]

    def cells(self, line: Line) -> list[Cell]:
        """One line of the report."""
        return [column.cell(self, line) for column in self.columns]

    @property
    def letter(self) -> list[tuple[int, int, str]]:
        """What stands above the titles, as row, column and text; rows count from 0."""
        return [
            (0, 0, "ONKOSTENNOTA"),
            (0, 3, f"Datum: {self.made_on:%d/%m/%Y}"),
            *((row, 0, text) for row, text in _LETTER.items()),
        ]

    @property
    def total_label(self) -> str:
        return f"Total {self.government.name}"


@dataclass(frozen=True, slots=True)
class Column:
    """A title and what stands under it."""

    title: str
    cell: Callable[[Sheet, Line], Cell]


def local(moment: datetime | None) -> datetime | None:
    """The moment on the clock in Brussels, to the second."""
    return None if moment is None else moment.astimezone(BRUSSELS).replace(tzinfo=None, microsecond=0)


def signed(cents: int, sign: Sign) -> Decimal:
    """Cents of a claim as euro on its line: below zero on a correction, and never minus zero."""
    return euro(sign * cents)


_PUBLISHED: Final[Sequence[Column]] = (
    Column("INRICHTER", lambda sheet, _: sheet.organizer),
    Column("OVERHEID", lambda sheet, _: sheet.government.name),
    Column("DATUM", lambda _, line: local(line.claim.sold_at)),
    Column("UID", lambda _, line: str(line.claim.holder_id)),
    Column("GEMEENTE", lambda _, line: municipality_name(line.claim.municipality_nis)),
    Column("KANSENSTATUUT", lambda _, line: line.claim.card_system),
    Column("TICKETSALECOUPON", lambda _, line: line.claim.coupon),
    Column("GROUPPASS", lambda _, line: line.claim.group_pass),
    Column("EVENT", lambda _, line: line.claim.event),
    Column("DATE_FROM", lambda _, line: local(line.claim.event_starts_at)),
    Column("DATE_TO", lambda _, line: local(line.claim.event_ends_at)),
    Column("TOTALPRICE", lambda _, line: signed(line.claim.regular_price_cents, line.sign)),
    Column("CONTRIBUTION", lambda _, line: signed(line.claim.contribution_cents, line.sign)),
)

_NAMES: Final[Sequence[Column]] = (
    Column("FIRST_NAME", lambda _, line: line.claim.first_name),
    Column("LAST_NAME", lambda _, line: line.claim.last_name),
)

_OWN: Final[Sequence[Column]] = (
    Column("SALE_ID", lambda _, line: line.claim.sale_id),
    Column("PRICE_LABEL", lambda _, line: line.claim.price_label),
    Column("KEY", lambda _, line: line.claim.key),
    Column("KEY_VERSION", lambda _, line: line.claim.key_version),
    Column("SHARE_PASSHOLDER", lambda _, line: signed(line.claim.shares.passholder_cents, line.sign)),
    Column("SHARE_LOCAL_GOVERNMENT", lambda _, line: signed(line.claim.shares.local_government_cents, line.sign)),
    Column("SHARE_FLEMISH_GOVERNMENT", lambda _, line: signed(line.claim.shares.flemish_government_cents, line.sign)),
    Column("SHARE_ORGANIZER", lambda _, line: signed(line.claim.shares.organizer_cents, line.sign)),
    Column("CANCELLED", lambda _, line: local(line.cancelled_at)),
)

TOTAL_COLUMN: Final = len(_PUBLISHED) - 1
"""The sum stands under CONTRIBUTION, the last of the published columns."""
