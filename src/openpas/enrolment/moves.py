"""What would happen if somebody moved, told before it is done: the same reading and the same rule as the command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.enrolment.desks import Desk, municipalities_of, residence_of
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.refusals import SameAddress
from openpas.enrolment.rules.moves import MovePlan, Region, plan_of
from openpas.enrolment.rules.residence import Residence
from openpas.foundation.actor import Actor
from openpas.foundation.belgium import normal
from openpas.foundation.calendar import brussels_day
from openpas.foundation.refusal import Refusal
from openpas.organizers.models import Organizer
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.runtime import clock

_VALID: Final = (SocialTariffStatus.ACTIVE, SocialTariffStatus.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Move:
    """An address, the municipality that it is in, and what follows from living there."""

    address: HomeAddress
    residence: Residence
    plan: MovePlan


def move_of(actor: Actor, desk: Organizer, person: Passholder, address: HomeAddress) -> Move:
    """Decide what follows. Raises InvalidCity, SameAddress and StatusStaysBehind."""
    residence = residence_of(address)
    if _is_known(person, address, residence):
        raise SameAddress
    regions = _regions(person, desk, lambda region: _may_grant(actor, Desk(desk, region), residence))
    return Move(address, residence, plan_of(person.municipality_nis, residence, regions))


def _is_known(person: Passholder, address: HomeAddress, residence: Residence) -> bool:
    known = (normal(person.street), person.postal_code, person.municipality_nis)
    return known == (normal(address.street), address.postal_code, residence.nis)


def _regions(person: Passholder, desk: Organizer, may_grant: Callable[[CardSystem], bool]) -> list[Region]:
    """Those of the person, oldest membership first, then the others of the desk."""
    held = CardSystemMembership.objects.filter(passholder=person).select_related("card_system")
    rows = {row.card_system_id: row for row in held.order_by("created_at", "pk")}
    of_desk = {region.pk: region for region in desk.card_systems.order_by("pk")}
    known = {**{number: row.card_system for number, row in rows.items()}, **of_desk}
    return [
        _region(region, rows.get(number), is_of_desk=number in of_desk, is_granted_here=may_grant(region))
        for number, region in known.items()
    ]


def _region(region: CardSystem, row: CardSystemMembership | None, *, is_of_desk: bool, is_granted_here: bool) -> Region:
    return Region(
        region.pk,
        municipalities_of(region.pk),
        is_member=row is not None,
        is_of_desk=is_of_desk,
        is_granted_here=is_of_desk and is_granted_here,
        has_status=row is not None and not row.is_blocked and _status(row, region) in _VALID,
        status_ends_on=row.social_tariff_ends_on if row else None,
    )


def _may_grant(actor: Actor, desk: Desk, residence: Residence) -> bool:
    try:
        desk.require_right_to_grant(actor, residence)
    except Refusal:
        return False
    return True


def _status(row: CardSystemMembership, card_system: CardSystem) -> SocialTariffStatus:
    granted = SocialTariff(row.social_tariff_ends_on, row.social_tariff_suspended_until, card_system.grace_days)
    return granted.status_on(brussels_day(clock.now()))
