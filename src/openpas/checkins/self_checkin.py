"""People check themselves in with the code that hangs or is shown at an activity (O51)."""

from openpas.checkins.checked_in import CheckedIn
from openpas.checkins.codes import event_of_code
from openpas.checkins.models import Checkin
from openpas.checkins.service import check_in
from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, Passholder
from openpas.passholders.refusals import NoActiveCardSystems


def check_in_with_code(actor: Actor, passholder: Passholder, code: str) -> CheckedIn:
    """Save a point for the person at the event of the code, with the card of the oldest membership that has one.

    For whom the caller may do so was decided before; that somebody may do so at this event is what the code proves.
    Raises CheckinCodeInvalid, CheckinCodeExpired, NoActiveCardSystems and the refusals of `service.check_in`.
    """
    event = event_of_code(code)
    number = _number_of(passholder)
    if number is None:
        raise NoActiveCardSystems
    # The right comes from the code and not from grants, where nobody must look it up again: hence an id of its own.
    here = {event.organizer_id: {Permission.CHECKINS_WRITE: ALL_CARD_SYSTEMS}}
    holder_of_code = Actor(f"code:{actor.id}", actor.kind, by_organizer=here)
    return check_in(holder_of_code, number, event.public_id, channel=Checkin.Channel.CODE)


def _number_of(passholder: Passholder) -> str | None:
    active = Card.objects.filter(membership__passholder=passholder, status=Card.Status.ACTIVE)
    in_order = active.order_by("membership__is_blocked", "membership__created_at", "membership_id")
    return in_order.values_list("uitpas_number", flat=True).first()
