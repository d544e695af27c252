"""Publish a version of a text, and accept it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.identity.declarations.queries import version_of
from openpas.identity.declarations.rules import complete_texts, next_number
from openpas.identity.models import Acceptance, Document, User
from openpas.identity.staff.managers import require_platform
from openpas.records.service import note
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class Draft:
    """A version that is about to be published. `texts`: language → paragraphs with an empty line between."""

    kind: Document.Kind
    texts: Mapping[str, str]
    effective_on: date
    demands_signature: bool = True


@transaction.atomic
def accept(
    user: User,
    documents: Iterable[Document],
    organizer_id: int | None,
    method: Acceptance.Method,
    recorded_by: Actor | None = None,
) -> list[Acceptance]:
    """Remember that the person accepts these versions; what it accepted before stays as it was.

    `organizer_id` is the desk where it works at that moment, if any. `recorded_by` is a manager who has the paper; the
    person itself without one. Two tabs at once leave one row. The rows that are new are returned.
    """
    actor = recorded_by or Actor(f"user:{user.pk}", ActorKind.STAFF, desk_id=organizer_id)
    fresh = []
    for document in documents:
        row, is_new = Acceptance.objects.get_or_create(
            user=user,
            document=document,
            defaults={"organizer_id": organizer_id, "method": method, "accepted_at": clock.now()},
        )
        if is_new:
            fresh.append(row)
            note(actor, "document.accept", f"document:{document.pk}", user_id=user.pk, method=str(method))
    if fresh:
        User.objects.filter(pk=user.pk).update(grants_version=F("grants_version") + 1)
    return fresh


@transaction.atomic
def publish_document(actor: Actor, draft: Draft) -> Document:
    """Publish the next version of a text. Versions never change; a mistake is put right by the next one.

    Raises NotTheirRegion, DutchTextMissing, LanguageUnknown and EffectiveTooEarly.
    """
    require_platform(actor)
    texts = complete_texts(draft.texts)
    number = _next_number(draft)
    document = Document.objects.create(
        kind=draft.kind,
        version=number,
        effective_on=draft.effective_on,
        demands_signature=draft.demands_signature,
        texts=texts,
        created_at=clock.now(),
    )
    note(
        actor,
        "document.publish",
        f"document:{document.pk}",
        kind=str(draft.kind),
        version=number,
        demands_signature=draft.demands_signature,
    )
    return document


def _next_number(draft: Draft) -> int:
    """Locked: two versions that are published at once come one after the other."""
    list(Document.objects.filter(kind=draft.kind).select_for_update())
    versions = [version_of(document) for document in Document.objects.filter(kind=draft.kind)]
    today = brussels_day(clock.now())
    return next_number(versions, draft.kind, draft.effective_on, today, demands_signature=draft.demands_signature)
