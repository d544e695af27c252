"""What became of a card, those that nobody holds yet included (O87), and which of somebody's cards is the best one."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.identifiers import IdentifierKind, is_uitpas_number, recognise, without_separators
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


def best_first(cards: QuerySet[Card]) -> QuerySet[Card]:
    """An ACTIVE card before others, of a membership that is not blocked before others, the oldest membership first."""
    active_first = cards.alias(is_active=Q(status=Card.Status.ACTIVE))
    return active_first.order_by(
        "-is_active", "membership__is_blocked", "membership__created_at", "membership_id", "-pk"
    )


def best_numbers(passholder_ids: Collection[int]) -> dict[int, str]:
    """The number with which each of these people is served who shows no card; who never had one is left out.

    One query. Whether the card can be used is for the rules.
    """
    held = Card.objects.filter(membership__passholder_id__in=passholder_ids)
    numbers: dict[int, str] = {}
    for passholder_id, number in best_first(held).values_list("membership__passholder_id", "uitpas_number"):
        numbers.setdefault(passholder_id, number)
    return numbers


def card_held_up(actor: Actor, identifier: str) -> Card | None:
    """The card that somebody holds up at a desk, in whatever state, by its number or chip; None when there is none.

    For cards that are nobody's pass: nothing of a holder is loaded. Raises PermissionMissing.
    """
    actor.require_somewhere(Permission.PASSES_READ)
    match recognise(identifier):
        case IdentifierKind.UITPAS_NUMBER, number:
            return Card.objects.filter(uitpas_number=number).first()
        case IdentifierKind.CHIP, chip:
            return Card.objects.filter(chip_number=chip).first()
    return None
