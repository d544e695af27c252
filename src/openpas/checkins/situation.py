"""Load: everything that a check-in depends on, in one SELECT that locks nothing.

The reasons are in docs/decisions/0005-load-decide-write.md.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db import connection
from psycopg.types.numeric import Int8

from openpas.checkins.checked_in import CheckedIn
from openpas.events.queries import EVENT_AS_JSON, event_facts_from
from openpas.events.rules import EventFacts
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import Period, period_start
from openpas.passholders.queries import HOLDER_AS_JSON, holder_from
from openpas.passholders.rules import Holder
from openpas.records.refusals import KeyUsedForAnotherRequest
from openpas.runtime.hot_statements import HotStatement

# The starts of the periods come from Python and the statement picks the one of the event's limit, so that the calendar
# is not written a second time in SQL. Everything is of one snapshot, and so belongs to the version that is read in it.
# The bounds of this week stand in the text itself: the partitions of other months are left out once, when the statement
# is planned, and not looked at again each time it runs.
_LOAD: Final = """
    WITH facts AS MATERIALIZED (SELECT ({holder}) AS holder, ({event}) AS event)
    SELECT facts.holder::text, facts.event::text, (
        SELECT count(*) FROM checkins_checkin checkin
        WHERE checkin.passholder_id = (facts.holder ->> 'passholder_id')::bigint
          AND checkin.event_id = (facts.event ->> 'id')::bigint
          AND checkin.created_at >= '{begins_at}' AND checkin.created_at < '{ends_at}'
          AND checkin.created_at >= (%(starts)s::json ->> (facts.event ->> 'checkin_limit_period'))::timestamptz
          AND NOT EXISTS (
            SELECT FROM checkins_checkincancellation cancelled WHERE cancelled.checkin_id = checkin.id)
    ) AS used, kept.request_hash, kept.answer, coalesce(
        (SELECT client.grants_version FROM identity_apiclient client WHERE client.client_id = %(client)s),
        (SELECT person.grants_version FROM identity_user person WHERE person.id = %(user)s)) AS grants_version
    FROM facts
    LEFT JOIN records_idempotencyanswer kept ON kept.actor = %(actor)s AND kept.key = %(key)s
"""
_COUNT: Final = """
    SELECT count(*) FROM checkins_checkin checkin
    WHERE checkin.passholder_id = %s AND checkin.event_id = %s AND checkin.created_at >= %s
      AND NOT EXISTS (SELECT FROM checkins_checkincancellation cancelled WHERE cancelled.checkin_id = checkin.id)
"""
_SHORT: Final = (Period.DAY, Period.WEEK)
"""The periods that the first statement can count: the usual ones (BR-CI-03)."""
_EIGHT_DAYS: Final = timedelta(days=8)


@lru_cache(maxsize=2)
def _load_statement(week: datetime) -> HotStatement:
    holder, event = HOLDER_AS_JSON.format(number="%(number)s"), EVENT_AS_JSON.format(event_id="%(event)s")
    return HotStatement(_LOAD.format(holder=holder, event=event, begins_at=week, ends_at=week + _EIGHT_DAYS))


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a pass and an event at one moment. `grants_version` is that of the caller, where it has one.

    `holder` is None when nobody has the pass: for the rule to say, after it has looked at who asks.
    """

    holder: Holder | None
    event: EventFacts
    used: int
    grants_version: int | None

    @property
    def person(self) -> Holder:
        """The holder, once the rule has accepted it."""
        if self.holder is None:
            raise LookupError("nobody has this pass")
        return self.holder

    @property
    def passholder_id(self) -> int:
        """The person's; a pass without one is refused before anybody asks."""
        if self.person.passholder_id is None:
            raise LookupError("this pass has no passholder")
        return self.person.passholder_id


def load(
    actor: Actor, uitpas_number: str, event_id: str, moment: datetime, key: str = "", digest: bytes = b""
) -> Situation | CheckedIn:
    """What the rule needs; or what was answered before, when `key` was used.

    One query, and a second one when the event's limit counts over more than a week.

    Raises EventNotFound and KeyUsedForAnotherRequest.
    """
    starts = {period: period_start(period, moment) for period in _SHORT}
    values = {
        "number": uitpas_number,
        "event": event_id,
        "starts": json.dumps({period: start.isoformat() for period, start in starts.items()}),
        "actor": actor.id,
        "key": key,
        **_owner_of_rights(actor),
    }
    row = _load_statement(starts[Period.WEEK]).row(values)
    holder, event, used, kept_hash, kept_answer, grants_version = row or (None,) * 6
    if kept_hash is not None:
        return _answered_before(kept_hash, kept_answer, digest, uitpas_number)
    situation = Situation(holder and holder_from(holder), event_facts_from(event), used, grants_version)
    return _counted_further_back(situation, moment)


def _owner_of_rights(actor: Actor) -> dict[str, object]:
    """The client or the user whose rights may have changed; both None for any other caller."""
    kind, _, own_id = actor.id.partition(":")
    return {
        "client": own_id if kind == "client" else None,
        "user": Int8(int(own_id)) if kind == "user" else None,
    }


def _answered_before(kept_hash: bytes, kept_answer: str, digest: bytes, uitpas_number: str) -> CheckedIn:
    if bytes(kept_hash) != digest:
        raise KeyUsedForAnotherRequest("This Idempotency-Key was used for another request.")
    return CheckedIn.from_text(kept_answer, uitpas_number)


def _counted_further_back(situation: Situation, moment: datetime) -> Situation:
    """The situation with its count over a longer period, where the limit of the event has one."""
    limit = situation.event.checkin_limit
    if limit is None or limit.period in _SHORT or situation.holder is None or situation.holder.passholder_id is None:
        return situation
    return replace(situation, used=_count(situation, limit.begins_at(moment)))


def _count(situation: Situation, since: datetime) -> int:
    """The same count for a longer period. It may be newer than the version that was read with the situation, never
    older, and a newer one is of no use: nothing is written then.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [Int8(situation.passholder_id), Int8(situation.event.id), since])
        (used,) = cursor.fetchone()
    return int(used)
