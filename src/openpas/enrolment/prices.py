"""What a membership costs for somebody (operations 46 and 47)."""

from dataclasses import dataclass
from datetime import date

from openpas.card_systems.models import MembershipPriceRule
from openpas.card_systems.queries import demand_card_system, demand_postal_code
from openpas.enrolment.desks import municipalities_of
from openpas.enrolment.present import present_membership
from openpas.enrolment.rules.consent import require_born
from openpas.enrolment.rules.memberships import PriceReason, reason_of
from openpas.enrolment.rules.prices import Newcomer, PriceLine, price_for
from openpas.enrolment.vouchers import usable_voucher
from openpas.foundation.actor import Actor
from openpas.foundation.belgium import ABROAD_POSTAL_CODE, municipality_of
from openpas.foundation.calendar import age_on, brussels_day
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.records.service import note_access
from openpas.runtime import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPrice:
    """The card for which the price is asked. `voucher` is empty without one.

    Without a reason it is the one that follows from the membership that the person has; without a municipality it is
    where the person lives now.
    """

    card_system_id: int
    card_type: str
    has_social_tariff: bool = False
    voucher: str = ""
    reason: PriceReason | None = None
    municipality_nis: str | None = None


def price_for_newcomer(actor: Actor, asked: AskedPrice, postal_code: str, born: date) -> PriceLine:
    """The price for who is no passholder yet; postal code `0000` is abroad.

    Raises PermissionMissing, CardSystemNotFound, PostalCodeInvalid, InvalidVoucherCode and MembershipPriceUnknown.
    """
    (actor.through or actor).require_somewhere(Permission.MEMBERSHIP_PRICES_READ)
    demand_card_system(asked.card_system_id)
    require_born(born, brussels_day(clock.now()))
    if postal_code != ABROAD_POSTAL_CODE:
        demand_postal_code(postal_code)
    place = municipality_of(postal_code)
    return first_price(asked, born, place.nis if place else "")


def first_price(asked: AskedPrice, born: date, municipality_nis: str) -> PriceLine:
    """The price of a first pass for somebody who lives there; empty is abroad. Who asks was decided before.

    Raises InvalidVoucherCode and MembershipPriceUnknown.
    """
    return _price(asked, born, municipality_nis, PriceReason.FIRST_CARD)


def price_for_passholder(actor: Actor, asked: AskedPrice, person: Passholder) -> PriceLine:
    """The price for a passholder, by the birth date that is known.

    Raises PermissionMissing, CardSystemNotFound, InvalidVoucherCode and MembershipPriceUnknown.
    """
    actor.require_somewhere(Permission.PASSHOLDERS_SEARCH)
    actor.require_somewhere(Permission.MEMBERSHIP_PRICES_READ)
    demand_card_system(asked.card_system_id)
    note_access(actor, [person.pk], "membership_prices.read")
    present = present_membership(person, asked.card_system_id)
    follows = reason_of(present, with_social_tariff=asked.has_social_tariff, today=brussels_day(clock.now()))
    nis = person.municipality_nis if asked.municipality_nis is None else asked.municipality_nis
    return _price(asked, person.date_of_birth, nis, asked.reason or follows)


def _price(asked: AskedPrice, born: date, municipality_nis: str, reason: PriceReason) -> PriceLine:
    voucher = usable_voucher(asked.voucher, asked.card_system_id) if asked.voucher else None
    newcomer = Newcomer(
        age=age_on(born, brussels_day(clock.now())),
        is_resident=municipality_nis in municipalities_of(asked.card_system_id),
        has_social_tariff=asked.has_social_tariff,
        reason=reason,
        voucher_type_id=voucher.type_id if voucher else None,
    )
    rules = MembershipPriceRule.objects.filter(card_system_id=asked.card_system_id, card_type=asked.card_type)
    return price_for([_line(rule, place) for place, rule in enumerate(rules)], newcomer)


def _line(rule: MembershipPriceRule, position: int) -> PriceLine:
    return PriceLine(
        price_cents=rule.price_cents,
        label=rule.label,
        description=rule.description,
        position=position,
        age_from=rule.age_from,
        age_to=rule.age_to,
        is_resident=rule.is_resident,
        has_social_tariff=rule.has_social_tariff,
        reason=rule.reason,
        voucher_type_id=rule.voucher_type_id,
    )
