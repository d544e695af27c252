"""Who signed in and which children live there, each with the answer of the government and a proof of it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openpas.entitlement.government import Government, government
from openpas.entitlement.models import StatusEnquiry, Validation
from openpas.entitlement.queries import passes_of, statutes_of
from openpas.entitlement.refusals import GovernmentSilent, ValidationTokenInvalid
from openpas.entitlement.rules import Identity
from openpas.entitlement.service.exchange import actor_of, validation_of
from openpas.entitlement.service.id_tokens import GivenOut, give_out
from openpas.entitlement.service.persons import opened
from openpas.entitlement.statuses import Household, Outcome, RegisteredPerson, SourceSilent, StatusAnswer, WantedStatute
from openpas.records.encryption import blind_index
from openpas.records.service import note, note_access
from openpas.runtime import clock

REASON: Final = "online-registration"
_AT_ONCE: Final = 4
_UNDECIDED: Final = frozenset({Outcome.UNAVAILABLE, Outcome.REFUSED})


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person, whether the social tariff is due, the number of the pass that is held already, and the proof."""

    person: RegisteredPerson
    has_social_tariff: bool
    uitpas_number: str | None
    id_token: GivenOut


@dataclass(frozen=True, slots=True)
class ShownEntitlement:
    user: ShownPerson
    children: tuple[ShownPerson, ...]


def show_entitlement(token: str, card_system_id: int | None = None) -> ShownEntitlement:
    """Ask the government about the person of this token and the children, for one card system or in general.

    Raises ValidationTokenInvalid, CardSystemNotFound, and GovernmentSilent when it does not know about everybody: what
    is not known is never shown as `no right`.
    """
    validation = validation_of(token)
    if validation.person_encrypted is None:
        raise ValidationTokenInvalid
    wanted = statutes_of(card_system_id)
    services, now = government(), clock.now()
    people = _people(services, opened(validation.person_encrypted), now)
    answers = _asked(services, wanted.source, wanted.statutes, people, now)
    _log(people, answers, wanted.source, wanted.statutes, now)
    if any(answer.outcome in _UNDECIDED for answer in answers):
        raise GovernmentSilent
    return _shown(validation, people, [answer.outcome is Outcome.ENTITLED for answer in answers])


def _people(services: Government, signed_in: Identity, now: datetime) -> list[RegisteredPerson]:
    """The person with the names of the sign-in and the address of the register, then the children."""
    try:
        household = services.household_source().household(signed_in.insz, now, REASON)
    except SourceSilent as silent:
        raise GovernmentSilent from silent
    return [_user(signed_in, household), *household.children]


def _user(signed_in: Identity, household: Household) -> RegisteredPerson:
    home = household.person
    return RegisteredPerson(
        signed_in.insz,
        signed_in.family_name,
        signed_in.given_name,
        *((home.street, home.postal_code, home.city) if home else ()),
    )


def _asked(
    services: Government,
    source: str,
    statutes: Sequence[WantedStatute],
    people: Sequence[RegisteredPerson],
    now: datetime,
) -> list[StatusAnswer]:
    """Everybody's answer, asked side by side; the source is asked over the network and touches no database."""
    asking = services.status_source(source, statutes)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda one: asking.ask(one.insz, now, REASON), people))


def _log(
    people: Sequence[RegisteredPerson],
    answers: Sequence[StatusAnswer],
    source: str,
    statutes: Sequence[WantedStatute],
    now: datetime,
) -> None:
    StatusEnquiry.objects.bulk_create(
        StatusEnquiry(
            asked_at=now,
            person_index=blind_index(person.insz),
            source=source,
            reason=REASON,
            statutes=[one.name for one in statutes],
            reference=answer.reference,
            outcome=answer.outcome,
            code=answer.code,
        )
        for person, answer in zip(people, answers, strict=True)
    )


def _shown(validation: Validation, people: Sequence[RegisteredPerson], due: Sequence[bool]) -> ShownEntitlement:
    identities = [Identity(one.insz, one.family_name, one.given_name) for one in people]
    tokens = give_out(validation, zip(identities, due, strict=True))
    held = passes_of(one.insz for one in people)
    actor = actor_of(validation)
    note(actor, "social_tariff.validate", f"validation:{validation.pk}", people=len(people))
    note_access(actor, [one.passholder_id for one in held.values()], "social-tariff-validation")
    user, *children = (
        ShownPerson(person, is_due, held[person.insz].uitpas_number if person.insz in held else None, token)
        for person, is_due, token in zip(people, due, tokens, strict=True)
    )
    return ShownEntitlement(user, tuple(children))
