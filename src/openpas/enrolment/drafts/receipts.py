"""What somebody gets in writing after a registration: which pass, what was paid. Never a status."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import spaced
from openpas.foundation.money import spoken
from openpas.passholders.languages import languages_of
from openpas.passholders.models import Card, Passholder
from openpas.records import service as records
from openpas.records.mail import mail_after_commit


@dataclass(frozen=True, slots=True)
class Receipt:
    """A registration as it is told to the person. `price_cents` is None where the region has set no price."""

    first_name: str
    name: str
    region: str
    uitpas_number: str
    is_digital: bool
    points: int
    price_cents: int | None
    desk: str
    registered_on: date


def receipt_of(person: Passholder, price_cents: int | None) -> Receipt:
    """The receipt of somebody who was registered just now, with one membership and its card."""
    card = Card.objects.filter(membership__passholder=person).select_related("card_system").latest("activated_at")
    return Receipt(
        first_name=person.first_name,
        name=person.name,
        region=card.card_system.name,
        uitpas_number=card.uitpas_number,
        is_digital=card.kind == Card.Kind.DIGITAL,
        points=person.points_account.points,
        price_cents=price_cents,
        desk=person.registration_organizer.name if person.registration_organizer else "",
        registered_on=brussels_day(person.created_at),
    )


@transaction.atomic
def mail_receipt(actor: Actor, receipt: Receipt, person: Passholder) -> None:
    """Send it to the person, who asked for it, in the languages of the place of residence."""
    details = {
        "first_name": receipt.first_name,
        "region": receipt.region,
        "number": spaced(receipt.uitpas_number),
        "is_digital": receipt.is_digital,
        "price": spoken(receipt.price_cents) if receipt.price_cents else "",
        "desk": receipt.desk,
    }
    languages = languages_of(person.municipality_nis, person.country)
    mail_after_commit(person.email, "enrolment/mail/registered", languages, details)
    records.note(actor, "passholder.mail_receipt", f"passholder:{person.pk}")
