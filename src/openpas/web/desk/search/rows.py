"""The people of one page, as little of each as is needed to know who it is. No status, no national number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpas.passholders.cards import best_numbers
from openpas.passholders.models import Card, Passholder
from openpas.records.service import note_access
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import open_file, seen_whole


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on the list. Of who may not be seen whole only `name`, the first name, and the number are filled.

    `is_usable` says whether the card with this number can be used.
    """

    id: int
    name: str
    number: str
    is_usable: bool
    url: str = ""
    born_on: date | None = None
    address: str = ""
    is_ticked: bool = False


def rows_of(clerk: Clerk, people: Sequence[Passholder], ticked: frozenset[int], purpose: str) -> list[Row]:
    """These people in this order; each gets a line of access. Four queries, however many people."""
    ids = [person.pk for person in people]
    whole = set(seen_whole(clerk).filter(pk__in=ids).values_list("pk", flat=True))
    note_access(clerk.actor, ids, purpose)
    numbers = best_numbers(ids)
    active = set(
        Card.objects.filter(uitpas_number__in=numbers.values(), status=Card.Status.ACTIVE).values_list(
            "uitpas_number", flat=True
        )
    )
    return [
        _row(clerk, person, numbers.get(person.pk, ""), active, is_whole=person.pk in whole, ticked=ticked)
        for person in people
    ]


def _row(
    clerk: Clerk, person: Passholder, number: str, active: set[str], *, is_whole: bool, ticked: frozenset[int]
) -> Row:
    is_usable, is_ticked = number in active and not person.is_blocked, person.pk in ticked
    if not is_whole:
        return Row(person.pk, person.first_name, number, is_usable, is_ticked=is_ticked)
    return Row(
        id=person.pk,
        name=f"{person.name} {person.first_name}",
        number=number,
        is_usable=is_usable,
        url=open_file(clerk, person.pk).url,
        born_on=person.date_of_birth,
        address=", ".join(filter(None, (person.street, f"{person.postal_code} {person.city}"))),
        is_ticked=is_ticked,
    )
