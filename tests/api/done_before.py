"""What was done before with Amina's pass: every operation finds something to read, to change or to take back."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from openpas.card_systems.models import MembershipPriceRule
from openpas.checkins.kiosks import service as kiosks
from openpas.checkins.kiosks.service import NewKiosk
from openpas.checkins.service import check_in
from openpas.demo.builders import Offer, price_table, reward
from openpas.demo.cast import Cast
from openpas.enrolment.details import ConsentGiven, HomeAddress, PersonDetails
from openpas.enrolment.models import Picture
from openpas.enrolment.orders.placing import AskedOrder, AskedRegistration, place_order
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.identity.actors import actor_of_client
from openpas.organizers.models import OrganizerGroup
from openpas.passholders.associations.service import register_membership
from openpas.passholders.families.service import add_family_member
from openpas.records.encryption import encrypt
from openpas.rewards.models import Reward
from openpas.rewards.service import redeem
from openpas.runtime import clock
from openpas.settlement.models import Report
from openpas.settlement.production import produce
from openpas.tariffs.service import TicketOrder, sell_tickets
from tests.passholders.associating import YOUTH, associations
from tests.passholders.household import somebody

DEVICE: Final = "0190dddd-0000-4000-8000-00000000000d"
"""The kiosk at the theatre says that it is this device."""
KIOSK_TO_SET_UP: Final = "CID-PPT-001"


@dataclass(frozen=True, slots=True)
class Done:
    """Ids as they stand in a path, and codes as they stand in a request."""

    sale: str
    checkin: str
    redemption: str
    child: str
    report: str
    kiosk: str
    configuration_code: str
    order: str


def do_before(cast: Cast) -> Done:
    """Amina buys a ticket, visits the theatre and takes a sticker. The drink is online, and there is a kiosk."""
    Reward.objects.filter(pk=cast.drink.pk).update(is_online=True)
    reward(cast.gent, cast.theatre, Offer("sticker", "Sticker", 1), clock.now())
    price_table(cast.gent)
    actor = actor_of_client("cast-admin")
    [sale] = sell_tickets(actor, [TicketOrder("cast-open-house", cast.amina_number, "SOCIALTARIFF", 600)])
    visit = check_in(actor, cast.amina_number, "cast-open-house", channel="API")
    sticker = redeem(actor, "sticker", cast.amina_number)
    child = _ties_of_amina(actor, cast)
    kiosk, kiosk_code = kiosks.create_kiosk(actor, NewKiosk("Inkom", cast.gent, [cast.theatre]))
    kiosks.set_up(kiosk.name, kiosk_code, UUID(DEVICE))
    kiosk.fixed_event = cast.concert
    kiosk.save(update_fields=["fixed_event"])
    _, code = kiosks.create_kiosk(actor, NewKiosk(KIOSK_TO_SET_UP, cast.gent, [cast.theatre]))
    return Done(
        sale=str(sale.pk),
        checkin=str(visit.id),
        redemption=str(sticker.pk),
        child=child,
        report=str(_report(cast)),
        kiosk=str(kiosk.public_id),
        configuration_code=code,
        order=_order(actor, cast),
    )


def _ties_of_amina(actor: Actor, cast: Cast) -> str:
    """She goes to school at the club, is in the youth council, and has a child in her family list, which is told."""
    OrganizerGroup.objects.create(id=1, name="Scholen", is_school=True).organizers.add(cast.club)
    cast.amina.school = cast.club
    cast.amina.save(update_fields=["school"])
    associations(cast)
    register_membership(actor, cast.theatre, cast.amina, str(YOUTH))
    Picture.objects.create(passholder=cast.amina, jpeg_encrypted=encrypt(""), changed_at=clock.now())
    noor = somebody(cast, "Noor")
    add_family_member(actor, cast.amina, noor)
    return str(noor.public_id)


def _order(actor: Actor, cast: Cast) -> str:
    """Somebody of the same name ordered a digital pass, which costs nothing here: nobody has to be asked for money."""
    MembershipPriceRule.objects.filter(card_system=cast.gent, card_type="DIGITAL").update(price_cents=0)
    person = PersonDetails(
        name="Aziz",
        first_name="Samira",
        date_of_birth=date(1992, 2, 3),
        address=HomeAddress("9000", "Gent"),
        email="samira@example.org",
        consent=ConsentGiven(legal_terms_digital=True),
    )
    asked = AskedRegistration(person=person, organizer_id="cast-theatre", card_system_id=cast.gent.pk)
    return str(place_order(actor, AskedOrder(registrations=[asked])).public_id)


def _report(cast: Cast) -> int:
    """What the theatre may claim for today."""
    today = brussels_day(clock.now())
    report = Report.objects.create(
        organizer=cast.theatre, starts_on=today, ends_on=today, status="STARTED", created_at=clock.now()
    )
    produce(report.pk)
    return report.pk
