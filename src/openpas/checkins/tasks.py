"""Forget check-in codes that are long over."""

from datetime import timedelta
from typing import Final

from procrastinate.contrib.django import app

from openpas.checkins.models import CheckinCode
from openpas.runtime import clock

_CODES_KEPT_FOR: Final = timedelta(days=31)
"""Whoever scans an old poster reads that the activity is over, and not that nobody knows the code."""


def forget_old_codes() -> int:
    """Delete codes a month after the activity; how many there were. One without an end stays."""
    deleted, _ = CheckinCode.objects.filter(expires_at__lt=clock.now() - _CODES_KEPT_FOR).delete()
    return deleted


@app.periodic(cron="24 2 * * *")
@app.task(name="checkins.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """Every night."""
    forget_old_codes()
