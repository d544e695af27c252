"""Housekeeping of the records: months ahead, answers nobody will ask for again, looks of long ago."""

from datetime import date, timedelta
from typing import Final

from django.conf import settings
from procrastinate.contrib.django import app

from openpas.foundation.calendar import brussels_day
from openpas.records.idempotency import KEPT_FOR
from openpas.records.models import IdempotencyAnswer, RequestCount
from openpas.records.partitions import drop_months, ensure_months
from openpas.runtime import clock

_AHEAD: Final = timedelta(days=100)
_BEHIND: Final = timedelta(days=31)
_COUNTS_KEPT_FOR: Final = timedelta(days=1)
_MONTHS_PER_YEAR: Final = 12


def prepare_months() -> None:
    """Have partitions for last month and the coming three."""
    today = brussels_day(clock.now())
    ensure_months(today - _BEHIND, today + _AHEAD)


def forget_old_answers() -> int:
    """Delete kept answers past their time; how many there were."""
    deleted, _ = IdempotencyAnswer.objects.filter(created_at__lt=clock.now() - KEPT_FOR).delete()
    return deleted


def forget_old_counts() -> int:
    """Delete the counts of requests in windows that are long over; how many there were."""
    deleted, _ = RequestCount.objects.filter(window_starts_at__lt=clock.now() - _COUNTS_KEPT_FOR).delete()
    return deleted


def forget_old_accesses() -> list[str]:
    """Drop the months of the access log that are past their time; their names. 0 months keeps all."""
    kept: int = settings.OPENPAS_ACCESS_MONTHS
    return drop_months("records_accessline", _months_before(brussels_day(clock.now()), kept)) if kept else []


def _months_before(day: date, months: int) -> date:
    month = day.year * _MONTHS_PER_YEAR + day.month - 1 - months
    return date(month // _MONTHS_PER_YEAR, month % _MONTHS_PER_YEAR + 1, 1)


def keep_house() -> None:
    """All of it: at every start, and every night."""
    prepare_months()
    forget_old_answers()
    forget_old_counts()
    forget_old_accesses()


@app.periodic(cron="4 2 * * *")
@app.task(name="records.keep_house")
def keep_house_at_night(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """For a server that stays up for longer than months were prepared ahead."""
    keep_house()
