"""Places at desks: who has one, who may give one, and that the last ADMIN stays."""

from django.db.models import F, QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.identity.models import OrganizerAdmin, User
from openpas.identity.refusals import LastAdminStays
from openpas.organizers.models import Organizer


def desks_of(actor: Actor) -> QuerySet[OrganizerAdmin]:
    """The places of a person; a program has none."""
    kind, _, own_id = actor.id.partition(":")
    return OrganizerAdmin.objects.filter(user_id=int(own_id)) if kind == "user" else OrganizerAdmin.objects.none()


def type_at(actor: Actor, organizer_id: int) -> OrganizerAdmin.Type | None:
    """As what the caller works for the organizer itself (not for one that is linked); None for everybody else."""
    kind = desks_of(actor).filter(organizer_id=organizer_id).values_list("type", flat=True).first()
    return None if kind is None else OrganizerAdmin.Type(kind)


def locked_by_who_may(actor: Actor, organizer: Organizer) -> Organizer:
    """The organizer, locked, for who may say who works there; others get PermissionMissing.

    Changes come one after another, so that the last ADMIN is known, and who was removed while waiting changes nothing.
    """
    locked = Organizer.objects.select_for_update(no_key=True).get(pk=organizer.pk)
    if type_at(actor, organizer.pk) is not OrganizerAdmin.Type.ADMIN:
        actor.require(Permission.ORGANIZERS_ADMINS_WRITE, [organizer.pk])
    return locked


def take(organizer: Organizer, user: User, kind: OrganizerAdmin.Type) -> OrganizerAdmin:
    """A place at the desk, or another type at the place that somebody has. Call it with the desk locked.

    Raises LastAdminStays.
    """
    place = organizer.admins.filter(user=user).first()
    if place is None:
        place = OrganizerAdmin.objects.create(organizer=organizer, user=user, type=kind)
    elif place.type != kind:
        demand_another_admin(place)
        place.type = kind
        place.save(update_fields=["type"])
    raise_version(user.pk)
    return place


def leave(place: OrganizerAdmin) -> None:
    """The place ends, and at once whatever was open with it. Call it with the desk locked. Raises LastAdminStays."""
    demand_another_admin(place)
    place.delete()
    raise_version(place.user_id)


def demand_another_admin(place: OrganizerAdmin) -> None:
    """Raise LastAdminStays when this is the only ADMIN of its desk."""
    admins = OrganizerAdmin.objects.filter(organizer_id=place.organizer_id, type=OrganizerAdmin.Type.ADMIN)
    if place.type == OrganizerAdmin.Type.ADMIN and not admins.exclude(pk=place.pk).exists():
        raise LastAdminStays


def raise_version(user_id: int) -> None:
    """Whatever was kept of somebody's rights is good no longer."""
    User.objects.filter(pk=user_id).update(grants_version=F("grants_version") + 1)
