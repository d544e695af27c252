"""Schools of passholders: organizers in a group that is marked as schools (contract/rules.md 2.16)."""

from openpas.foundation.actor import Actor
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from openpas.passholders.refusals import SchoolNotFound
from openpas.records.service import note_access


def school(public_id: str) -> Organizer:
    """The school with this id, whatever the case. Raises SchoolNotFound, also for an organizer that is no school."""
    found = Organizer.objects.filter(public_id__iexact=public_id, groups__is_school=True).first()
    if found is None:
        raise SchoolNotFound
    return found


def school_of(actor: Actor, person: Passholder) -> Organizer:
    """The person's school. Notes the access. Raises SchoolNotFound when there is none."""
    note_access(actor, [person.pk], "schools.read")
    schools = Organizer.objects.select_related("linked_location").prefetch_related("card_systems")
    found = schools.filter(pupils=person).first()
    if found is None:
        raise SchoolNotFound
    return found
