"""A lost or broken card gives way to a new one (D-21). Points, rewards, history and the social tariff stay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.enrolment.desks import Desk
from openpas.enrolment.present import membership_row
from openpas.enrolment.preview import desk_of, require_not_blocked
from openpas.enrolment.refusals import CardChangedMeanwhile, CardOfOtherKind, NothingToReplace
from openpas.enrolment.rules.memberships import PriceReason
from openpas.enrolment.stock import locked_card
from openpas.enrolment.vouchers import locked_voucher, use
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.passholders.service.account import outdate_decisions
from openpas.passholders.service.cards import activate, card_to_give
from openpas.records import service as records
from openpas.runtime import clock

ReplacementReason = Literal[PriceReason.LOSS_THEFT, PriceReason.DEFECT]
REASONS: Final[tuple[ReplacementReason, ...]] = (PriceReason.LOSS_THEFT, PriceReason.DEFECT)
_HELD: Final = (Card.Status.ACTIVE, Card.Status.BLOCKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementAsked:
    """What a desk asks for. `organizer_id` is public; `replaced_id` is the card that the desk saw as the last one.

    Without a number the new card is digital.
    """

    organizer_id: str
    replaced_id: int
    reason: ReplacementReason
    uitpas_number: str = ""
    voucher: str = ""


@transaction.atomic
def replace_card(actor: Actor, person: Passholder, card_system: CardSystem, asked: ReplacementAsked) -> Card:
    """Block the card, if it is not yet, and give the new one, which is of the same kind. The locks: person, voucher,
    card.

    Raises PermissionMissing, OrganizerNotFound, MembershipNotPossible, NothingToReplace, CardChangedMeanwhile,
    CardOfOtherKind, InvalidVoucherCode, and what `stock.locked_card` raises.
    """
    desk = desk_of(asked.organizer_id, card_system)
    desk.require(actor, Permission.PASSHOLDERS_WRITE)
    outdate_decisions(person.pk)
    person.refresh_from_db()
    membership = membership_row(person, card_system.pk)
    require_not_blocked(person, membership)
    old = last_card(membership)
    if membership is None or old is None:
        raise NothingToReplace
    if old.pk != asked.replaced_id:
        raise CardChangedMeanwhile
    voucher = locked_voucher(asked.voucher, card_system.pk) if asked.voucher else None
    now = clock.now()
    new = _exchange(actor, desk, membership, asked.uitpas_number, now)
    if voucher:
        use(voucher, person, desk.organizer, now)
    facts = {"passholder_id": person.pk, "card_system_id": card_system.pk, "old_card_id": old.pk, "card_id": new.pk}
    records.publish("CardReplaced", facts)
    records.note(actor, "card.replace", f"card:{old.pk}", reason=str(asked.reason), card_id=new.pk)
    return new


def last_card(membership: CardSystemMembership | None) -> Card | None:
    """The ACTIVE card of the membership, else the one that was blocked last; None when there never was one."""
    if membership is None:
        return None
    held = Card.objects.filter(membership=membership, status__in=_HELD)
    return held.order_by("status", "-activated_at", "-pk").first()


def _exchange(actor: Actor, desk: Desk, membership: CardSystemMembership, uitpas_number: str, now: datetime) -> Card:
    is_social = membership.social_tariff_ends_on is not None
    if uitpas_number and locked_card(uitpas_number, desk).is_social != is_social:
        raise CardOfOtherKind(digit=int(is_social))
    membership.cards.filter(status=Card.Status.ACTIVE).update(status=Card.Status.BLOCKED)
    card = card_to_give(actor, desk.card_system, uitpas_number, is_social=is_social)
    activate(card, membership, now)
    return card
