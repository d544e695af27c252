"""Somebody who signed in with a national number registers alone, and gets a digital card (operation 50)."""

from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction

from openpas.enrolment.desks import desk_in, organizer_named, residence_of
from openpas.enrolment.details import PersonDetails
from openpas.enrolment.refusals import AccountHasPass, EmailAlreadyUsed, InszInTokenRequired
from openpas.enrolment.rules.consent import require_born, require_grown_up
from openpas.enrolment.service.registering import Registration, enrol
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_insz, without_separators
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, Passholder
from openpas.passholders.refusals import InvalidInszNumber
from openpas.runtime import clock

_TAKE_TURNS: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@dataclass(frozen=True, slots=True)
class SelfRegistration:
    """What the person fills in. The national number is that of the sign-in, never of the form."""

    person: PersonDetails
    organizer_id: str
    card_system_id: int


def register_oneself(actor: Actor, asked: SelfRegistration) -> Passholder:
    """Make the person who calls a passholder. The client that it uses must be allowed to, for the organizer.

    Raises PermissionMissing, OrganizerNotFound, CardSystemNotFound, OrganizerOutsideCardSystem, InszInTokenRequired,
    InvalidInszNumber, ForbiddenUnderaged, InvalidCity, AccountHasPass, EmailAlreadyUsed and InszAlreadyUsed.
    """
    desk = desk_in(organizer_named(asked.organizer_id), asked.card_system_id)
    if actor.through is None:
        raise PermissionMissing("This needs a token of a person (USER_ACCESS_TOKEN).")
    desk.require(actor.through, Permission.PASSHOLDERS_SELF_REGISTRATION)
    _require_insz(actor.insz)
    now = clock.now()
    today = brussels_day(now)
    require_born(asked.person.date_of_birth, today)
    require_grown_up(asked.person.date_of_birth, today, desk.card_system.self_registration_age)
    residence = residence_of(asked.person.address)
    registration = Registration(
        person=asked.person, organizer_id=asked.organizer_id, card_kind=Card.Kind.DIGITAL, uitid=actor.subject
    )
    with transaction.atomic():
        _require_first_pass(actor.subject, asked.person.email)
        return enrol(actor, desk, registration, residence, now)


def _require_insz(insz: str) -> None:
    if not insz:
        raise InszInTokenRequired
    if not is_insz(without_separators(insz)):
        raise InvalidInszNumber


def _require_first_pass(account: str, email: str) -> None:
    """One pass per account, and per e-mail address among those with an account (contract/rules.md 2.7-7).

    Whoever registers with the same account or address at the same moment waits here.
    """
    with connection.cursor() as cursor:
        for subject in sorted({f"account {account}", f"email {email.lower()}"}):
            cursor.execute(_TAKE_TURNS, [f"self-registration {subject}"])
    if Passholder.objects.filter(uitid=account).exists():
        raise AccountHasPass
    require_free_email(email)


def require_free_email(email: str) -> None:
    """Raise EmailAlreadyUsed when somebody with an account and this address has a pass (contract/rules.md 8-26)."""
    if email and Passholder.objects.filter(email__iexact=email).exclude(uitid="").exists():
        raise EmailAlreadyUsed
