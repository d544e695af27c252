"""A desk wrote down which proof it saw. Part of the transaction in which the social tariff is given for it."""

from dataclasses import dataclass
from datetime import date

from openpas.entitlement.models import Attest
from openpas.entitlement.rules import require_attest
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.organizers.models import Organizer
from openpas.passholders.models import CardSystemMembership
from openpas.records import service as records
from openpas.records.encryption import encrypt
from openpas.runtime import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestSeen:
    """What the desk saw, and when. `note` says in a few words what it was, for OTHER."""

    kind: Attest.Kind
    seen_on: date
    note: str = ""


def record_attest(
    actor: Actor, membership: CardSystemMembership, desk: Organizer, seen: AttestSeen, ends_on: date
) -> None:
    """Keep that this was seen, for a social tariff up to and with `ends_on`. The kind stays out of the audit.

    Raises AttestSeenInFuture, AttestSeenLongAgo and AttestNoteMissing.
    """
    is_other = seen.kind == Attest.Kind.OTHER
    now = clock.now()
    require_attest(seen_on=seen.seen_on, today=brussels_day(now), is_described=not is_other or bool(seen.note.strip()))
    kept = Attest.objects.create(
        membership=membership,
        organizer=desk,
        kind=seen.kind,
        note_encrypted=encrypt(seen.note.strip()) if is_other else None,
        seen_on=seen.seen_on,
        ends_on=ends_on,
        recorded_by=actor.id,
        recorded_at=now,
    )
    records.publish("AttestRecorded", {"attest_id": kept.pk, "membership_id": membership.pk})
    records.note(actor, "attest.record", f"membership:{membership.pk}", desk_id=desk.pk, ends_on=ends_on.isoformat())
