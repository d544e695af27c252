"""The social tariff on a membership is granted, renewed and suspended."""

from datetime import date

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.passholders.models import CardSystemMembership
from openpas.passholders.rules import require_social_tariff_end
from openpas.passholders.service.account import outdate_decisions
from openpas.records import service as records
from openpas.runtime import clock


@transaction.atomic
def grant_social_tariff(actor: Actor, membership: CardSystemMembership, ends_on: date | None = None) -> None:
    """Grant or renew, up to and with `ends_on`; 30 April of next year when nobody says otherwise (BR-ST-01, BR-ST-05).

    A suspension stays as it is: only its own day ends it. Raises InvalidSocialTariffEnd.
    """
    today = brussels_day(clock.now())
    last_day = ends_on or last_of_april_next_year(today)
    require_social_tariff_end(last_day, today)
    outdate_decisions(membership.passholder_id)
    membership.social_tariff_ends_on = last_day
    membership.save(update_fields=["social_tariff_ends_on"])
    _tell(actor, membership, "SocialTariffGranted", "social_tariff.grant", ends_on=last_day.isoformat())


@transaction.atomic
def suspend_social_tariff(actor: Actor, membership: CardSystemMembership, until: date | None) -> None:
    """Suspend up to and with `until`, or end the suspension with None (BR-ST-07). Points and rewards go on."""
    outdate_decisions(membership.passholder_id)
    membership.social_tariff_suspended_until = until
    membership.save(update_fields=["social_tariff_suspended_until"])
    if until is None:
        _tell(actor, membership, "SocialTariffResumed", "social_tariff.resume")
    else:
        _tell(actor, membership, "SocialTariffSuspended", "social_tariff.suspend", until=until.isoformat())


def _tell(actor: Actor, membership: CardSystemMembership, fact: str, action: str, **details: str) -> None:
    subject = {"passholder_id": membership.passholder_id, "card_system_id": membership.card_system_id}
    records.publish(fact, {**subject, **details})
    records.note(actor, action, f"membership:{membership.pk}", at=None, **details)
