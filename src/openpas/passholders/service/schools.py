"""Somebody goes to a school, or to none."""

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.passholders.models import Passholder
from openpas.passholders.schools import school
from openpas.records import service as records


@transaction.atomic
def set_school(actor: Actor, person: Passholder, school_id: str) -> None:
    """Make the person a pupil of this school alone (O59). Raises SchoolNotFound."""
    chosen = school(school_id)
    Passholder.objects.filter(pk=person.pk).update(school=chosen)
    records.publish("SchoolChosen", {"passholder_id": person.pk, "organizer_id": chosen.pk})
    records.note(actor, "school.choose", f"passholder:{person.pk}", organizer_id=chosen.pk)


@transaction.atomic
def leave_school(actor: Actor, person: Passholder) -> None:
    """The person goes to no school; nothing changes for who went to none (O60)."""
    if Passholder.objects.filter(pk=person.pk, school__isnull=False).update(school=None):
        records.publish("SchoolLeft", {"passholder_id": person.pk})
        records.note(actor, "school.leave", f"passholder:{person.pk}")
