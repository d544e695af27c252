"""One person of a paid order becomes a passholder, exactly once."""

from datetime import datetime
from typing import Final

from django.db import transaction

from openpas.enrolment.desks import Desk, residence_of
from openpas.enrolment.details import PersonDetails
from openpas.enrolment.models import OrderRegistration
from openpas.enrolment.orders.details import details_of
from openpas.enrolment.orders.held_vouchers import let_go, spend
from openpas.enrolment.service.registering import Registration, enrol
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.models import Card, Passholder
from openpas.records import service as records
from openpas.runtime import clock

PROGRAMME: Final = Actor(
    "system:orders",
    ActorKind.SYSTEM,
    everywhere=frozenset(
        {Permission.PASSHOLDERS_WRITE_SOCIALTARIFF, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM}
    ),
)
"""Who acts once an order was taken. The right to the social tariff was proven by the id token of the order."""

FORGOTTEN: Final = "DetailsForgotten"


@transaction.atomic
def make_passholder(registration_pk: int) -> None:
    """Make the person a passholder, or write down why not. Who was decided already stays as it is.

    The row is taken first, so that of two who come at once the second finds it decided. A refusal here is something
    that happened between order and payment, such as a pass that the person got at a desk.
    """
    row = OrderRegistration.objects.select_for_update(of=("self",)).select_related("organizer", "card_system")
    registration = row.get(pk=registration_pk)
    if registration.passholder_id is not None or registration.refusal:
        return
    person = details_of(registration)
    if person is None:
        registration.refusal = FORGOTTEN
    else:
        _make(registration, person, clock.now())
    registration.save(update_fields=["passholder", "refusal", "voucher"])


def _make(registration: OrderRegistration, person: PersonDetails, now: datetime) -> None:
    try:
        with transaction.atomic():
            registration.passholder = _enrolled(registration, person, now)
    except Refusal as refused:
        registration.refusal = refused.code
        let_go(registration)
        records.note(PROGRAMME, "order.refuse", f"order:{registration.order_id}", refusal=refused.code)


def _enrolled(registration: OrderRegistration, person: PersonDetails, now: datetime) -> Passholder:
    ends_on = last_of_april_next_year(brussels_day(now)) if registration.has_social_tariff else None
    desk = Desk(registration.organizer, registration.card_system)
    asked = Registration(
        person=person,
        organizer_id=registration.organizer.public_id,
        card_kind=Card.Kind.DIGITAL,
        card_system_id=registration.card_system_id,
        social_tariff_ends_on=ends_on,
    )
    passholder = enrol(PROGRAMME, desk, asked, residence_of(person.address), now)
    spend(registration, passholder, now)
    return passholder
