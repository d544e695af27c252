"""Reads of families. Who may ask is decided before: see the caller's rights in the API."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from openpas.foundation.actor import Actor
from openpas.passholders.models import FamilyLink, Passholder
from openpas.passholders.persons import ShownPassholder, shown_by_id
from openpas.passholders.refusals import PassholderNotFound
from openpas.records.service import note_access


def is_family(owner_id: int, member_id: int) -> bool:
    """Whether `member_id` is in the family list of `owner_id` (internal ids of passholders), the owner included.

    It says nothing about the other direction.
    """
    return owner_id == member_id or FamilyLink.objects.filter(main_id=owner_id, member_id=member_id).exists()


@dataclass(frozen=True, slots=True)
class ShownFamilyMember:
    """Somebody in a family list. `since` of the main passholder is when the pass was made."""

    passholder: ShownPassholder
    icon: str
    since: datetime
    is_main: bool


def family_members(actor: Actor, main: Passholder) -> list[ShownFamilyMember]:
    """The family list of a passholder, itself first, then who came first. Notes the access to each of them."""
    links = list(main.family.all())
    people = shown_by_id(actor, [main.pk, *(link.member_id for link in links)], "family.read")
    return [
        ShownFamilyMember(people[main.pk], main.family_icon, main.created_at, is_main=True),
        *(ShownFamilyMember(people[link.member_id], link.icon, link.created_at, is_main=False) for link in links),
    ]


def families_of(actor: Actor, member: Passholder) -> QuerySet[FamilyLink]:
    """The lists of others in which the person is, oldest first. Notes the access to the person and to those others."""
    found = member.families.select_related("main")
    note_access(actor, {member.pk, *(link.main_id for link in found)}, "families.read")
    return found


def person(public_id: str) -> Passholder:
    """The person with this id. Raises PassholderNotFound."""
    found = Passholder.objects.filter(public_id=wanted).first() if (wanted := _uuid(public_id)) else None
    if found is None:
        raise PassholderNotFound
    return found


def is_person(passholder_id: int, public_id: str) -> bool:
    """Whether the internal and the public id are of the same person."""
    wanted = _uuid(public_id)
    return wanted is not None and Passholder.objects.filter(pk=passholder_id, public_id=wanted).exists()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
