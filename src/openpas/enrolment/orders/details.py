"""What was filled in about a person in an order: sealed while it is kept."""

from typing import Final

from pydantic import TypeAdapter

from openpas.enrolment.details import PersonDetails
from openpas.enrolment.models import OrderRegistration
from openpas.records.encryption import decrypt, encrypt

_DETAILS: Final = TypeAdapter(PersonDetails)


def sealed(person: PersonDetails) -> bytes:
    return encrypt(_DETAILS.dump_json(person).decode())


def details_of(registration: OrderRegistration) -> PersonDetails | None:
    """None once it was forgotten."""
    stored = registration.details_encrypted
    return _DETAILS.validate_json(decrypt(stored)) if stored else None
