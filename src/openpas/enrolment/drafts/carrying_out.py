"""A draft becomes a passholder, once."""

from django.db import transaction

from openpas.enrolment.drafts.answers import Answers, day, unsealed
from openpas.enrolment.drafts.pricing import price_of
from openpas.enrolment.models import RegistrationDraft
from openpas.enrolment.refusals import DetailsIncomplete, PriceChanged
from openpas.enrolment.service.registering import register
from openpas.entitlement.models import Attest
from openpas.entitlement.service.attests import AttestSeen, record_attest
from openpas.foundation.actor import Actor
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from openpas.passholders.service.schools import set_school


@transaction.atomic
def register_draft(actor: Actor, draft: RegistrationDraft, shown_price_cents: int | None) -> Passholder | None:
    """Register the person at the desk of the draft, for the price that the clerk saw (None: none was set).

    Whatever is sent twice makes one person: the second waits for the first and gets what it made. The answers are wiped
    in the same transaction. None when that person left the programme since.

    Raises DetailsIncomplete, PriceChanged, SchoolNotFound, and what `registering.register` and `record_attest` raise;
    the draft then stays as it was. The locks: the draft before all others.
    """
    row = RegistrationDraft.objects.select_for_update(of=("self",)).select_related("organizer", "registered")
    held = row.get(pk=draft.pk)
    if held.answers_encrypted is None:
        return held.registered
    answers = unsealed(held.answers_encrypted)
    price_cents = _agreed_price(answers, shown_price_cents)
    person = _register(actor, answers, held.organizer)
    RegistrationDraft.objects.filter(pk=held.pk).update(
        answers_encrypted=None, registered=person, price_cents=price_cents
    )
    return person


def _register(actor: Actor, answers: Answers, organizer: Organizer) -> Passholder:
    born = answers.birth_date
    if born is None or not answers.card_kind:
        raise DetailsIncomplete
    person = register(actor, answers.registration(organizer.public_id, born))
    if answers.school_id:
        set_school(actor, person, answers.school_id)
    if answers.is_social:
        _file_attest(actor, answers, person, organizer)
    return person


def _file_attest(actor: Actor, answers: Answers, person: Passholder, organizer: Organizer) -> None:
    membership = person.memberships.get()
    seen_on = day(answers.attest_seen_on)
    if seen_on is None or not answers.attest_kind or membership.social_tariff_ends_on is None:
        raise DetailsIncomplete
    seen = AttestSeen(kind=Attest.Kind(answers.attest_kind), seen_on=seen_on, note=answers.attest_note)
    record_attest(actor, membership, organizer, seen, membership.social_tariff_ends_on)


def _agreed_price(answers: Answers, shown_price_cents: int | None) -> int | None:
    line = price_of(answers)
    price_cents = None if line is None else line.price_cents
    if price_cents != shown_price_cents:
        raise PriceChanged
    return price_cents
