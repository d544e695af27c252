"""Ticket sales without a counter, with the shares that a test wants, and sheets read back."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZipFile

import time_machine
from openpyxl import load_workbook

from openpas.demo.cast import Cast
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.passholders.models import GroupPass, Passholder
from openpas.settlement.models import Report
from openpas.settlement.production import produce
from openpas.settlement.queries.reports import file_of
from openpas.settlement.rules.periods import ReportPeriod
from openpas.tariffs.models import Posting, TicketSale, TicketSaleCancellation
from openpas.tariffs.rules.split import Shares

GENT, AALST = "44021", "41002"
FIRST_QUARTER = ReportPeriod(date(2026, 1, 1), date(2026, 3, 31))
SECOND_QUARTER = ReportPeriod(date(2026, 4, 1), date(2026, 6, 30))
STANDARD = Shares(220, 440, 0, 440)
SYSTEM = Actor("user:1", ActorKind.STAFF)


def bookkeeper(*organizer_ids: int) -> Actor:
    rights = {Permission.ORGANIZERS_REPORTS: ALL_CARD_SYSTEMS}
    return Actor("client:books", ActorKind.CLIENT, by_organizer=dict.fromkeys(organizer_ids, rights))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def sell(
    cast: Cast,
    when: str,
    shares: Shares = STANDARD,
    *,
    holder: Passholder | GroupPass | None = None,
    nis: str = GENT,
    **more: Any,
) -> TicketSale:
    """A ticket for the concert of the theatre, sold to Amina unless said otherwise."""
    buyer = holder or cast.amina
    facts = {
        "event": cast.concert,
        "organizer": cast.theatre,
        "passholder": buyer if isinstance(buyer, Passholder) else None,
        "group_pass": buyer if isinstance(buyer, GroupPass) else None,
        "uitpas_number": cast.amina_number,
        "tariff_type": "SOCIALTARIFF",
        "tariff_name": "Kansentarief",
        "key": cast.standard_key,
        "key_version": 1,
        "card_system": cast.gent,
        "municipality_nis": nis,
        "regular_price_cents": shares.total_cents,
        "regular_price_label": "Basistarief",
        "price_cents": shares.passholder_cents,
        "actor": "client:test",
        "created_at": at(when),
    }
    sale = TicketSale.objects.create(**{**facts, **more})
    _post(sale, {payer.value: cents for payer, cents in shares.by_payer().items() if cents}, at(when), reversal=False)
    return sale


def cancel(sale: TicketSale, when: str) -> None:
    TicketSaleCancellation.objects.create(sale=sale, created_at=at(when), actor="client:test")
    posted = {posting.payer: -posting.amount_cents for posting in sale.postings.filter(is_reversal=False)}
    _post(sale, posted, at(when), reversal=True)


def _post(sale: TicketSale, cents: dict[str, int], when: datetime, *, reversal: bool) -> None:
    Posting.objects.bulk_create(
        Posting(sale=sale, payer=payer, amount_cents=amount, is_reversal=reversal, created_at=when)
        for payer, amount in cents.items()
    )


def reported(cast: Cast, period: ReportPeriod, when: str) -> Report:
    """A report of the theatre that was asked for and made at that moment."""
    with time_machine.travel(at(when), tick=False):
        report = Report.objects.create(
            organizer=cast.theatre,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            requested_by="client:books",
            created_at=at(when),
        )
        produce(report.pk)
    report.refresh_from_db()
    return report


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as a spreadsheet shows it: rows of values."""

    rows: list[list[Any]]

    @property
    def lines(self) -> list[dict[str, Any]]:
        titles = self.rows[12]
        return [dict(zip(titles, row, strict=True)) for row in self.rows[13:-1]]

    @property
    def total(self) -> tuple[str, Any]:
        return self.rows[-1][1], self.rows[-1][12]


def members(report: Report) -> dict[str, bytes]:
    """File name → content."""
    with ZipFile(file_of(report.pk)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def sheets(report: Report) -> dict[str, ReadSheet]:
    """Government → its XLSX sheet."""
    return dict(_sheets(report))


def _sheets(report: Report) -> Iterator[tuple[str, ReadSheet]]:
    for name, content in members(report).items():
        if name.endswith(".xlsx"):
            page = load_workbook(io.BytesIO(content)).active
            yield name.partition("_")[0], ReadSheet([list(row) for row in page.iter_rows(values_only=True)])


def tables(report: Report) -> dict[str, list[dict[str, str]]]:
    """Government → the lines of its CSV."""
    return {
        name.partition("_")[0]: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        for name, content in members(report).items()
        if name.endswith(".csv")
    }
