"""Who else lives at an address: dependants of somebody with the social tariff often have a right too (BR-PH-14)."""

from django.db.models import F, QuerySet, Value

from openpas.passholders.models import Passholder
from openpas.passholders.search import NOT_ERASED, PlainText


def others_at_address(people: QuerySet[Passholder], person: Passholder) -> QuerySet[Passholder]:
    """Those of `people`, whom the caller may see, who live where `person` does. Nobody where no street is known."""
    if not person.street.strip():
        return people.none()
    there = people.filter(NOT_ERASED, postal_code=person.postal_code).exclude(pk=person.pk)
    return there.alias(plain_street=PlainText(F("street"))).filter(plain_street=PlainText(Value(person.street)))
