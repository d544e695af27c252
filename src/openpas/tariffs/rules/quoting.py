"""What a ticket costs for this pass at this moment: the social tariff, the coupons, and what to tell the holder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from openpas.events.rules import EventFacts
from openpas.foundation.calendar import brussels_day
from openpas.foundation.text import Text
from openpas.passholders.rules import Holder
from openpas.tariffs.rules.coupons import TICKETS_WITHOUT_LIMIT, HeldCoupon, coupon_refusal
from openpas.tariffs.rules.keys import Key, Priced, Visit, choose_key
from openpas.tariffs.rules.messages import CALLED_OFF, FREE_EVENT, message_of
from openpas.tariffs.rules.reasons import LIMIT_REACHED, SOCIAL_LIMIT_REACHED, Because, Reason
from openpas.tariffs.rules.split import Shares, apply
from openpas.tariffs.rules.standing import Standing, require_pass_in_use
from openpas.tariffs.rules.tickets import is_used_up, tickets_in_words

SOCIAL_TARIFF_ID: Final = "SOCIALTARIFF"
SOCIAL_TARIFF_NAME: Final = "Kansentarief"


class TariffType(StrEnum):
    """The kinds of discount (contract: Tariff.type)."""

    SOCIALTARIFF = "SOCIALTARIFF"
    COUPON = "COUPON"


class WantedType(StrEnum):
    """What a caller asks for (contract: parameter `type` of O1)."""

    ANY = "ANY"
    SOCIALTARIFF = "SOCIALTARIFF"
    COUPON = "COUPON"


@dataclass(frozen=True, slots=True)
class Uses:
    """Tickets at the social tariff that count against a limit now. Cancelled sales are not counted.

    At the event and at all events of the organizer in the current period of their limits; of a group in this year.
    """

    at_event: int = 0
    at_organizer: int = 0
    of_group_this_year: int = 0


UNUSED: Final = Uses()


@dataclass(frozen=True, slots=True)
class QuoteFacts:
    """Everything that a quote depends on, but the price and the moment."""

    holder: Holder
    event: EventFacts
    keys: tuple[Key, ...] = ()
    coupons: tuple[HeldCoupon, ...] = ()
    uses: Uses = UNUSED


@dataclass(frozen=True, slots=True)
class OfferedTariff:
    """A price that the holder may choose (contract: TariffAvailibility), with all that a sale keeps of it.

    `card_system_id` is the card system that gives the right, `remaining` how many tickets may be sold at once.
    """

    id: str
    name: str
    type: TariffType
    price_cents: int
    remaining: int
    shares: Shares
    why: tuple[Reason, ...]
    key_id: int
    key_version: int
    card_system_id: int
    granted_coupon_id: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The prices that a pass can get, a message for the holder, and every rule that applied or refused."""

    available: tuple[OfferedTariff, ...]
    message: Text | None
    why: tuple[Reason, ...]

    def offer(self, tariff_id: str) -> OfferedTariff | None:
        """The offer with that id, if there is one."""
        return next((offered for offered in self.available if offered.id == tariff_id), None)


def quote(facts: QuoteFacts, regular_price_cents: int, wanted: WantedType, moment: datetime) -> Quote:
    """What the pass can get for a ticket of that price.

    Raises what makes the pass itself useless (contract/rules.md 2.1-7): InvalidCardStatus, NoActiveCardSystems, and
    SocialTariffExpired or SocialTariffSuspended where nothing else is left of what was asked for (8-5).
    """
    standing = Standing.of(facts.holder, brussels_day(moment))
    require_pass_in_use(facts.holder, standing)
    if not facts.event.takes_place:
        return Quote((), CALLED_OFF, ())
    if regular_price_cents == 0:
        return Quote((), FREE_EVENT, ())
    if wanted is WantedType.COUPON:
        coupons = _coupons(facts, regular_price_cents, standing, moment)
        return Quote(coupons.offers, message_of(coupons.why, is_empty=not coupons.offers), coupons.why)
    social = _social_tariff(facts, regular_price_cents, standing)
    coupons = _coupons(facts, regular_price_cents, standing, moment) if wanted is WantedType.ANY else _NOTHING
    available, why = (*social.offers, *coupons.offers), (*social.why, *coupons.why)
    lost = standing.lost_social_tariff(_card_systems_that_matter(facts))
    if lost is not None and not available:
        raise lost
    hoped = bool(standing.active) and not social.offers
    return Quote(available, message_of(why, is_empty=not available, hoped_for_social_tariff=hoped, lost=lost), why)


@dataclass(frozen=True, slots=True)
class _Part:
    offers: tuple[OfferedTariff, ...] = ()
    why: tuple[Reason, ...] = ()


_NOTHING: Final = _Part()


def _card_systems_that_matter(facts: QuoteFacts) -> frozenset[int]:
    """Where an expired or suspended social tariff would have helped: at the event, or anywhere for supra-local keys."""
    everywhere = frozenset(membership.card_system_id for membership in facts.holder.memberships)
    return everywhere if any(key.is_supra_local for key in facts.keys) else facts.event.card_system_ids


