"""An index over each month of check-ins that is over, for the numbers of desks.

While a month is written it has none, so that a check-in stays as cheap as it is.
"""

from typing import Final

from procrastinate.contrib.django import app

from openpas.foundation.calendar import brussels_day
from openpas.records.partitions import index_months
from openpas.runtime import clock

_TABLE: Final = "checkins_checkin"
_COLUMNS: Final = ("organizer_id", "created_at")


@app.periodic(cron="40 3 * * *")
@app.task(name="insights.index_months")
def index_ended_months(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """Every night; the work is in the first one of a month."""
    index_months(_TABLE, brussels_day(clock.now()), _COLUMNS)
