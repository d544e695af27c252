"""Put a role in the register, and let it end."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.identity.models import ApiClient, ProcessingRole
from openpas.identity.processing.chain import Subject, alone_without, has_above, live, subject_of
from openpas.identity.processing.rules import Party, Role, demand_endable, demand_recordable
from openpas.identity.staff.managers import require_platform, scope_of
from openpas.organizers.models import Organizer
from openpas.records.service import note
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: `text` says what and where it is kept."""

    role: Role
    text: str
    agreed_on: date


@transaction.atomic
def record_role(actor: Actor, subject: Subject, agreement: Agreement) -> ProcessingRole:
    """Put a role in the register. Who looks after a region does it for its organizers, who looks after all for all.

    Raises NotTheirRegion and what `demand_recordable` raises.
    """
    _demand_theirs(actor, subject)
    _lock(subject)
    demand_recordable(
        subject.party,
        agreement.role,
        agreement.text,
        agreement.agreed_on,
        brussels_day(clock.now()),
        is_held=live(subject.roles).filter(role=agreement.role).exists(),
        has_above=has_above(subject, agreement.role),
    )
    recorded = ProcessingRole.objects.create(
        card_system_id=subject.id if subject.party is Party.REGION else None,
        organizer_id=subject.id if subject.party is Party.ORGANIZER else None,
        client_id=subject.id if subject.party is Party.CLIENT else None,
        role=agreement.role,
        agreement=agreement.text.strip(),
        agreed_on=agreement.agreed_on,
    )
    note(actor, "processing_role.record", f"processing_role:{recorded.pk}", role=str(agreement.role))
    return recorded


@transaction.atomic
def end_role(actor: Actor, role_id: int, ends_on: date) -> ProcessingRole:
    """Let a role end on a day; it stays in the register. Raises NotTheirRegion and what `demand_endable` raises."""
    role = ProcessingRole.objects.select_for_update().get(pk=role_id)
    _demand_theirs(actor, subject_of(role))
    demand_endable(role.agreed_on, role.ended_on, ends_on, alone_below=len(alone_without(role)))
    role.ended_on = ends_on
    role.save(update_fields=["ended_on"])
    note(actor, "processing_role.end", f"processing_role:{role.pk}", role=role.role)
    return role


def _demand_theirs(actor: Actor, subject: Subject) -> None:
    if subject.party is not Party.ORGANIZER:
        require_platform(actor)
        return
    regions = CardSystem.objects.filter(organizers=subject.id).values_list("pk", flat=True)
    scope = scope_of(actor)
    if not any(scope.covers(card_system_id) for card_system_id in regions):
        require_platform(actor)


def _lock(subject: Subject) -> None:
    """Two at once come one after the other. What is not there is refused by the foreign key."""
    match subject.party:
        case Party.REGION:
            list(CardSystem.objects.select_for_update(no_key=True).filter(pk=subject.id))
        case Party.ORGANIZER:
            list(Organizer.objects.select_for_update(no_key=True).filter(pk=subject.id))
        case Party.CLIENT:
            list(ApiClient.objects.select_for_update(no_key=True).filter(pk=subject.id))
