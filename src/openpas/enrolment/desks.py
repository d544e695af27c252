"""Which desk acts, and for whom it may (contract/rules.md 2.7-2, 3.2)."""

from dataclasses import dataclass

from django.db.models.functions import Lower

from openpas.card_systems.models import CardSystem, City
from openpas.card_systems.queries import card_system
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.refusals import CardSystemUnclear, OrganizerOutsideCardSystem
from openpas.enrolment.rules.residence import Residence, residence_in_belgium
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.identity.staff.desks import may_register_without_insz
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.passholders.models import CardSystemMembership, Passholder


@dataclass(frozen=True, slots=True)
class Desk:
    """An organizer that enrols people in a card system."""

    organizer: Organizer
    card_system: CardSystem

    def require(self, actor: Actor, *permissions: Permission) -> None:
        """Raise PermissionMissing unless the actor holds all of these for the desk in the card system."""
        for permission in permissions:
            actor.require(permission, [self.organizer.pk], self.card_system.pk)

    def require_right_to_grant(self, actor: Actor, residence: Residence) -> None:
        """Raise PermissionMissing unless the actor may give the social tariff to who lives there.

        The city is that of the registering organizer (contract/rules.md 2.8-2, 8-21).
        """
        self.require(actor, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
        if residence.nis != self.organizer.municipality_nis:
            self.require(actor, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM)

    def may_leave_insz_empty(self, actor: Actor) -> bool:
        """Whether somebody who lives in Belgium may be registered here without a national number (BR-PH-01).

        Where the region asks for it, a desk that grants the social tariff may, and one of which the region says so
        (domain/rules.md 2.2).
        """
        if not self.card_system.requires_insz:
            return True
        desk_id, region_id = self.organizer.pk, self.card_system.pk
        grants = actor.may(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF, [desk_id], region_id)
        return grants or may_register_without_insz(desk_id, region_id)


def organizer_named(public_id: str) -> Organizer:
    """The organizer that a body or query names, whatever the case. Raises OrganizerNotFound."""
    found = Organizer.objects.alias(plain_id=Lower("public_id")).filter(plain_id=public_id.lower()).first()
    if found is None:
        raise OrganizerNotFound
    return found


def desk_in(organizer: Organizer, card_system_id: int | None) -> Desk:
    """The desk in the card system, or in its only one when none is named.

    Raises CardSystemNotFound, OrganizerOutsideCardSystem and CardSystemUnclear.
    """
    if card_system_id is not None:
        named = card_system(card_system_id)
        if not organizer.card_systems.filter(pk=named.pk).exists():
            raise OrganizerOutsideCardSystem
        return Desk(organizer, named)
    systems = list(organizer.card_systems.all()[:2])
    if len(systems) != 1:
        raise CardSystemUnclear
    return Desk(organizer, systems[0])


def desks_that_reach(actor: Actor, permission: Permission, person: Passholder) -> list[int]:
    """The organizers for which the actor holds the right about this person: those that share a card system with it.

    Who holds the right everywhere needs none. Raises PermissionMissing.
    """
    systems = CardSystemMembership.objects.filter(passholder=person).values("card_system_id")
    shared = Organizer.card_systems.through.objects.filter(
        organizer_id__in=list(actor.by_organizer), cardsystem_id__in=systems
    )
    reached = {
        organizer_id
        for organizer_id, card_system_id in shared.values_list("organizer_id", "cardsystem_id")
        if actor.may(permission, [organizer_id], card_system_id)
    }
    if not reached and permission not in actor.everywhere:
        raise PermissionMissing(
            f"The permission {permission} is required for a card system of the passholder.", permission
        )
    return sorted(reached)


def residence_of(address: HomeAddress) -> Residence:
    """Where that is. Raises InvalidCity."""
    if address.is_abroad:
        return Residence(address.city, "")
    known = City.objects.filter(postal_code=address.postal_code).values_list("name", flat=True)
    return residence_in_belgium(address.postal_code, address.city, list(known))


def municipalities_of(card_system_id: int) -> frozenset[str]:
    """The REFNIS codes of the region."""
    return frozenset(City.objects.filter(card_system_id=card_system_id).values_list("municipality_nis", flat=True))
