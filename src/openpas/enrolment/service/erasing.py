"""A passholder leaves the programme: the person is forgotten, the books are not (operation 30)."""

from dataclasses import asdict
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from openpas.enrolment.desks import desks_that_reach
from openpas.enrolment.models import Consent, OrderRegistration, Picture, PrivateNote
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.identity.models import RegistrationToken
from openpas.passholders.models import (
    AssociationMembership,
    Card,
    CardSystemMembership,
    FamilyLink,
    FamilyUndoToken,
    Passholder,
)
from openpas.passholders.service.account import outdate_decisions
from openpas.passholders.service.registration import NO_OPT_INS
from openpas.records import service as records

_FORGOTTEN_TEXTS: Final = (
    "name",
    "first_name",
    "gender",
    "nationality",
    "email",
    "phone_number",
    "street",
    "postal_code",
    "city",
    "uitid",
    "family_icon",
)


@transaction.atomic
def erase_passholder(actor: Actor, person: Passholder) -> None:
    """Anonymise the person (contract/rules.md 8-30). Ticket sales, points and redemptions stay, of nobody.

    What remains: year of birth and municipality, which the books need. INSZ, e-mail and account are free for another
    pass; the cards are DELETED. The id is replaced, so that the old one finds nobody. Raises PermissionMissing.
    """
    desks_that_reach(actor, Permission.PASSHOLDERS_DELETE, person)
    outdate_decisions(person.pk)
    person.refresh_from_db()
    cards = Card.objects.filter(membership__passholder=person)
    cards.update(status=Card.Status.DELETED, membership=None)
    CardSystemMembership.objects.filter(passholder=person).delete()
    _cut_ties(person)
    _forget(person)
    records.publish("PassholderErased", {"passholder_id": person.pk})
    records.note(actor, "passholder.erase", f"passholder:{person.pk}")


def _cut_ties(person: Passholder) -> None:
    """Families, associations, the private file, and what was filled in to order the pass."""
    for links in (FamilyLink, FamilyUndoToken):
        links.objects.filter(Q(main=person) | Q(member=person)).delete()
    for files in (AssociationMembership, RegistrationToken, Consent, PrivateNote, Picture):
        files.objects.filter(passholder=person).delete()
    OrderRegistration.objects.filter(passholder=person).update(details_encrypted=None)


def _forget(person: Passholder) -> None:
    for field in _FORGOTTEN_TEXTS:
        setattr(person, field, "")
    for name, wanted in asdict(NO_OPT_INS).items():
        setattr(person, f"opt_in_{name}", wanted)
    person.public_id = uuid4()
    person.date_of_birth = person.date_of_birth.replace(month=1, day=1)
    person.insz_encrypted = person.insz_index = None
    person.school = None
    person.is_blocked = True
    person.save()
