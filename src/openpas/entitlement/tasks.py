"""Forget what is no longer needed of people who asked for the social tariff, or have had it."""

from datetime import timedelta
from typing import Final

from procrastinate.contrib.django import app

from openpas.entitlement.models import Attest, StatusEnquiry, Validation
from openpas.foundation.calendar import brussels_day
from openpas.runtime import clock

_VALIDATIONS_KEPT_FOR: Final = timedelta(days=1)
_ENQUIRIES_KEPT_FOR: Final = timedelta(days=400)
"""Thirteen months (domain/rules.md 6.4)."""
_ATTESTS_KEPT_FOR: Final = _ENQUIRIES_KEPT_FOR
"""After the end of the social tariff that they gave (docs/decisions/0019-attests-seen-not-kept.md)."""


def forget_old_validations() -> int:
    """Delete validations of yesterday with their persons and tokens; how many validations there were."""
    old = Validation.objects.filter(started_at__lt=clock.now() - _VALIDATIONS_KEPT_FOR)
    _, deleted = old.delete()
    return deleted.get(f"entitlement.{Validation.__name__}", 0)


def forget_old_enquiries() -> int:
    """Delete the log of questions past its time; how many lines there were."""
    deleted, _ = StatusEnquiry.objects.filter(asked_at__lt=clock.now() - _ENQUIRIES_KEPT_FOR).delete()
    return deleted


def forget_old_attests() -> int:
    """Delete what desks saw for a social tariff that ended long ago; how many lines there were."""
    deleted, _ = Attest.objects.filter(ends_on__lt=brussels_day(clock.now()) - _ATTESTS_KEPT_FOR).delete()
    return deleted


@app.periodic(cron="44 2 * * *")
@app.task(name="entitlement.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001  the scheduler's, which tells when it was due
    """Every night."""
    forget_old_validations()
    forget_old_enquiries()
    forget_old_attests()
