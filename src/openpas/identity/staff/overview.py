"""What who manages something sees of it: regions, desks, groups, people. Everything stays within one's own scope."""

from collections.abc import Sequence

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.identity.models import DeskGroup, Invitation, Manager, OrganizerAdmin
from openpas.identity.staff import managers, places
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.organizers.models import Organizer
from openpas.runtime import clock


def regions_of(actor: Actor) -> QuerySet[CardSystem]:
    """The regions that the caller looks after, by name, with how many desks and groups each has."""
    scope = managers.scope_of(actor)
    every = CardSystem.objects.all() if scope.is_platform else CardSystem.objects.filter(pk__in=scope.card_system_ids)
    counted = every.annotate(
        desk_count=Count("organizers", distinct=True), group_count=Count("desk_groups", distinct=True)
    )
    return counted.order_by("name")


def region(actor: Actor, card_system_id: int) -> CardSystem:
    """One of them. Raises NotTheirRegion for any other, there or not."""
    found = regions_of(actor).filter(pk=card_system_id).first()
    if found is None:
        raise NotTheirRegion
    return found


def own_desks_of(actor: Actor) -> Sequence[Organizer]:
    """The desks of which the caller is an ADMIN, by name."""
    admin_at = places.desks_of(actor).filter(type=OrganizerAdmin.Type.ADMIN)
    return list(Organizer.objects.filter(pk__in=admin_at.values("organizer_id")).order_by("name", "pk"))


def desks_of_region(card_system: CardSystem, text: str = "", group_id: int | None = None) -> QuerySet[Organizer]:
    """The desks of a region by name, `text` being a part of the name or the place; with how many people work there."""
    found = card_system.organizers.annotate(staff_count=Count("admins", distinct=True)).order_by("name", "pk")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(city__icontains=text) | Q(postal_code=text))
    if group_id is not None:
        found = found.filter(desk_groups=group_id)
    return found.prefetch_related("desk_groups")


def desk(actor: Actor, organizer_id: int) -> Organizer:
    """A desk of the caller's regions, or of which it is an ADMIN. Raises NotTheirRegion for any other, there or not."""
    found = Organizer.objects.filter(pk=organizer_id).prefetch_related("card_systems").first()
    if found is None or not sees_desk(actor, found):
        raise NotTheirRegion
    return found


def sees_desk(actor: Actor, organizer: Organizer) -> bool:
    """Whether the desk is in one of the caller's regions, or the caller is an ADMIN of it."""
    scope = managers.scope_of(actor)
    in_scope = any(scope.covers(card_system.pk) for card_system in organizer.card_systems.all())
    return scope.is_platform or in_scope or places.type_at(actor, organizer.pk) is OrganizerAdmin.Type.ADMIN


def groups_of_desk(organizer: Organizer) -> Sequence[tuple[CardSystem, Sequence[DeskGroup]]]:
    """Per region of the desk all groups of that region, each with `is_joined`. One query beside the regions."""
    joined = DeskGroup.desks.through.objects.filter(deskgroup_id=OuterRef("pk"), organizer_id=organizer.pk)
    groups = DeskGroup.objects.filter(card_system__organizers=organizer).annotate(is_joined=Exists(joined))
    every = list(groups.order_by("pk"))
    return [
        (system, [group for group in every if group.card_system_id == system.pk])
        for system in sorted(organizer.card_systems.all(), key=lambda one: one.name)
    ]


def staff_of(organizer: Organizer) -> QuerySet[OrganizerAdmin]:
    """Who works at the desk: ADMINs first, by name."""
    return organizer.admins.select_related("user").order_by("type", "user__name", "user__email")


def open_invitations(organizer: Organizer | None = None) -> QuerySet[Invitation]:
    """Who was invited to the desk and has not come yet; without a desk, to look after a region or the whole.

    `is_over`: the link is good no longer.
    """
    found = Invitation.objects.select_related("user", "card_system").filter(accepted_at=None, organizer=organizer)
    is_over = ExpressionWrapper(Q(expires_at__lte=clock.now()), output_field=BooleanField())
    return found.annotate(is_over=is_over).order_by("-created_at", "-pk")


def groups_of_region(card_system: CardSystem) -> QuerySet[DeskGroup]:
    """The groups of a region in the order in which they were made, with how many desks each has."""
    return card_system.desk_groups.annotate(desk_count=Count("desks")).order_by("pk")


def group(actor: Actor, group_id: int) -> DeskGroup:
    """A group of the caller's regions. Raises NotTheirRegion for any other, there or not."""
    found = DeskGroup.objects.select_related("card_system").filter(pk=group_id).first()
    if found is None or not managers.scope_of(actor).covers(found.card_system_id):
        raise NotTheirRegion
    return found


def managers_of_all(actor: Actor) -> QuerySet[Manager]:
    """Everybody who looks after something, the whole first. Raises NotTheirRegion unless the caller does the whole."""
    managers.require_platform(actor)
    return Manager.objects.select_related("user", "card_system").order_by("card_system__name", "user__name", "pk")
