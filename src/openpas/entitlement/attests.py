"""Which proof a desk saw last for a social tariff: for who may grant it, and for nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openpas.entitlement.models import Attest
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.records.encryption import decrypt


@dataclass(frozen=True, slots=True)
class ShownAttest:
    """The last attest of a membership. `desk` is the name of the desk that saw it."""

    kind: Attest.Kind
    note: str
    seen_on: date
    ends_on: date
    desk: str


def last_attests(actor: Actor, person: Passholder, card_system_ids: Iterable[int]) -> dict[int, ShownAttest]:
    """Card system → the attest that was recorded last there. The caller noted the access. One query.

    Raises PermissionMissing.
    """
    actor.require_somewhere(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    found = Attest.objects.filter(
        membership__passholder=person, membership__card_system_id__in=list(card_system_ids)
    ).select_related("organizer", "membership")
    return {one.membership.card_system_id: _shown(one) for one in found.order_by("recorded_at", "pk")}


def _shown(one: Attest) -> ShownAttest:
    note = decrypt(one.note_encrypted) if one.note_encrypted else ""
    return ShownAttest(Attest.Kind(one.kind), note, one.seen_on, one.ends_on, one.organizer.name)
