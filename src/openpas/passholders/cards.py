"""What became of a card, those that nobody holds yet included (O87)."""

from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import is_uitpas_number, without_separators
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardNotFound, InvalidUitpasNumber
from openpas.records.service import note_access


def find_card(actor: Actor, uitpas_number: str = "", chip_number: str = "") -> Card:
    """The card with this number or this chip; exactly one of the two must be given. Notes the access to its holder.

    Raises PermissionMissing, InvalidUitpasNumber and CardNotFound.
    """
    actor.require_somewhere(Permission.CARDS_READ)
    if bool(uitpas_number) == bool(chip_number):
        raise CardNotFound("Exactly one of the parameters uitpasNumber and chipNumber is required.")
    cards = Card.objects.select_related("card_system", "membership").prefetch_related("card_system__cities")
    if chip_number:
        card = cards.filter(chip_number=without_separators(chip_number)).first()
    else:
        if not is_uitpas_number(number := without_separators(uitpas_number)):
            raise InvalidUitpasNumber
        card = cards.filter(uitpas_number=number).first()
    if card is None:
        raise CardNotFound("There is no such card.")
    if card.membership is not None:
        note_access(actor, [card.membership.passholder_id], "cards.read")
    return card
