"""Who works for an organizer (contract: OrganizerAdmin, O20-O22).

Anybody who works for it may see who does; an ADMIN, a manager of its region or of the whole, or a client with the
permission, says who does.
"""

from django.db import transaction
from django.db.models import QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.identity.models import OrganizerAdmin
from openpas.identity.refusals import AdminNotFound
from openpas.identity.staff import invitations, places
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.records.service import note, publish


def type_at(actor: Actor, organizer_id: int) -> OrganizerAdmin.Type | None:
    """As what the caller works for the organizer itself (not for one that is linked); None for everybody else."""
    return places.type_at(actor, organizer_id)


def organizers_of(actor: Actor) -> frozenset[int]:
    """The internal ids of the organizers for which the caller works, as whatever type."""
    return frozenset(places.desks_of(actor).values_list("organizer_id", flat=True))


def admins_of(actor: Actor, public_id: str) -> QuerySet[OrganizerAdmin]:
    """Who works for the organizer, by e-mail address. Raises OrganizerNotFound and PermissionMissing."""
    organizer = _organizer(public_id)
    if type_at(actor, organizer.pk) is None:
        actor.require(Permission.ORGANIZERS_ADMINS_READ, [organizer.pk])
    return organizer.admins.select_related("user").order_by("user__email")


def add_admin(actor: Actor, public_id: str, email: str, kind: OrganizerAdmin.Type) -> OrganizerAdmin:
    """Let the person with this address work for the organizer, and tell it by mail.

    Somebody without an account is invited. Somebody who works there already becomes what is asked. Raises
    OrganizerNotFound, PermissionMissing, LastAdminStays, NotAnAddress, InviteeSharesMailbox and InvitedTooOften.
    """
    organizer = _organizer(public_id)
    invitation = invitations.invite(actor, email, organizer=organizer, kind=kind)
    return organizer.admins.select_related("user").get(user=invitation.user_id)


@transaction.atomic
def change_type(actor: Actor, public_id: str, subject: str, kind: OrganizerAdmin.Type) -> OrganizerAdmin:
    """Let somebody who works for the organizer be an ADMIN or a MEMBER from now on; no mail tells it.

    Raises OrganizerNotFound, PermissionMissing, AdminNotFound and LastAdminStays.
    """
    organizer = places.locked_by_who_may(actor, _organizer(public_id))
    admin = organizer.admins.select_related("user").filter(user__subject=subject).first()
    if admin is None:
        raise AdminNotFound
    changed = places.take(organizer, admin.user, kind)
    facts: dict[str, object] = {"user_id": admin.user_id, "type": str(kind)}
    publish("OrganizerAdminAdded", {"organizer_id": organizer.pk, **facts, "is_invited": False})
    note(actor, "organizer.add_admin", f"organizer:{organizer.pk}", None, **facts)
    return changed


@transaction.atomic
def remove_admin(actor: Actor, public_id: str, subject: str) -> None:
    """Let somebody work for the organizer no longer; its rights there end with it.

    Raises OrganizerNotFound, PermissionMissing, AdminNotFound and LastAdminStays.
    """
    organizer = places.locked_by_who_may(actor, _organizer(public_id))
    admin = organizer.admins.select_related("user").filter(user__subject=subject).first()
    if admin is None:
        raise AdminNotFound
    places.leave(admin)
    publish("OrganizerAdminRemoved", {"organizer_id": organizer.pk, "user_id": admin.user_id})
    note(actor, "organizer.remove_admin", f"organizer:{organizer.pk}", user_id=admin.user_id)


def _organizer(public_id: str) -> Organizer:
    found = Organizer.objects.filter(public_id__iexact=public_id).first()
    if found is None:
        raise OrganizerNotFound
    return found
