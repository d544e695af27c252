"""Which sales stand in a report, and which cancellations, so that what was claimed is always corrected once.

A sale stands in the period of its day. When it is cancelled before any report told of it, it is in none. When it is
cancelled after, the claim that was sent stands as it is, and a later report takes it back with a minus line: the
report of the period in which it was cancelled or, when that period is never asked for, the next one that is
(docs/algorithms/settlement.md; domain/rules.md 5.5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from openpas.foundation.calendar import brussels_day
from openpas.settlement.rules.periods import ReportPeriod


class Sign(IntEnum):
    """Whether a line claims a contribution or takes a claim back; amounts are multiplied with it."""

    CLAIM = 1
    CORRECTION = -1


@dataclass(frozen=True, slots=True)
class Export:
    """A report that was made before: its period, and the moment at which the sales were read."""

    period: ReportPeriod
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Cancellation:
    """When a sale was cancelled, and the ids of the reports that hold a minus line for it."""

    cancelled_at: datetime
    told_in: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Books:
    """The period that is reported now, and the earlier exports of the same organizer, by report id."""

    period: ReportPeriod
    exports: Mapping[int, Export] = field(default_factory=dict)

    def lines_for(self, sold_at: datetime, cancellation: Cancellation | None) -> tuple[Sign, ...]:
        """The lines of one sale in this report: none, a claim, a correction, or both."""
        in_period = brussels_day(sold_at) in self.period
        if cancellation is None:
            return (Sign.CLAIM,) if in_period else ()
        if not self._was_exported(sold_at, cancellation.cancelled_at):
            return ()
        corrected = self._is_corrected_here(cancellation)
        return (Sign.CLAIM,) * in_period + (Sign.CORRECTION,) * corrected

    def _was_exported(self, sold_at: datetime, cancelled_at: datetime) -> bool:
        """Whether a report claimed the sale before it was cancelled."""
        day = brussels_day(sold_at)
        return any(
            day in export.period and sold_at <= export.read_at < cancelled_at for export in self.exports.values()
        )

    def _is_corrected_here(self, cancellation: Cancellation) -> bool:
        cancelled_on = brussels_day(cancellation.cancelled_at)
        if cancelled_on > self.period.ends_on:
            return False
        told = [self.exports[report_id].period for report_id in cancellation.told_in if report_id in self.exports]
        caught_up = [period for period in told if cancelled_on not in period]
        if caught_up:
            return any(self.period.covers(period) for period in caught_up)
        return cancelled_on in self.period or not told
