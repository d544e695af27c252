"""Codes in a QR code, with which people check themselves in at an event."""

import secrets
import string
from datetime import datetime
from typing import Final

from openpas.checkins.models import CheckinCode
from openpas.checkins.refusals import CheckinCodeExpired, CheckinCodeInvalid
from openpas.events.models import Event
from openpas.events.queries import event_facts
from openpas.events.rules import EventFacts
from openpas.runtime import clock

CODE_LENGTH: Final = 16
_ALPHABET: Final = string.ascii_lowercase + string.digits


def make_code(event_public_id: str) -> CheckinCode:
    """A new code for an event, valid until points can no longer be saved at it; for good when it has no end (8-63).

    Raises EventNotFound.
    """
    return _made_for(event_facts(event_public_id))


def code_of(event: EventFacts) -> CheckinCode:
    """The code that the event has, made now if it has none yet.

    An event whose end was moved gets another one. Two requests at the same moment may each make one; both are good.
    """
    made = CheckinCode.objects.filter(event_id=event.id, expires_at=_closing(event)).order_by("pk").first()
    return made or _made_for(event)


def _made_for(event: EventFacts) -> CheckinCode:
    return CheckinCode.objects.create(
        event_id=event.id,
        code="".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH)),
        created_at=clock.now(),
        expires_at=_closing(event),
    )


def _closing(event: EventFacts) -> datetime | None:
    """From when on no point can be saved at the event any more."""
    _, ends_at = event.calendar.bounds()
    return None if ends_at is None else ends_at + event.margin


def event_of_code(code: str) -> Event:
    """The event at which somebody with this code wants to check in, whatever the case in which it was typed.

    Raises CheckinCodeInvalid for a code that nobody made, and CheckinCodeExpired for one of an event that is over.
    Whether the event is open right now is for `service.check_in`.
    """
    made = CheckinCode.objects.select_related("event").filter(code__iexact=code.strip()).first()
    if made is None:
        raise CheckinCodeInvalid
    if made.expires_at is not None and clock.now() > made.expires_at:
        raise CheckinCodeExpired
    return made.event
