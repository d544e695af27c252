"""Cards come into being, go to a desk, and become somebody's."""

from datetime import datetime

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import is_chip_number, is_social_card, is_uitpas_number, without_separators
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, CardSystemMembership, GroupPass
from openpas.passholders.numbers import next_number
from openpas.passholders.refusals import CardDoesNotFit, InvalidCardStatus, InvalidUitpasNumber
from openpas.records import service as records


@transaction.atomic
def issue_card(
    actor: Actor,
    card_system: CardSystem,
    *,
    uitpas_number: str = "",
    chip_number: str = "",
    is_social: bool = False,
    kind: Card.Kind = Card.Kind.NFC_CARD,
) -> Card:
    """Make a card, PROVISIONED, with the next free number, or a given one whose twelfth digit then tells its kind."""
    if uitpas_number and not is_uitpas_number(uitpas_number):
        raise InvalidUitpasNumber
    number = uitpas_number or next_number(card_system, social_tariff=is_social)
    card = Card.objects.create(
        uitpas_number=number,
        chip_number=_chip(chip_number),
        card_system=card_system,
        kind=kind,
        status=Card.Status.PROVISIONED,
        is_social=is_social_card(number),
    )
    records.note(actor, "card.issue", f"card:{card.pk}", card_system_id=card_system.pk)
    return card


@transaction.atomic
def put_in_stock(actor: Actor, card: Card, organizer: Organizer) -> Card:
    """A card has arrived at a desk, which may now give it to somebody (BR-CARD-09). Raises InvalidCardStatus."""
    arrived = Card.objects.filter(pk=card.pk, status=Card.Status.PROVISIONED).update(
        status=Card.Status.LOCAL_STOCK, stock_organizer=organizer
    )
    if not arrived:
        raise InvalidCardStatus("Only a card that is PROVISIONED can be put in stock.")
    records.note(actor, "card.put_in_stock", f"card:{card.pk}", organizer_id=organizer.pk)
    card.refresh_from_db()
    return card


def card_to_give(actor: Actor, card_system: CardSystem, uitpas_number: str, *, is_social: bool) -> Card:
    """The card in stock with this number, locked; or, without a number, a new digital card.

    Raises InvalidUitpasNumber, InvalidCardStatus for a card that is not LOCAL_STOCK, and CardDoesNotFit for one of
    another card system or kind (BR-CARD-10, BR-CARD-11).
    """
    if not uitpas_number:
        return issue_card(actor, card_system, is_social=is_social, kind=Card.Kind.DIGITAL)
    if not is_uitpas_number(uitpas_number):
        raise InvalidUitpasNumber
    card = Card.objects.select_for_update().filter(uitpas_number=uitpas_number).first()
    if card is None or card.status != Card.Status.LOCAL_STOCK:
        raise InvalidCardStatus("Only a card in the stock of a desk can be given to somebody.")
    if card.card_system_id != card_system.pk or card.is_social != is_social:
        raise CardDoesNotFit
    return card


def activate(card: Card, holder: CardSystemMembership | GroupPass, at: datetime) -> None:
    """The card becomes the holder's."""
    if isinstance(holder, GroupPass):
        card.group_pass = holder
    else:
        card.membership = holder
    card.status = Card.Status.ACTIVE
    card.stock_organizer = None
    card.activated_at = at
    card.save()


def _chip(text: str) -> str | None:
    chip = without_separators(text)
    if chip and not is_chip_number(chip):
        raise CardDoesNotFit("A chip number is eight to twenty hexadecimal characters.")
    return chip or None
