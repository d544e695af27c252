"""Somebody becomes a passholder: the part of a registration that every way of registering shares."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final
from uuid import uuid4

from django.db import IntegrityError, transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.belgium import municipality_of
from openpas.foundation.identifiers import is_insz
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder, PointsAccount
from openpas.passholders.refusals import InszAlreadyUsed, InvalidInszNumber
from openpas.passholders.service.memberships import NewMembership, join
from openpas.records import service as records
from openpas.records.encryption import blind_index, encrypt
from openpas.runtime import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIns:
    """What a person wants to hear, and how (domain/rules.md 7.3). Nothing unless it was asked for."""

    service_mails: bool = False
    milestone_mails: bool = False
    info_mails: bool = False
    sms: bool = False
    post: bool = False


NO_OPT_INS: Final = OptIns()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassholder:
    """Who registers, and for what.

    `uitpas_number` is a card in stock; without it a digital card is issued. `social_tariff_ends_on` grants the social
    tariff. `registered_at` is filled for somebody who registered elsewhere, earlier; then that moment counts.
    """

    name: str
    first_name: str
    date_of_birth: date
    postal_code: str
    city: str
    card_system: CardSystem
    insz: str = ""
    gender: str = ""
    nationality: str = ""
    email: str = ""
    phone_number: str = ""
    street: str = ""
    country: str = "BE"
    uitid: str = ""
    opt_ins: OptIns = NO_OPT_INS
    uitpas_number: str = ""
    social_tariff_ends_on: date | None = None
    registration_organizer: Organizer | None = None
    registered_at: datetime | None = None


@transaction.atomic
def register_passholder(actor: Actor, new: NewPassholder) -> Passholder:
    """Make the person, the points account, the membership and its card.

    Raises InvalidInszNumber, InszAlreadyUsed, InvalidSocialTariffEnd, and what `cards.card_to_give` raises.
    """
    at = new.registered_at or clock.now()
    person = _person(new, at)
    PointsAccount.objects.create(passholder=person)
    card_system = new.card_system
    join(
        actor,
        person,
        NewMembership(card_system, new.social_tariff_ends_on, uitpas_number=new.uitpas_number, has_card=True),
        at,
    )
    records.publish("PassholderRegistered", {"passholder_id": person.pk, "card_system_id": card_system.pk})
    records.note(actor, "passholder.register", f"passholder:{person.pk}", card_system_id=card_system.pk)
    return person


def _person(new: NewPassholder, at: datetime) -> Passholder:
    if new.insz and not is_insz(new.insz):
        raise InvalidInszNumber
    place = municipality_of(new.postal_code, new.city) if new.country.upper() == "BE" else None
    person = Passholder(
        public_id=uuid4(),
        name=new.name,
        first_name=new.first_name,
        date_of_birth=new.date_of_birth,
        gender=new.gender,
        nationality=new.nationality,
        insz_encrypted=encrypt(new.insz) if new.insz else None,
        insz_index=blind_index(new.insz) if new.insz else None,
        email=new.email,
        phone_number=new.phone_number,
        street=new.street,
        postal_code=new.postal_code,
        city=place.name if place else new.city,
        country=new.country.upper(),
        municipality_nis=place.nis if place else "",
        **{f"opt_in_{name}": wanted for name, wanted in asdict(new.opt_ins).items()},
        uitid=new.uitid,
        registration_organizer=new.registration_organizer,
        created_at=at,
    )
    _save_new(person)
    return person


def _save_new(person: Passholder) -> None:
    """Of two registrations of the same INSZ at the same time the second one meets the constraint."""
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        if person.insz_index and Passholder.objects.filter(insz_index=person.insz_index).exists():
            raise InszAlreadyUsed from None
        raise
