"""A desk changes what is known of a passholder: everything at once (operation 31)."""

from dataclasses import asdict, fields
from datetime import date
from typing import Final

from django.db import IntegrityError, transaction

from openpas.enrolment.desks import desks_that_reach, residence_of
from openpas.enrolment.details import ConsentGiven, PersonDetails
from openpas.enrolment.models import Consent
from openpas.enrolment.refusals import InszFixed, NoSocialTariffToExtend
from openpas.enrolment.rules.consent import require_born, require_consent_of_parent, require_no_messages_to_child
from openpas.enrolment.service.filing import file_consent
from openpas.enrolment.service.moving import move
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_insz, without_separators
from openpas.foundation.permissions import Permission
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.refusals import InszAlreadyUsed, InvalidInszNumber
from openpas.passholders.service import grant_social_tariff
from openpas.passholders.service.account import outdate_decisions
from openpas.passholders.service.registration import NO_OPT_INS, OptIns
from openpas.records import service as records
from openpas.records.encryption import blind_index, encrypt
from openpas.runtime import clock

_WRITTEN: Final = (
    *("name", "first_name", "date_of_birth", "gender", "nationality", "email", "phone_number"),
    *("street", "postal_code", "city", "country", "municipality_nis", "insz_index", "insz_encrypted"),
    *(f"opt_in_{field.name}" for field in fields(OptIns)),
)
"""What a desk fills in. School, account and the like belong to other commands."""


@transaction.atomic
def update_passholder(
    actor: Actor, person: Passholder, details: PersonDetails, social_tariff_ends_on: date | None = None
) -> None:
    """Replace everything: an optional property that is not given is cleared. Only the INSZ and consent stay.

    `social_tariff_ends_on` gives another end to the social tariff of the oldest membership that has one
    (contract/rules.md 8-28). Raises PermissionMissing, InvalidCity, InvalidInszNumber, InszAlreadyUsed,
    InvalidSocialTariffEnd, and FieldRefused.
    """
    desks = desks_that_reach(actor, Permission.PASSHOLDERS_WRITE, person)
    if details.address.is_abroad:
        actor.require(Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY, desks)
    outdate_decisions(person.pk)
    person.refresh_from_db()
    _require_acceptable(person, details)
    move(person, details.address, residence_of(details.address))
    _fill_in(person, details)
    _save(person)
    file_consent(person, details.consent, clock.now())
    if social_tariff_ends_on is not None:
        _end_social_tariff(actor, desks, person, social_tariff_ends_on)
    records.publish("PassholderUpdated", {"passholder_id": person.pk})
    records.note(actor, "passholder.update", f"passholder:{person.pk}")


def _require_acceptable(person: Passholder, details: PersonDetails) -> None:
    today, age = brussels_day(clock.now()), _consent_age(person)
    require_born(details.date_of_birth, today)
    require_no_messages_to_child(details.date_of_birth, today, age, wants_any=details.opt_ins != NO_OPT_INS)
    has_consent = _has_parental_consent(person, details.consent)
    require_consent_of_parent(details.date_of_birth, today, age, has_consent=has_consent)


def _has_parental_consent(person: Passholder, given: ConsentGiven) -> bool:
    """What is said now, else what was said before; who came in before consent was kept has given it on paper."""
    if given.parental_consent is not None:
        return given.parental_consent
    kept = Consent.objects.filter(passholder=person).first()
    return kept is None or kept.parental_consent


def _consent_age(person: Passholder) -> int:
    """The highest age of the card systems that the person belongs to."""
    memberships = CardSystemMembership.objects.filter(passholder=person).select_related("card_system")
    return max((one.card_system.consent_age for one in memberships), default=0)


def _fill_in(person: Passholder, details: PersonDetails) -> None:
    person.name, person.first_name = details.name, details.first_name
    person.date_of_birth = details.date_of_birth
    person.gender, person.nationality = details.gender, details.nationality
    person.email, person.phone_number = details.email, details.phone_number
    for name, wanted in asdict(details.opt_ins).items():
        setattr(person, f"opt_in_{name}", wanted)
    if details.insz:
        _add_insz(person, without_separators(details.insz))


def _add_insz(person: Passholder, insz: str) -> None:
    """A national number is added once, and never changed (BR-PH-01)."""
    if not is_insz(insz):
        raise InvalidInszNumber
    index = blind_index(insz)
    if person.insz_index is None:
        person.insz_index, person.insz_encrypted = index, encrypt(insz)
    elif bytes(person.insz_index) != index:
        raise InszFixed


def _save(person: Passholder) -> None:
    try:
        with transaction.atomic():
            person.save(update_fields=_WRITTEN)
    except IntegrityError:
        if Passholder.objects.filter(insz_index=person.insz_index).exclude(pk=person.pk).exists():
            raise InszAlreadyUsed from None
        raise


def _end_social_tariff(actor: Actor, desks: list[int], person: Passholder, ends_on: date) -> None:
    membership = (
        CardSystemMembership.objects.filter(passholder=person, is_blocked=False)
        .exclude(social_tariff_ends_on=None)
        .order_by("created_at", "pk")
        .first()
    )
    if membership is None:
        raise NoSocialTariffToExtend
    if membership.social_tariff_ends_on != ends_on:
        actor.require(Permission.PASSHOLDERS_WRITE_SOCIALTARIFF, desks, membership.card_system_id)
        grant_social_tariff(actor, membership, ends_on)
