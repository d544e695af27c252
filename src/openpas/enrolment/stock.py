"""The card that a desk hands over."""

from openpas.enrolment.desks import Desk
from openpas.enrolment.refusals import CardOfAnotherDesk, CardOfOtherKind, CardUnknown
from openpas.foundation.identifiers import is_uitpas_number
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardDoesNotFit, InvalidCardStatus, InvalidUitpasNumber


def card_named(uitpas_number: str) -> Card:
    """The card with this number, whatever its state. Raises InvalidUitpasNumber and CardUnknown."""
    if not is_uitpas_number(uitpas_number):
        raise InvalidUitpasNumber
    card = Card.objects.filter(uitpas_number=uitpas_number).first()
    if card is None:
        raise CardUnknown
    return card


def locked_card(uitpas_number: str, desk: Desk) -> Card:
    """The card, alone for this transaction, when it lies at this desk for this card system (BR-CARD-11).

    Raises InvalidUitpasNumber, CardUnknown, InvalidCardStatus, CardDoesNotFit and CardOfAnotherDesk.
    """
    found = card_named(uitpas_number)
    card = Card.objects.select_for_update().get(pk=found.pk)
    require_in_stock(card, desk)
    return card


def require_in_stock(card: Card, desk: Desk) -> None:
    """Raise InvalidCardStatus, CardDoesNotFit or CardOfAnotherDesk unless the desk may give this card (BR-CARD-11)."""
    if card.status != Card.Status.LOCAL_STOCK:
        raise InvalidCardStatus(f"The card status is {card.status}.", extensions={"cardStatus": card.status})
    if card.card_system_id != desk.card_system.pk:
        raise CardDoesNotFit("The card is of another card system.")
    if card.stock_organizer_id != desk.organizer.pk:
        raise CardOfAnotherDesk


def require_to_hand_over(uitpas_number: str, desk: Desk, *, is_social: bool) -> None:
    """Raise unless the desk may give this card to somebody with or without the social tariff: what will be refused
    later, told while a form is filled in. Raises CardOfOtherKind, and what `locked_card` raises.
    """
    card = card_named(uitpas_number)
    require_in_stock(card, desk)
    if card.is_social != is_social:
        raise CardOfOtherKind(digit=int(is_social))
