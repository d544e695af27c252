"""The register as one reads it: who has which role, and who has none yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.identity.models import ApiClient, ProcessingRole
from openpas.identity.processing.chain import Subject, name_of, subject_of
from openpas.identity.processing.rules import Party, Role
from openpas.identity.staff.managers import Scope, scope_of
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.organizers.models import Organizer


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register. `works_for` are the names of those above it that have a role or should have one."""

    id: int
    subject: Subject
    name: str
    role: Role
    agreement: str
    agreed_on: date
    ended_on: date | None
    works_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """An organization that sees personal data and has no role in the register."""

    subject: Subject
    name: str


def register_of(actor: Actor) -> list[Entry]:
    """What the caller looks after, from the top of the chain to the bottom; what ended stands last.

    Raises NotTheirRegion for who looks after nothing.
    """
    scope = _scope(actor)
    roles = ProcessingRole.objects.select_related("card_system", "organizer", "client")
    roles = roles.filter(_within(scope)).distinct()
    entries = [_entry(role) for role in roles.prefetch_related("organizer__card_systems", "client__grants__organizer")]
    order = list(Role)
    return sorted(
        entries,
        key=lambda one: (one.ended_on is not None, order.index(one.role), one.name.casefold(), one.agreed_on, one.id),
    )


def gaps_of(actor: Actor) -> list[Gap]:
    """Who sees personal data in what the caller looks after without a role: regions, organizers with staff, clients.

    Raises NotTheirRegion for who looks after nothing.
    """
    scope = _scope(actor)
    systems, organizers, clients = _systems(scope), _organizers(scope), _clients(scope)
    return [
        *_gaps(Party.REGION, _without(systems, "card_system")),
        *_gaps(Party.ORGANIZER, _without(organizers.filter(admins__isnull=False).distinct(), "organizer")),
        *_gaps(Party.CLIENT, _without(clients, "client")),
    ]


def candidates(actor: Actor, party: Party) -> list[Gap]:
    """Whom the caller may put in the register, by name. Raises NotTheirRegion for who looks after nothing."""
    scope = _scope(actor)
    match party:
        case Party.REGION:
            return _gaps(party, _systems(scope))
        case Party.ORGANIZER:
            return _gaps(party, _organizers(scope))
        case Party.CLIENT:
            return _gaps(party, _clients(scope))


def _scope(actor: Actor) -> Scope:
    scope = scope_of(actor)
    if scope.is_empty():
        raise NotTheirRegion
    return scope


def _within(scope: Scope) -> Q:
    if scope.is_platform:
        return Q()
    regions = scope.card_system_ids
    return (
        Q(card_system__in=regions)
        | Q(organizer__card_systems__in=regions)
        | Q(client__grants__organizer__card_systems__in=regions)
    )


def _systems(scope: Scope) -> QuerySet[CardSystem]:
    every = CardSystem.objects.order_by("name", "pk")
    return every if scope.is_platform else every.filter(pk__in=scope.card_system_ids)


def _organizers(scope: Scope) -> QuerySet[Organizer]:
    every = Organizer.objects.order_by("name", "pk")
    return every if scope.is_platform else every.filter(card_systems__in=scope.card_system_ids).distinct()


def _clients(scope: Scope) -> QuerySet[ApiClient]:
    every = ApiClient.objects.filter(is_active=True, grants__isnull=False).order_by("name", "pk").distinct()
    if scope.is_platform:
        return every
    return every.filter(grants__organizer__card_systems__in=scope.card_system_ids)


def _without(found: QuerySet[CardSystem] | QuerySet[Organizer] | QuerySet[ApiClient], field: str) -> Iterable[object]:
    held = ProcessingRole.objects.filter(ended_on=None, **{field: OuterRef("pk")})
    return found.filter(~Exists(held))


def _gaps(party: Party, found: Iterable[object]) -> list[Gap]:
    return [
        Gap(Subject(party, one.pk), one.name) for one in found if isinstance(one, CardSystem | Organizer | ApiClient)
    ]


def _entry(role: ProcessingRole) -> Entry:
    return Entry(
        role.pk,
        subject_of(role),
        name_of(role),
        Role(role.role),
        role.agreement,
        role.agreed_on,
        role.ended_on,
        _works_for(role),
    )


def _works_for(role: ProcessingRole) -> tuple[str, ...]:
    """Names, each once and sorted. None for who works for the programme itself."""
    organizers = [role.organizer] if role.organizer else []
    if role.client:
        organizers = [grant.organizer for grant in role.client.grants.all() if grant.organizer]
    if role.role == Role.SUB_SUB_PROCESSOR:
        return tuple(sorted({one.name for one in organizers}))
    if role.role == Role.SUB_PROCESSOR:
        return tuple(sorted({system.name for one in organizers for system in one.card_systems.all()}))
    return ()
