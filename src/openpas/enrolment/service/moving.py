"""Somebody lives somewhere else from now on."""

from openpas.enrolment.desks import municipalities_of
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.rules.residence import Residence, require_stays_inside
from openpas.foundation.calendar import brussels_day
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.runtime import clock

_VALID = (SocialTariffStatus.ACTIVE, SocialTariffStatus.SUSPENDED)


def move(person: Passholder, address: HomeAddress, residence: Residence, *, is_free_to_leave: bool = False) -> None:
    """Fill in the address; the caller saves. Who joins another region with its social tariff may leave the old one.

    Raises CityOutsideRegion for who would leave the region of a valid social tariff (BR-PH-08, BR-PH-09).
    """
    if not is_free_to_leave:
        require_stays_inside(person.municipality_nis, residence, _regions_that_hold(person))
    person.street = "" if address.is_abroad else address.street
    person.postal_code = address.postal_code
    person.city = residence.city
    person.country = address.country.upper()
    person.municipality_nis = residence.nis


def _regions_that_hold(person: Passholder) -> list[frozenset[str]]:
    today = brussels_day(clock.now())
    rows = CardSystemMembership.objects.filter(passholder=person, is_blocked=False).select_related("card_system")
    return [
        municipalities_of(row.card_system_id)
        for row in rows
        if SocialTariff(
            row.social_tariff_ends_on, row.social_tariff_suspended_until, row.card_system.grace_days
        ).status_on(today)
        in _VALID
    ]