def _social_tariff(facts: QuoteFacts, price_cents: int, standing: Standing) -> _Part:
    visit = Visit(price_cents, facts.event, standing.active, facts.holder.municipality_nis)
    choice = choose_key(facts.keys, visit)
    if choice.best is None:
        return _Part(why=choice.why)
    if limits := tuple(_limits_reached(facts)):
        return _Part(why=(*limits, *choice.why))
    return _Part((_social_offer(facts, choice.best, standing, choice.why),), choice.why)


def _social_offer(facts: QuoteFacts, best: Priced, standing: Standing, why: tuple[Reason, ...]) -> OfferedTariff:
    key = best.key
    return OfferedTariff(
        id=SOCIAL_TARIFF_ID,
        name=SOCIAL_TARIFF_NAME,
        type=TariffType.SOCIALTARIFF,
        price_cents=best.shares.passholder_cents,
        remaining=group_tickets_left(facts.holder, facts.uses) if facts.holder.is_group else 1,
        shares=best.shares,
        why=why,
        key_id=key.id,
        key_version=key.version,
        card_system_id=key.card_system_id if key.card_system_id in standing.active else min(standing.active),
    )


def group_tickets_left(holder: Holder, uses: Uses) -> int:
    """How many tickets at the social tariff a group has left this year; none when nobody set a number."""
    return max((holder.tickets_per_year or 0) - uses.of_group_this_year, 0)


def _limits_reached(facts: QuoteFacts) -> Iterator[Reason]:
    """A person is held by the limits of event and organizer, a group by its own quota (contract/rules.md 8-7)."""
    event, uses = facts.event, facts.uses
    if facts.holder.is_group:
        if not group_tickets_left(facts.holder, uses):
            yield Reason(Because.GROUP_QUOTA, "group", {"volume": facts.holder.tickets_per_year or 0})
        return
    if event.ticket_limit and is_used_up(event.ticket_limit, uses.at_event):
        yield Reason(Because.EVENT_LIMIT, "event", {"tickets": tickets_in_words(event.ticket_limit)})
    if event.organizer_ticket_limit and is_used_up(event.organizer_ticket_limit, uses.at_organizer):
        yield Reason(Because.ORGANIZER_LIMIT, "organizer", {"tickets": tickets_in_words(event.organizer_ticket_limit)})


def _coupons(facts: QuoteFacts, price_cents: int, standing: Standing, moment: datetime) -> _Part:
    offers: list[OfferedTariff] = []
    why: list[Reason] = []
    for coupon in facts.coupons:
        shares = apply(coupon.split, price_cents, holder_pays_at_least_cents=0)
        reason = _coupon_reason(coupon, facts, price_cents, standing, moment)
        if not reason.applies:
            why.append(reason)
        elif shares.passholder_cents >= price_cents:
            why.append(Reason(Because.NO_DISCOUNT, coupon.tariff_id, {"name": coupon.name}))
        else:
            why.append(reason)
            offers.append(_coupon_offer(coupon, shares, reason, is_group=facts.holder.is_group))
    return _Part(tuple(offers), tuple(why))


def _coupon_reason(
    coupon: HeldCoupon, facts: QuoteFacts, price_cents: int, standing: Standing, moment: datetime
) -> Reason:
    because = coupon_refusal(coupon, facts.event, price_cents, standing.usable, moment)
    if because is not None:
        return Reason(because, coupon.tariff_id, {"name": coupon.name})
    if coupon.limit and is_used_up(coupon.limit, coupon.used):
        return Reason(Because.COUPON_LIMIT, coupon.tariff_id, {"tickets": tickets_in_words(coupon.limit)})
    if coupon.event_limit and is_used_up(coupon.event_limit, coupon.used_at_event):
        return Reason(Because.COUPON_EVENT_LIMIT, coupon.tariff_id, {"tickets": tickets_in_words(coupon.event_limit)})
    return Reason(Because.COUPON_WORKS, coupon.tariff_id, {"name": coupon.name})


def _coupon_offer(coupon: HeldCoupon, shares: Shares, reason: Reason, *, is_group: bool) -> OfferedTariff:
    left = coupon.remaining()
    for_group = TICKETS_WITHOUT_LIMIT if left is None else left
    return OfferedTariff(
        id=coupon.tariff_id,
        name=coupon.name,
        type=TariffType.COUPON,
        price_cents=shares.passholder_cents,
        remaining=for_group if is_group else 1,
        shares=shares,
        why=(reason,),
        key_id=coupon.key_id,
        key_version=coupon.key_version,
        card_system_id=coupon.card_system_id,
        granted_coupon_id=coupon.granted_id,
    )


def limit_reached(why: tuple[Reason, ...], tariff_id: str) -> Reason | None:
    """The reason that the right to a tariff is there but used up, if that is why it is not offered."""
    limits = [reason for reason in why if reason.because in LIMIT_REACHED]
    if tariff_id == SOCIAL_TARIFF_ID:
        return next((reason for reason in limits if reason.because in SOCIAL_LIMIT_REACHED), None)
    return next((reason for reason in limits if reason.subject == tariff_id), None)
