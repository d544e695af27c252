"""A desk registers somebody: card or digital card, consent, voucher, welcome, in one transaction (operation 25)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from openpas.enrolment.desks import Desk, desk_in, municipalities_of, organizer_named, residence_of
from openpas.enrolment.details import PersonDetails
from openpas.enrolment.pictures import as_plain_jpeg
from openpas.enrolment.refusals import CardNumberMissing, InszRequired
from openpas.enrolment.rules.consent import (
    require_born,
    require_consent_of_parent,
    require_legal_terms,
    require_no_messages_to_child,
)
from openpas.enrolment.rules.residence import Residence, require_inside
from openpas.enrolment.service.filing import file_consent, file_note, file_picture
from openpas.enrolment.service.welcoming import hold_welcome_rewards, welcome_newcomer
from openpas.enrolment.stock import card_named, locked_card
from openpas.enrolment.vouchers import locked_voucher, use
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.identifiers import insz_birth_date, is_insz, without_separators
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, Passholder
from openpas.passholders.refusals import CardDoesNotFit, InvalidInszNumber
from openpas.passholders.service import NewPassholder, register_passholder
from openpas.passholders.service.registration import NO_OPT_INS
from openpas.records import service as records
from openpas.runtime import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What a desk sends in. `organizer_id` is public; `picture` is the uploaded file as it came.

    A physical card decides whether the person has the social tariff; with a digital one an end date asks for it
    (contract/rules.md 2.7-3, 8-22).
    """

    person: PersonDetails
    organizer_id: str
    card_kind: Card.Kind
    card_system_id: int | None = None
    uitpas_number: str = ""
    social_tariff_ends_on: date | None = None
    voucher: str = ""
    note: str = ""
    picture: bytes = b""
    uitid: str = ""


def register(actor: Actor, asked: Registration) -> Passholder:
    """Make somebody a passholder.

    Raises PermissionMissing, OrganizerNotFound, CardSystemNotFound, InvalidCity, InvalidInszNumber, InszAlreadyUsed,
    InvalidUitpasNumber, InvalidCard, InvalidCardStatus, InvalidVoucherCode, InvalidSocialTariffEnd, and FieldRefused
    where consent, terms, opt-ins or the national number are missing.
    """
    organizer = organizer_named(asked.organizer_id)
    actor.require(Permission.PASSHOLDERS_WRITE, [organizer.pk])
    desk = _desk(organizer, asked)
    desk.require(actor, Permission.PASSHOLDERS_WRITE)
    if asked.person.address.is_abroad:
        desk.require(actor, Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY)
    residence = residence_of(asked.person.address)
    now = clock.now()
    require_acceptable(asked.person, desk, brussels_day(now))
    _require_insz(actor, desk, asked.person)
    return enrol(actor, desk, asked, residence, now)


@transaction.atomic
def enrol(actor: Actor, desk: Desk, asked: Registration, residence: Residence, now: datetime) -> Passholder:
    """Write the registration of somebody who was found acceptable. The locks: rewards, voucher, card."""
    jpeg = as_plain_jpeg(asked.picture) if asked.picture else b""
    hold_welcome_rewards(desk.card_system)
    voucher = locked_voucher(asked.voucher, desk.card_system.pk) if asked.voucher else None
    ends_on = _social_tariff_end(asked, desk, brussels_day(now))
    if ends_on is not None:
        desk.require_right_to_grant(actor, residence)
        require_inside(residence, municipalities_of(desk.card_system.pk))
    person = register_passholder(actor, _new_passholder(asked, desk, residence, ends_on))
    file_consent(person, asked.person.consent, now)
    if asked.note:
        file_note(person, asked.note, now)
    if jpeg:
        file_picture(person, jpeg, now)
    if voucher:
        use(voucher, person, desk.organizer, now)
    welcome_newcomer(person, desk.card_system)
    _warn_of_other_birth_date(actor, person, asked.person)
    return person


def require_acceptable(person: PersonDetails, desk: Desk, today: date) -> None:
    """Raise FieldRefused for a birth date to come, and for consent or terms that are missing (BR-PH-12, BR-PH-13)."""
    born, consent_age, consent = person.date_of_birth, desk.card_system.consent_age, person.consent
    require_born(born, today)
    require_no_messages_to_child(born, today, consent_age, wants_any=person.opt_ins != NO_OPT_INS)
    require_consent_of_parent(born, today, consent_age, has_consent=bool(consent.parental_consent))
    require_legal_terms(on_paper=bool(consent.legal_terms_paper), digitally=bool(consent.legal_terms_digital))


def _desk(organizer: Organizer, asked: Registration) -> Desk:
    if asked.card_kind == Card.Kind.DIGITAL:
        return desk_in(organizer, asked.card_system_id)
    if not asked.uitpas_number:
        raise CardNumberMissing
    if asked.card_system_id is not None:
        return desk_in(organizer, asked.card_system_id)
    return desk_in(organizer, card_named(asked.uitpas_number).card_system_id)


def _require_insz(actor: Actor, desk: Desk, person: PersonDetails) -> None:
    """The region may ask for it; abroad, and at some desks, it is optional (BR-PH-01)."""
    if person.insz:
        if not is_insz(without_separators(person.insz)):
            raise InvalidInszNumber
    elif not person.address.is_abroad and not desk.may_leave_insz_empty(actor):
        raise InszRequired


def _social_tariff_end(asked: Registration, desk: Desk, today: date) -> date | None:
    """The last day of the social tariff, or None without one. Locks a physical card."""
    if asked.card_kind == Card.Kind.DIGITAL:
        return asked.social_tariff_ends_on
    card = locked_card(asked.uitpas_number, desk)
    if card.is_social:
        return asked.social_tariff_ends_on or last_of_april_next_year(today)
    if asked.social_tariff_ends_on is not None:
        raise CardDoesNotFit("The card is not one for the social tariff.")
    return None


def _new_passholder(asked: Registration, desk: Desk, residence: Residence, ends_on: date | None) -> NewPassholder:
    person = asked.person
    address = replace(person.address, street="") if person.address.is_abroad else person.address
    return NewPassholder(
        name=person.name,
        first_name=person.first_name,
        date_of_birth=person.date_of_birth,
        street=address.street,
        postal_code=address.postal_code,
        city=residence.city,
        country=address.country,
        card_system=desk.card_system,
        insz=without_separators(person.insz),
        gender=person.gender,
        nationality=person.nationality,
        email=person.email,
        phone_number=person.phone_number,
        opt_ins=person.opt_ins,
        uitid=asked.uitid,
        uitpas_number=asked.uitpas_number if asked.card_kind == Card.Kind.NFC_CARD else "",
        social_tariff_ends_on=ends_on,
        registration_organizer=desk.organizer,
    )


def _warn_of_other_birth_date(actor: Actor, person: Passholder, details: PersonDetails) -> None:
    """A national number with another birth date inside is only written down (contract/rules.md 8-16)."""
    inside = insz_birth_date(without_separators(details.insz)) if details.insz else None
    if inside is not None and inside != details.date_of_birth:
        records.note(actor, "passholder.insz_birth_date_differs", f"passholder:{person.pk}")
