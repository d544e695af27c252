"""Commands on memberships of associations: one transaction each, with outbox and audit line."""

from datetime import date
from uuid import UUID

from django.db import transaction

from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import brussels_day
from openpas.organizers.associations import AssociationPermission, associations_of
from openpas.organizers.models import Association, Organizer
from openpas.passholders.associations.queries import card_systems_of, exists_in, terms_of
from openpas.passholders.associations.refusals import AssociationElsewhere, AssociationMembershipNotFound
from openpas.passholders.associations.rules import new_end
from openpas.passholders.models import AssociationMembership, Passholder
from openpas.passholders.refusals import AssociationNotFound
from openpas.records import service as records
from openpas.runtime import clock


@transaction.atomic
def register_membership(
    actor: Actor, desk: Organizer, person: Passholder, association_id: str, asked_ends_on: date | None = None
) -> AssociationMembership:
    """Make the person a member of the association, or renew the membership (O40).

    Raises AssociationNotFound, PermissionMissing for a desk that may only read, AssociationElsewhere, and what
    `rules.new_end` raises. Two registrations of one person take turns on its row.
    """
    association = _writable(actor, desk, association_id)
    Passholder.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    if not exists_in(association, card_systems_of(person)):
        raise AssociationElsewhere
    now = clock.now()
    held = person.association_memberships.filter(association=association).first()
    ends_on = new_end(
        terms_of(association),
        person.date_of_birth,
        brussels_day(now),
        present=held.ends_on if held else None,
        asked=asked_ends_on,
    )
    if held is None:
        held = AssociationMembership(association=association, passholder=person, created_at=now)
    held.ends_on = ends_on
    held.save()
    _tell(actor, "AssociationMembershipRegistered", "association.register", held)
    return held


@transaction.atomic
def stop_membership(actor: Actor, desk: Organizer, person: Passholder, association_id: str) -> None:
    """End the membership at once and for good (O41).

    Raises AssociationNotFound, PermissionMissing for a desk that may only read, and AssociationMembershipNotFound.
    """
    association = _writable(actor, desk, association_id)
    held = person.association_memberships.select_for_update().filter(association=association).first()
    if held is None:
        raise AssociationMembershipNotFound
    _tell(actor, "AssociationMembershipStopped", "association.stop", held)
    held.delete()


def _writable(actor: Actor, desk: Organizer, association_id: str) -> Association:
    """One that the desk may not even see counts as unknown."""
    visible = _named(associations_of(actor, desk, AssociationPermission.READ), association_id)
    if visible is None:
        raise AssociationNotFound
    if _named(associations_of(actor, desk, AssociationPermission.WRITE), association_id) is None:
        raise PermissionMissing("The organizer may only see the members of this association.")
    return visible


def _named(associations: list[Association], public_id: str) -> Association | None:
    try:
        wanted = UUID(public_id)
    except ValueError:
        return None
    return next((one for one in associations if one.public_id == wanted), None)


def _tell(actor: Actor, fact: str, action: str, held: AssociationMembership) -> None:
    ends_on = held.ends_on.isoformat()
    facts = {"passholder_id": held.passholder_id, "association_id": held.association_id, "ends_on": ends_on}
    records.publish(fact, facts)
    subject = f"passholder:{held.passholder_id}"
    records.note(actor, action, subject, association_id=held.association_id, ends_on=ends_on)
