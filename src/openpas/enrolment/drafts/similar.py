"""People who may be the one who is being registered: a pass that somebody forgot is found before there are two."""

from datetime import date
from typing import Final

from django.db.models import F, QuerySet, Value

from openpas.foundation.actor import Actor
from openpas.passholders.models import Passholder
from openpas.passholders.search import PlainText
from openpas.records.service import note_access

_AT_MOST: Final = 5


def same_person_perhaps(
    actor: Actor, people: QuerySet[Passholder], first_name: str, name: str, born: date, *, has_insz: bool
) -> list[Passholder]:
    """Out of `people`, whom the desk may see: those with this name, accents and case aside, and birth date.

    Somebody whose national number is known is another person than a newcomer with a number of its own (`has_insz`).
    Notes the access.
    """
    same = people.alias(plain_name=PlainText(F("name")), plain_first_name=PlainText(F("first_name"))).filter(
        date_of_birth=born,
        plain_name=PlainText(Value(name)),
        plain_first_name=PlainText(Value(first_name)),
        **({"insz_index": None} if has_insz else {}),
    )
    found: list[Passholder] = [*same.order_by("pk")[:_AT_MOST]]
    note_access(actor, [person.pk for person in found], "registration.similar")
    return found
