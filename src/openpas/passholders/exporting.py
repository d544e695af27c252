"""A list of people as a desk takes it away in a sheet: for a purpose that everybody on it can read (D-38)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import phonenumbers
from django.db.models import Q, QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.cards import best_numbers
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.reach import card_systems_in_reach, in_reach
from openpas.passholders.search import NOT_ERASED, by_name
from openpas.records.service import note, note_access

EXPORTING: Final = (Permission.PASSHOLDERS_WRITE, Permission.PASSHOLDERS_UPDATE)
"""Who may change people may also take a list of them away: registration desks, and schools for their pupils."""

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """A row of the sheet. What is not known is empty, and the date None. There is no national number in it."""

    uitpas_number: str
    name: str
    first_name: str
    date_of_birth: date
    gender: str
    street: str
    postal_code: str
    city: str
    phone_number: str
    mobile_number: str
    nationality: str
    social_tariff_ends_on: date | None
    id: UUID


def exported(actor: Actor, passholder_ids: Collection[int], purpose: str) -> Iterator[list[ExportedPerson]]:
    """These people by name, a page at a time, as far as the actor may search and change them.

    Call it in the transaction in which the sheet is written: the purpose stands in the audit line, and in a line of
    access of everybody on a page before the page is given. Four queries for 500 people. Raises PermissionMissing.
    """
    actor.require_somewhere(*EXPORTING)
    ids = list(_reached(actor, passholder_ids).order_by(*by_name()).values_list("pk", flat=True))
    note(actor, "passholders.export", "passholders", people=len(ids), purpose=purpose)
    return _pages(actor, ids, purpose)


def _reached(actor: Actor, passholder_ids: Collection[int]) -> QuerySet[Passholder]:
    changed = Q(pk__in=[])
    for right in EXPORTING:
        if actor.may_somewhere(right):
            changed |= in_reach(actor, right)
    searched = in_reach(actor, Permission.PASSHOLDERS_SEARCH)
    return Passholder.objects.filter(NOT_ERASED, searched, changed, pk__in=passholder_ids)


def _pages(actor: Actor, ids: list[int], purpose: str) -> Iterator[list[ExportedPerson]]:
    regions = card_systems_in_reach(actor, Permission.PASSHOLDERS_SEARCH)
    for start in range(0, len(ids), _AT_ONCE):
        page = ids[start : start + _AT_ONCE]
        note_access(actor, page, f"passholders.export: {purpose}")
        yield _page(page, regions)


def _page(ids: list[int], regions: set[int]) -> list[ExportedPerson]:
    numbers, ends = best_numbers(ids), _social_tariff_ends(ids, regions)
    people = Passholder.objects.in_bulk(ids)
    return [_row(people[one], numbers.get(one, ""), ends.get(one)) for one in ids if one in people]


def _social_tariff_ends(ids: list[int], regions: set[int]) -> dict[int, date]:
    """The last day in these regions; of another region nothing is told."""
    granted = CardSystemMembership.objects.filter(passholder_id__in=ids, card_system_id__in=regions)
    ends = granted.order_by("social_tariff_ends_on").values_list("passholder_id", "social_tariff_ends_on")
    return {passholder_id: ends_on for passholder_id, ends_on in ends if ends_on}


def _row(person: Passholder, number: str, ends_on: date | None) -> ExportedPerson:
    phone, mobile = _phones(person.phone_number)
    return ExportedPerson(
        uitpas_number=number,
        name=person.name,
        first_name=person.first_name,
        date_of_birth=person.date_of_birth,
        gender=person.gender,
        street=person.street,
        postal_code=person.postal_code,
        city=person.city,
        phone_number=phone,
        mobile_number=mobile,
        nationality=person.nationality,
        social_tariff_ends_on=ends_on,
        id=person.public_id,
    )


def _phones(number: str) -> tuple[str, str]:
    """The number as a fixed and as a mobile one; what it cannot be is empty."""
    try:
        parsed = phonenumbers.parse(number, "BE")
    except phonenumbers.NumberParseException:
        return number, ""
    is_mobile = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
    return ("", number) if is_mobile else (number, "")
