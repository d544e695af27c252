"""Cards that a desk receives from its region, and from then on can give to people (BR-CARD-09)."""

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardDoesNotFit
from openpas.passholders.service.cards import put_in_stock


def may_receive(actor: Actor, card: Card, organizer: Organizer) -> bool:
    """Whether the desk may take this card into its stock: one that registers people in the region of the card.

    Cards that were made for the social tariff are for desks that may grant it (domain/rules.md 2.2).
    """
    needed = [Permission.PASSHOLDERS_WRITE]
    if card.is_social:
        needed.append(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    return all(actor.may(permission, [organizer.pk], card.card_system_id) for permission in needed)


@transaction.atomic
def receive(actor: Actor, card: Card, organizer: Organizer) -> Card:
    """The card is at the desk now. Raises PermissionMissing, CardDoesNotFit and InvalidCardStatus."""
    if not organizer.card_systems.filter(pk=card.card_system_id).exists():
        raise CardDoesNotFit("The card is of a region in which the desk does not work.")
    actor.require(Permission.PASSHOLDERS_WRITE, [organizer.pk], card.card_system_id)
    if card.is_social:
        actor.require(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF, [organizer.pk], card.card_system_id)
    return put_in_stock(actor, card, organizer)
