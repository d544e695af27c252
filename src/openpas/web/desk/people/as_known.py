"""A person as a desk filled it in before: the ground for a form that changes a part of it."""

from dataclasses import fields

from openpas.enrolment.details import HomeAddress, PersonDetails
from openpas.passholders.models import Passholder
from openpas.passholders.service.registration import OptIns


def as_known(person: Passholder) -> PersonDetails:
    """Everything as it is; the INSZ stays whatever happens, and so does consent that was given."""
    return PersonDetails(
        name=person.name,
        first_name=person.first_name,
        date_of_birth=person.date_of_birth,
        address=HomeAddress(person.postal_code, person.city, person.street, person.country),
        gender=person.gender,
        nationality=person.nationality,
        email=person.email,
        phone_number=person.phone_number,
        opt_ins=OptIns(**{field.name: getattr(person, f"opt_in_{field.name}") for field in fields(OptIns)}),
    )
