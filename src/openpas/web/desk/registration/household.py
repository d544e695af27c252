"""Several people of one household, one after the other (BR-PH-14)."""

from openpas.enrolment.drafts.answers import Answers
from openpas.foundation.belgium import ABROAD_POSTAL_CODE
from openpas.passholders.models import Passholder
from openpas.web.desk.registration.start import begin
from openpas.web.desk.registration.wizard import Wizard


def next_of_household(wizard: Wizard, person: Passholder) -> Wizard:
    """A new registration with the address and contact of somebody who was registered just now."""
    is_abroad = person.postal_code == ABROAD_POSTAL_CODE
    membership = person.memberships.first()
    answers = Answers(
        card_system_id=membership.card_system_id if membership else 0,
        name=person.name,
        street=person.street,
        postal_code="" if is_abroad else person.postal_code,
        city=person.city,
        country=person.country,
        is_abroad=is_abroad,
        email=person.email,
        has_no_email=not person.email,
        phone_number=person.phone_number,
        done=("contact",),
    )
    return begin(wizard.clerk, answers)
