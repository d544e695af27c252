"""A group that accompanies people in poverty gets a pass."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.belgium import municipality_of
from openpas.passholders.models import GroupPass
from openpas.passholders.service.cards import activate, card_to_give
from openpas.records import service as records
from openpas.runtime import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGroupPass:
    """A group and its rights: `tickets_per_year` at the social tariff up to and with `social_tariff_ends_on`, or only
    coupons without that day. `uitpas_number` is a card in stock; without it a digital card is issued.
    """

    name: str
    card_system: CardSystem
    postal_code: str
    city: str
    street: str = ""
    email: str = ""
    phone_number: str = ""
    uitpas_number: str = ""
    social_tariff_ends_on: date | None = None
    tickets_per_year: int | None = None
    created_at: datetime | None = None


@transaction.atomic
def create_group_pass(actor: Actor, new: NewGroupPass) -> GroupPass:
    """Make the group pass with its card (domain/rules.md 4.9). Raises what `cards.card_to_give` raises."""
    at = new.created_at or clock.now()
    place = municipality_of(new.postal_code, new.city)
    is_social = new.social_tariff_ends_on is not None
    group = GroupPass.objects.create(
        public_id=uuid4(),
        name=new.name,
        card_system=new.card_system,
        email=new.email,
        phone_number=new.phone_number,
        street=new.street,
        postal_code=new.postal_code,
        city=place.name if place else new.city,
        municipality_nis=place.nis if place else "",
        social_tariff_ends_on=new.social_tariff_ends_on,
        tickets_per_year=new.tickets_per_year if is_social else None,
        created_at=at,
    )
    activate(card_to_give(actor, new.card_system, new.uitpas_number, is_social=is_social), group, at)
    records.publish("GroupPassCreated", {"group_pass_id": group.pk, "card_system_id": new.card_system.pk})
    records.note(actor, "group_pass.create", f"group_pass:{group.pk}", card_system_id=new.card_system.pk)
    return group
