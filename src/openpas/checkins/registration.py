"""Write: everything that a check-in leaves behind, in one statement (docs/decisions/0005-load-decide-write.md)."""

import json
from contextlib import nullcontext
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from psycopg.types.numeric import Int4, Int8

from openpas.checkins.checked_in import CheckedIn
from openpas.checkins.models import Checkin, PointsLine
from openpas.checkins.situation import Situation
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import new_id
from openpas.passholders.rules import SocialTariffStatus
from openpas.runtime.hot_statements import HotStatement

CREATED: Final = 201

_ACCOUNT: Final = """
    WITH account AS (
        UPDATE passholders_pointsaccount SET points = points + %(points)s, version = version + 1
        WHERE passholder_id = %(passholder)s AND version = %(version)s
        RETURNING points),
    checkin AS (
        INSERT INTO checkins_checkin (id, created_at, passholder_id, event_id, organizer_id, uitpas_number, points,
            had_social_tariff, municipality_nis, channel, actor)
        SELECT %(id)s, %(at)s, %(passholder)s, %(event)s, %(organizer)s, %(number)s, %(points)s,
            %(social)s, %(municipality)s, %(channel)s, %(actor)s FROM account),
    line AS (
        INSERT INTO checkins_pointsline (id, created_at, passholder_id, kind, points, balance_after, source)
        SELECT %(id)s, %(at)s, %(passholder)s, %(kind)s, %(points)s, account.points, %(id)s FROM account),
    told AS (
        INSERT INTO records_outboxmessage (kind, payload, created_at)
        SELECT 'CheckinRegistered', %(payload)s::jsonb, %(at)s FROM account),
    audited AS (
        INSERT INTO records_auditline (id, created_at, actor, action, subject, details)
        SELECT %(id)s, %(at)s, %(actor)s, 'checkin.register', %(subject)s, '{}' FROM account)
"""
_ANSWER: Final = """,
    answered AS (
        INSERT INTO records_idempotencyanswer (actor, key, request_hash, status, answer, created_at)
        SELECT %(actor)s, %(key)s, %(digest)s, %(status)s, %(answer)s, %(at)s FROM account)
"""
_DONE: Final = " SELECT points FROM account"

WITHOUT_KEY: Final = HotStatement(_ACCOUNT + _DONE)
WITH_KEY: Final = HotStatement(_ACCOUNT + _ANSWER + _DONE)


def checked_in(situation: Situation, points: int, moment: datetime) -> CheckedIn:
    """What will be true when it is registered on the state that was seen."""
    holder, event = situation.person, situation.event
    return CheckedIn(
        id=new_id(moment),
        created_at=moment,
        event_id=event.public_id,
        event_title=event.title,
        uitpas_number=holder.uitpas_number,
        passholder_id=situation.passholder_id,
        points=points,
        balance=holder.points + points,
    )


def register(
    actor: Actor, situation: Situation, fact: CheckedIn, channel: Checkin.Channel, key: str, digest: bytes
) -> bool:
    """Write the check-in, its points, the balance, the outbox, the audit line and the answer: all, or nothing.

    False when the balance is no longer the one that was seen: nothing was written and the decision must be taken again.
    Raises IntegrityError when another request with the same key was faster, and nothing was written either.
    """
    values = _values(actor, situation, fact, channel)
    if key:
        values |= {"key": key, "digest": digest, "status": Int4(CREATED), "answer": fact.to_text()}
    # In a transaction of the caller, a key that exists may undo this statement only.
    with transaction.atomic() if connection.in_atomic_block else nullcontext():
        return (WITH_KEY if key else WITHOUT_KEY).row(values) is not None


def _values(actor: Actor, situation: Situation, fact: CheckedIn, channel: Checkin.Channel) -> dict[str, Any]:
    holder, event = situation.person, situation.event
    payload = {
        "checkin_id": str(fact.id),
        "passholder_id": fact.passholder_id,
        "event_id": event.id,
        "points": fact.points,
    }
    # Numbers of a fixed width: the driver prepares a statement again for each width that it meets.
    social = holder.social_tariff_in(SocialTariffStatus.ACTIVE, brussels_day(fact.created_at))
    return {
        "id": fact.id,
        "at": fact.created_at,
        "passholder": Int8(fact.passholder_id),
        "version": Int4(holder.points_version),
        "event": Int8(event.id),
        "organizer": Int8(event.organizer_id),
        "number": holder.uitpas_number,
        "points": Int4(fact.points),
        "social": bool(social),
        "municipality": holder.municipality_nis,
        "channel": channel.value,
        "kind": PointsLine.Kind.CHECKIN.value,
        "actor": actor.id,
        "subject": f"checkin:{fact.id}",
        "payload": json.dumps(payload),
    }
