"""Links with which a code is downloaded, to be hung up or shown (O17).

A link opens its file without signing in, and only for a while: who has the file has the code anyway, so what is
signed is the code and the form, and nothing is looked up of whoever opens it.
"""

from datetime import timedelta
from typing import Final

from openpas.checkins.codes import code_of
from openpas.checkins.models import CheckinCode
from openpas.checkins.posters import Poster, PosterFile, PosterFormat, poster_file, validity_of
from openpas.checkins.refusals import EventOver
from openpas.events.queries import event_facts
from openpas.events.rules import Calendar, EventFacts
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.records.refusals import LinkInvalid
from openpas.records.signed_links import read, sign
from openpas.runtime import clock

LINK_LIFETIME: Final = timedelta(minutes=15)
_PURPOSE: Final = "checkin-code"
_SEPARATOR: Final = "."


def download_token(actor: Actor, event_public_id: str, form: PosterFormat) -> str:
    """What stands in the path of a link to the code of an event; the event gets a code when it has none.

    Raises EventNotFound, PermissionMissing without EVENTS_QR_CHECKINCODE at a desk of the event, and EventOver when no
    point will ever be saved there again.
    """
    actor.require_somewhere(Permission.EVENTS_QR_CHECKINCODE)
    event = event_facts(event_public_id)
    actor.require(Permission.EVENTS_QR_CHECKINCODE, event.counter_ids)
    _require_future(event)
    return sign(_PURPOSE, f"{code_of(event).pk}{_SEPARATOR}{form}")


def downloaded(token: str) -> PosterFile:
    """The file that a link opens. Raises LinkInvalid."""
    code_id, _, form = read(_PURPOSE, token, LINK_LIFETIME).partition(_SEPARATOR)
    code = CheckinCode.objects.select_related("event__location").filter(pk=code_id).first()
    if code is None:
        raise LinkInvalid
    return poster_file(_poster(code), PosterFormat(form))


def _require_future(event: EventFacts) -> None:
    now = clock.now()
    if not event.calendar.is_open_at(now, event.margin) and event.calendar.next_opening(now, event.margin) is None:
        raise EventOver("There is no future moment at which points can be saved at this event.")


def _poster(code: CheckinCode) -> Poster:
    event = code.event
    begins_at, ends_at = Calendar.from_json(event.calendar).bounds()
    place = event.location
    return Poster(
        code=code.code,
        title=event.title,
        place=", ".join(filter(None, (place.name, place.city))) if place else "",
        validity=validity_of(
            None if begins_at is None else brussels_day(begins_at), None if ends_at is None else brussels_day(ends_at)
        ),
    )
