"""Associations as an organizer may see or write them (contract/rules.md 2.15)."""

from enum import StrEnum
from uuid import UUID

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Association, AssociationRight, Organizer
from openpas.organizers.refusals import OrganizerNotFound


class AssociationPermission(StrEnum):
    """What a region lets an organizer do with the members of an association. Who may write may read as well."""

    READ = "READ"
    WRITE = "WRITE"


def association_desk(actor: Actor, organizer_id: str) -> Organizer:
    """The organizer for which the caller works with associations. Raises OrganizerNotFound and PermissionMissing."""
    organizer = Organizer.objects.filter(public_id__iexact=organizer_id).first()
    if organizer is None:
        raise OrganizerNotFound
    actor.require(Permission.ASSOCIATIONS, [organizer.pk])
    return organizer


def associations_of(actor: Actor, desk: Organizer, permission: AssociationPermission) -> list[Association]:
    """The associations that the desk may read or write, by name, in card systems where the caller's right holds."""
    rights = AssociationRight.objects.filter(organizer=desk)
    if permission is AssociationPermission.WRITE:
        rights = rights.filter(can_write=True)
    found = Association.objects.filter(pk__in=rights.values("association_id")).prefetch_related("card_systems")
    return [association for association in found if _reaches(actor, desk, association)]


def association_by_id(public_id: str) -> Association | None:
    """The association with this id, whoever may see it."""
    try:
        return Association.objects.filter(public_id=UUID(public_id)).first()
    except ValueError:
        return None


def require_readable(actor: Actor, association: Association) -> None:
    """Raise PermissionMissing unless the caller has ASSOCIATIONS for an organizer that may see its members."""
    actor.require(Permission.ASSOCIATIONS, association.rights.values_list("organizer_id", flat=True))


def _reaches(actor: Actor, desk: Organizer, association: Association) -> bool:
    return any(
        actor.may(Permission.ASSOCIATIONS, [desk.pk], card_system.pk) for card_system in association.card_systems.all()
    )
