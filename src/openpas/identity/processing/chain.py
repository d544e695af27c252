"""Who works for whom, out of the regions of organizers and the rights of clients."""

from dataclasses import dataclass

from django.db.models import QuerySet

from openpas.card_systems.models import CardSystem
from openpas.identity.models import ApiClient, ProcessingRole
from openpas.identity.processing.rules import ABOVE, Party, Role
from openpas.organizers.models import Organizer


@dataclass(frozen=True, slots=True)
class Subject:
    """What a role is about: one region, organizer or client."""

    party: Party
    id: int

    @property
    def roles(self) -> QuerySet[ProcessingRole]:
        """The roles that it has or had."""
        match self.party:
            case Party.REGION:
                return ProcessingRole.objects.filter(card_system_id=self.id)
            case Party.ORGANIZER:
                return ProcessingRole.objects.filter(organizer_id=self.id)
            case Party.CLIENT:
                return ProcessingRole.objects.filter(client_id=self.id)


def subject_of(role: ProcessingRole) -> Subject:
    """What the role is about; the database sees to it that it is one."""
    if role.card_system_id is not None:
        return Subject(Party.REGION, role.card_system_id)
    if role.organizer_id is not None:
        return Subject(Party.ORGANIZER, role.organizer_id)
    return Subject(Party.CLIENT, role.client_id or 0)


def live(roles: QuerySet[ProcessingRole]) -> QuerySet[ProcessingRole]:
    """Those that did not end."""
    return roles.filter(ended_on=None)


def has_above(subject: Subject, role: Role) -> bool:
    """Whether somebody for whom the subject works has a role of the kind that is needed; true where none is."""
    if role not in ABOVE:
        return True
    organizers = organizers_of(subject)
    if ABOVE[role] is Party.ORGANIZER:
        return live(ProcessingRole.objects.filter(organizer__in=organizers)).exists()
    return live(ProcessingRole.objects.filter(card_system__organizers__in=organizers)).exists()


def organizers_of(subject: Subject) -> QuerySet[Organizer]:
    """Those of a region, the organizer itself, or those for which a client has rights."""
    match subject.party:
        case Party.REGION:
            return Organizer.objects.filter(card_systems=subject.id)
        case Party.ORGANIZER:
            return Organizer.objects.filter(pk=subject.id)
        case Party.CLIENT:
            return Organizer.objects.filter(grants__client_id=subject.id).distinct()


def alone_without(role: ProcessingRole) -> list[ProcessingRole]:
    """The roles that would have nobody above any more if this one ended. A query for each role below it."""
    subject = subject_of(role)
    if subject.party is Party.CLIENT or live(subject.roles).exclude(pk=role.pk).exists():
        return []
    organizers = organizers_of(subject)
    below = live(ProcessingRole.objects.filter(client__grants__organizer__in=organizers))
    if subject.party is Party.REGION:
        below = below.filter(role=Role.SUB_PROCESSOR) | live(ProcessingRole.objects.filter(organizer__in=organizers))
    else:
        below = below.filter(role=Role.SUB_SUB_PROCESSOR)
    return [one for one in below.distinct() if not _has_other_above(one, role)]


def _has_other_above(one: ProcessingRole, without: ProcessingRole) -> bool:
    organizers = organizers_of(subject_of(one))
    others = live(ProcessingRole.objects.exclude(pk=without.pk))
    if ABOVE[Role(one.role)] is Party.ORGANIZER:
        return others.filter(organizer__in=organizers).exists()
    return others.filter(card_system__organizers__in=organizers).exists()


def name_of(role: ProcessingRole) -> str:
    """As people call it. The three are loaded with the role."""
    named: CardSystem | Organizer | ApiClient | None = role.card_system or role.organizer or role.client
    return named.name if named else ""
