"""What a kiosk itself does: say who it is, check people in by the chip of their card, show a balance."""

from dataclasses import replace
from uuid import UUID

from openpas.checkins.checked_in import CheckedIn
from openpas.checkins.kiosks.credentials import hash_of_device
from openpas.checkins.kiosks.queries import current_event_of
from openpas.checkins.kiosks.refusals import DeviceUnknown, MaximumReached
from openpas.checkins.models import Checkin, Kiosk
from openpas.checkins.queries import balance_of
from openpas.checkins.refusals import CheckinLimitReached
from openpas.checkins.service import check_in
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.identifiers import without_separators
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card
from openpas.passholders.queries import holder_by_number
from openpas.passholders.refusals import CardBlocked, PassholderNotFound, PassNotFound
from openpas.records.service import note_access
from openpas.runtime import clock


def actor_of_device(device_id: str) -> Actor:
    """The kiosk that this device is, as a caller. It has no rights but to itself. Raises DeviceUnknown. One query."""
    try:
        presented = UUID(device_id)
    except ValueError:
        raise DeviceUnknown from None
    serving = Kiosk.objects.filter(device_hash=hash_of_device(presented), is_blocked=False)
    kiosk_id = serving.values_list("pk", flat=True).first()
    if kiosk_id is None:
        raise DeviceUnknown
    return Actor(f"kiosk:{kiosk_id}", ActorKind.KIOSK)


def kiosk_of(actor: Actor) -> Kiosk:
    """The kiosk that calls, with where it stands. Three queries."""
    _, _, kiosk_id = actor.id.partition(":")
    kiosks = Kiosk.objects.select_related("card_system").prefetch_related("organizers", "locations")
    return kiosks.get(pk=kiosk_id)


def check_in_by_chip(actor: Actor, chip_number: str) -> CheckedIn:
    """Save a point for the holder of the card, at the event where the kiosk is now (O98).

    Raises EventNotFound when that is nowhere, PassholderNotFound, CardBlocked, MaximumReached, and what else
    `service.check_in` raises.
    """
    event = current_event_of(kiosk_of(actor), clock.now())
    card = _card_with(chip_number)
    if card is None:
        raise PassholderNotFound("No card has this chip.")
    _require_usable(card)
    # Where a kiosk may be is decided by where it stands; at that event it may do what the organizer's own desk may.
    here = {event.organizer_id: {Permission.CHECKINS_WRITE: ALL_CARD_SYSTEMS}}
    try:
        return check_in(
            replace(actor, by_organizer=here), card.uitpas_number, event.public_id, channel=Checkin.Channel.KIOSK
        )
    except CheckinLimitReached as refusal:
        raise MaximumReached(limit=refusal.details["limit"]) from None


def points_of_chip(actor: Actor, chip_number: str) -> int:
    """The balance of the holder of the card (O100). The person sees that it was looked up.

    Raises PassNotFound, also for the card of a group, which saves no points, and CardBlocked.
    """
    card = _card_with(chip_number)
    if card is None or card.group_pass_id is not None:
        raise PassNotFound("No card of a person has this chip.")
    _require_usable(card)
    passholder_id = holder_by_number(card.uitpas_number).passholder_id
    if passholder_id is None:
        raise PassNotFound("Nobody has this card.")
    note_access(actor, [passholder_id], "kiosks.points")
    return balance_of(passholder_id)


def _card_with(chip_number: str) -> Card | None:
    cards = Card.objects.select_related("membership__passholder")
    return cards.filter(chip_number=without_separators(chip_number)).first()


def _require_usable(card: Card) -> None:
    """Raise CardBlocked unless the card is ACTIVE and its person not blocked: a kiosk is told no more than that."""
    is_person_blocked = card.membership is not None and card.membership.passholder.is_blocked
    if card.status != Card.Status.ACTIVE or is_person_blocked:
        raise CardBlocked(f"The card status is {card.status}.")
