"""Make, change and assign distribution keys."""

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.text import LANGUAGES, Text
from openpas.organizers.models import Organizer
from openpas.records.service import note
from openpas.runtime import clock
from openpas.tariffs.models import DistributionKey, DistributionKeyRevision
from openpas.tariffs.refusals import PolicyBroken, UnknownKey
from openpas.tariffs.rules.policy import Breach
from openpas.tariffs.rules.terms import TERM_COLUMNS, KeyTerms


@transaction.atomic
def create_key(actor: Actor, card_system: CardSystem, terms: KeyTerms) -> DistributionKey:
    """A new key, not assigned to anybody yet. Raises PolicyBroken when it breaks a bound and nobody says why it may."""
    breaches = _allowed_breaches(terms)
    key = DistributionKey.objects.create(card_system=card_system, override_by=_author(actor, terms), **terms.columns())
    note(actor, "distribution_key.create", f"distribution_key:{key.pk}", version=1, breaches=breaches)
    return key


@transaction.atomic
def change_key(actor: Actor, key_id: int, terms: KeyTerms) -> DistributionKey:
    """Replace what a key says. What it said is kept under its version, and sales from now on carry the next.

    Raises UnknownKey and PolicyBroken.
    """
    key = _locked(key_id)
    breaches = _allowed_breaches(terms)
    DistributionKeyRevision.objects.create(
        key=key,
        version=key.version,
        terms={column: getattr(key, column) for column in TERM_COLUMNS},
        replaced_at=clock.now(),
        replaced_by=actor.id,
    )
    for column, value in terms.columns().items():
        setattr(key, column, value)
    key.override_by = _author(actor, terms)
    key.version += 1
    key.save()
    note(actor, "distribution_key.change", f"distribution_key:{key.pk}", version=key.version, breaches=breaches)
    return key


@transaction.atomic
def assign_key(actor: Actor, key_id: int, organizer: Organizer) -> None:
    """Let an organizer use a key. Raises UnknownKey."""
    _locked(key_id).organizers.add(organizer)
    note(actor, "distribution_key.assign", f"distribution_key:{key_id}", organizer_id=organizer.pk)


@transaction.atomic
def withdraw_key(actor: Actor, key_id: int, organizer: Organizer) -> None:
    """The inverse of `assign_key`. Raises UnknownKey."""
    _locked(key_id).organizers.remove(organizer)
    note(actor, "distribution_key.withdraw", f"distribution_key:{key_id}", organizer_id=organizer.pk)


def _locked(key_id: int) -> DistributionKey:
    key = DistributionKey.objects.select_for_update(no_key=True).filter(pk=key_id).first()
    if key is None:
        raise UnknownKey
    return key


def _allowed_breaches(terms: KeyTerms) -> list[str]:
    breaches = terms.breaches()
    if breaches and not terms.override_reason.strip():
        raise PolicyBroken(why=_in_words(breaches))
    return [breach.bound.value for breach in breaches]


def _in_words(breaches: tuple[Breach, ...]) -> Text:
    return Text.from_dict(
        {language: " ".join(breach.text.in_language(language) for breach in breaches) for language in LANGUAGES}
    )


def _author(actor: Actor, terms: KeyTerms) -> str:
    return actor.id if terms.override_reason else ""
