"""Check in, take a check-in back, and ask beforehand."""

import random
import time
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from openpas.checkins.checked_in import CheckedIn
from openpas.checkins.ledger import lock_account, post_line
from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.checkins.queries import counter_ids_of
from openpas.checkins.refusals import CheckinNotFound, TooManyAtOnce
from openpas.checkins.registration import checked_in, register
from openpas.checkins.rules import decide_checkin
from openpas.checkins.situation import Situation, load
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.identifiers import is_uitpas_number, moment_of, whole_milliseconds
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.identity.actors import with_present_rights
from openpas.passholders.refusals import InvalidUitpasNumberAtCounter, PassholderNotFound
from openpas.records.service import note, publish
from openpas.runtime import clock

ATTEMPTS: Final = 20
_PAUSE_SECONDS: Final = 0.004


def check_in(
    actor: Actor,
    uitpas_number: str,
    event_id: str,
    *,
    channel: Checkin.Channel | str,
    key: str = "",
    digest: bytes = b"",
) -> CheckedIn:
    """Register that the holder of this pass takes part in the event, and add the points.

    Load, decide, write: two statements, and between them no lock. When something else changed this balance in between,
    the decision is taken again on what is true then. With `key` and the `digest` of its request, a second request gives
    what the first one gave. Raises the refusals of `rules.decide_checkin`, InvalidUitpasNumberAtCounter,
    PassholderNotFound, EventNotFound, KeyUsedForAnotherRequest and TooManyAtOnce.
    """
    if not is_uitpas_number(uitpas_number):
        raise InvalidUitpasNumberAtCounter
    for attempt in range(ATTEMPTS):
        moment = whole_milliseconds(clock.now())
        situation = load(actor, uitpas_number, event_id, moment, key, digest)
        if isinstance(situation, CheckedIn):
            return situation
        actor = with_present_rights(actor, situation.grants_version)
        points = decide_checkin(actor, situation.holder, situation.event, situation.used, moment)
        fact = checked_in(situation, points, moment)
        try:
            if register(actor, situation, fact, Checkin.Channel(channel), key, digest):
                return fact
        except IntegrityError:
            if not key:
                raise
        time.sleep(random.uniform(0, _PAUSE_SECONDS) * attempt)  # noqa: S311  spreads those who try again
    raise TooManyAtOnce


def refusal_to_check_in(actor: Actor, uitpas_number: str, event_id: str) -> Refusal | None:
    """Why `check_in` would refuse now; None when it would not. Nothing is written.

    Raises PassholderNotFound (a number that cannot exist included) and EventNotFound, and PermissionMissing when the
    caller may not ask (contract/rules.md 6, O8).
    """
    if not is_uitpas_number(uitpas_number):
        raise PassholderNotFound
    moment = whole_milliseconds(clock.now())
    situation = load(actor, uitpas_number, event_id, moment)
    if not isinstance(situation, Situation):
        raise TypeError("a question without a key has no kept answer")
    actor = with_present_rights(actor, situation.grants_version)
    try:
        decide_checkin(actor, situation.holder, situation.event, situation.used, moment)
    except (PermissionMissing, PassholderNotFound):
        raise
    except Refusal as refusal:
        return refusal
    return None


@transaction.atomic
def cancel_checkin(actor: Actor, checkin_id: UUID) -> None:
    """Take a check-in back: it counts no longer, and its points go back, below zero if they were spent (8-59).

    Raises CheckinNotFound, also the second time, and PermissionMissing.
    """
    checkin = Checkin.objects.filter(created_at=moment_of(checkin_id), id=checkin_id).first()
    if checkin is None:
        raise CheckinNotFound
    actor.require(Permission.CHECKINS_WRITE, counter_ids_of(checkin))
    account = lock_account(checkin.passholder_id)
    if CheckinCancellation.objects.filter(checkin_id=checkin_id).exists():
        raise CheckinNotFound
    now = clock.now()
    CheckinCancellation.objects.create(
        checkin_id=checkin_id, passholder_id=checkin.passholder_id, created_at=now, actor=actor.id
    )
    post_line(account, PointsLine.Kind.CHECKIN_CANCELLED, -checkin.points, checkin_id, now)
    facts = {"checkin_id": str(checkin_id), "passholder_id": checkin.passholder_id, "event_id": checkin.event_id}
    publish("CheckinCancelled", {**facts, "points": -checkin.points})
    note(actor, "checkin.cancel", f"checkin:{checkin_id}")
