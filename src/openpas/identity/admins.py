"""Who works for an organizer (contract: OrganizerAdmin, O20-O22).

Anybody who works for it may see who does; an ADMIN, or a client with the permission, says who does.
"""

from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.identity.actors import wider_rights
from openpas.identity.grants import grant
from openpas.identity.models import Grant, OrganizerAdmin, User
from openpas.identity.refusals import AdminNotFound, LastAdminStays
from openpas.identity.roles import CHECKIN_AND_TICKET_DESK
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.records.service import note, publish

_OF_THE_TYPE: Final = frozenset({Permission.ORGANIZERS_ADMINS_READ, Permission.ORGANIZERS_ADMINS_WRITE})
"""What the type of an admin says, so that it is never copied from one to another."""


def type_at(actor: Actor, organizer_id: int) -> OrganizerAdmin.Type | None:
    """As what the caller works for the organizer itself (not for one that is linked); None for everybody else."""
    kind = _desks_of(actor).filter(organizer_id=organizer_id).values_list("type", flat=True).first()
    return None if kind is None else OrganizerAdmin.Type(kind)


def organizers_of(actor: Actor) -> frozenset[int]:
    """The internal ids of the organizers for which the caller works, as whatever type."""
    return frozenset(_desks_of(actor).values_list("organizer_id", flat=True))


def admins_of(actor: Actor, public_id: str) -> QuerySet[OrganizerAdmin]:
    """Who works for the organizer, by e-mail address. Raises OrganizerNotFound and PermissionMissing."""
    organizer = _organizer(public_id)
    if type_at(actor, organizer.pk) is None:
        actor.require(Permission.ORGANIZERS_ADMINS_READ, [organizer.pk])
    return organizer.admins.select_related("user").order_by("user__email")


@transaction.atomic
def add_admin(actor: Actor, public_id: str, email: str, kind: OrganizerAdmin.Type) -> OrganizerAdmin:
    """Let the person with this address work for the organizer, with the rights that people have there.

    Somebody without an account is invited: the account is made, without a password, and waits for its owner; the fact
    says so. Somebody who works there already becomes what is asked. Raises OrganizerNotFound, PermissionMissing and
    LastAdminStays.
    """
    organizer = _managed(actor, public_id)
    user, is_invited = _account(email)
    admin = organizer.admins.filter(user=user).first()
    if admin is None:
        admin = OrganizerAdmin.objects.create(organizer=organizer, user=user, type=kind)
        _give_rights(user, organizer)
    elif admin.type != kind:
        _demand_another_admin(admin)
        admin.type = kind
        admin.save(update_fields=["type"])
    facts = {"organizer_id": organizer.pk, "user_id": user.pk, "type": str(kind)}
    publish("OrganizerAdminAdded", {**facts, "is_invited": is_invited})
    note(actor, "organizer.add_admin", f"organizer:{organizer.pk}", user_id=user.pk, type=str(kind))
    return admin


@transaction.atomic
def remove_admin(actor: Actor, public_id: str, subject: str) -> None:
    """Let somebody work for the organizer no longer; its rights there end with it.

    Raises OrganizerNotFound, PermissionMissing, AdminNotFound and LastAdminStays.
    """
    organizer = _managed(actor, public_id)
    admin = organizer.admins.select_related("user").filter(user__subject=subject).first()
    if admin is None:
        raise AdminNotFound
    _demand_another_admin(admin)
    admin.delete()
    Grant.objects.filter(user=admin.user, organizer=organizer).delete()
    User.objects.filter(pk=admin.user_id).update(grants_version=F("grants_version") + 1)
    publish("OrganizerAdminRemoved", {"organizer_id": organizer.pk, "user_id": admin.user_id})
    note(actor, "organizer.remove_admin", f"organizer:{organizer.pk}", user_id=admin.user_id)


def _desks_of(actor: Actor) -> QuerySet[OrganizerAdmin]:
    kind, _, own_id = actor.id.partition(":")
    return OrganizerAdmin.objects.filter(user_id=int(own_id)) if kind == "user" else OrganizerAdmin.objects.none()


def _organizer(public_id: str) -> Organizer:
    found = Organizer.objects.filter(public_id__iexact=public_id).first()
    if found is None:
        raise OrganizerNotFound
    return found


def _managed(actor: Actor, public_id: str) -> Organizer:
    """The organizer, locked: who works for it changes one after another, so that the last ADMIN is known."""
    organizer = _organizer(public_id)
    if type_at(actor, organizer.pk) is not OrganizerAdmin.Type.ADMIN:
        actor.require(Permission.ORGANIZERS_ADMINS_WRITE, [organizer.pk])
    return Organizer.objects.select_for_update(no_key=True).get(pk=organizer.pk)


def _account(email: str) -> tuple[User, bool]:
    known = User.objects.filter(email=email.lower()).first()
    return (known, False) if known else (User.objects.create_user(email, email.lower()), True)


def _demand_another_admin(admin: OrganizerAdmin) -> None:
    admins = OrganizerAdmin.objects.filter(organizer_id=admin.organizer_id, type=OrganizerAdmin.Type.ADMIN)
    if admin.type == OrganizerAdmin.Type.ADMIN and not admins.exclude(pk=admin.pk).exists():
        raise LastAdminStays


def _give_rights(user: User, organizer: Organizer) -> None:
    """What the people of the organizer may do: permissions are the organizer's (contract/rules.md 3.2)."""
    held: dict[Permission, frozenset[int]] = {}
    for one in Grant.objects.filter(organizer=organizer, user__desks__organizer=organizer):
        permission = Permission(one.permission)
        held[permission] = wider_rights(held.get(permission), frozenset(one.card_system_ids))
    chosen = held or dict.fromkeys(CHECKIN_AND_TICKET_DESK, frozenset[int]())
    for permission, card_system_ids in chosen.items():
        if permission not in _OF_THE_TYPE:
            grant(user, [permission], organizer, card_system_ids)
    # Somebody whose rights did not change begins to work here all the same.
    User.objects.filter(pk=user.pk).update(grants_version=F("grants_version") + 1)
