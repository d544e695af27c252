"""Somebody becomes a member of a card system."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.refusals import MemberAlready
from openpas.passholders.rules import require_social_tariff_end
from openpas.passholders.service.account import outdate_decisions
from openpas.passholders.service.cards import activate, card_to_give
from openpas.records import service as records
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class NewMembership:
    """A card system to join, with or without the social tariff there, and with or without a card of it.

    `uitpas_number` is a card in stock. With `has_card` and no number a digital card is issued; a membership without a
    card exists too (BR-CARD-13).
    """

    card_system: CardSystem
    social_tariff_ends_on: date | None = None
    uitpas_number: str = ""
    has_card: bool = False


@transaction.atomic
def add_membership(
    actor: Actor, person: Passholder, new: NewMembership, at: datetime | None = None
) -> CardSystemMembership:
    """Let a passholder join another card system. `at` is filled for what happened elsewhere, earlier.

    Raises MemberAlready, InvalidSocialTariffEnd, and what `cards.card_to_give` raises.
    """
    outdate_decisions(person.pk)
    membership = join(actor, person, new, at or clock.now())
    facts = {"passholder_id": person.pk, "card_system_id": new.card_system.pk}
    records.publish("MembershipAdded", facts)
    records.note(actor, "membership.add", f"passholder:{person.pk}", card_system_id=new.card_system.pk)
    return membership


def join(actor: Actor, person: Passholder, new: NewMembership, at: datetime) -> CardSystemMembership:
    """Make the membership and give its card; the command around it tells about it."""
    if new.social_tariff_ends_on is not None:
        require_social_tariff_end(new.social_tariff_ends_on, brussels_day(at))
    membership = CardSystemMembership(
        passholder=person, card_system=new.card_system, social_tariff_ends_on=new.social_tariff_ends_on, created_at=at
    )
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError:
        raise MemberAlready from None
    if new.has_card or new.uitpas_number:
        is_social = new.social_tariff_ends_on is not None
        activate(card_to_give(actor, new.card_system, new.uitpas_number, is_social=is_social), membership, at)
    return membership
