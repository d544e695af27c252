"""What a ticket costs for a pass, or for somebody unknown with the social tariff."""

from datetime import date
from typing import Final

from openpas.events.rules import EventFacts
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.rules import Holder, Membership, SocialTariff
from openpas.runtime import clock
from openpas.tariffs.queries.facts import load_facts
from openpas.tariffs.queries.programme import present_programme_of
from openpas.tariffs.refusals import SocialTariffNotAvailable
from openpas.tariffs.rules import quoting as rules
from openpas.tariffs.rules.messages import CALLED_OFF, NOT_FOR_THIS_ACTIVITY
from openpas.tariffs.rules.quoting import Quote, QuoteFacts, WantedType

_NEVER_ENDS: Final = date.max.replace(year=9000)


def quote(
    actor: Actor,
    event_id: str,
    uitpas_number: str,
    regular_price_cents: int,
    tariff_type: WantedType | str = WantedType.ANY,
) -> Quote:
    """The prices that this pass can get for a ticket of that price (O1). `event_id` is the public one. One query.

    Raises EventNotFound, PermissionMissing, InvalidUitpasNumberAtCounter, PassholderNotFound and what the rule raises.
    """
    moment = clock.now()
    loaded = load_facts(event_id, uitpas_number, moment)
    actor.require(Permission.TARIFFS_READ, loaded.event.counter_ids)
    return rules.quote(loaded.of_pass(), regular_price_cents, WantedType(tariff_type), moment)


def static_quote(actor: Actor, event_id: str, regular_price_cents: int) -> Quote:
    """What somebody with the social tariff from the region and municipality of the organizer would pay (O2).

    Raises EventNotFound, PermissionMissing, and SocialTariffNotAvailable when no key gives them a discount or
    the event was called off.
    """
    programme = present_programme_of(event_id)
    event = programme.event
    actor.require(Permission.TARIFFS_READ, event.counter_ids)
    if not event.takes_place:
        raise SocialTariffNotAvailable(why=CALLED_OFF)
    if event.card_system_ids:
        facts = QuoteFacts(_somebody_at(event), event, programme.keys)
        quoted = rules.quote(facts, regular_price_cents, WantedType.SOCIALTARIFF, clock.now())
        if quoted.available or not regular_price_cents:
            return quoted
    raise SocialTariffNotAvailable(why=NOT_FOR_THIS_ACTIVITY)


def _somebody_at(event: EventFacts) -> Holder:
    """A person with an ACTIVE social tariff in every region of the event, who bought nothing yet."""
    tariff = SocialTariff(ends_on=_NEVER_ENDS)
    return Holder(
        uitpas_number="",
        card_status="ACTIVE",
        passholder_id=None,
        group_pass_id=None,
        is_blocked=False,
        municipality_nis=event.organizer_municipality,
        memberships=tuple(
            Membership(system, is_blocked=False, social_tariff=tariff) for system in event.card_system_ids
        ),
    )
