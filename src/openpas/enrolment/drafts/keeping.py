"""Drafts of a clerk at a desk are begun, kept, found again, and thrown away."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from openpas.enrolment.drafts.answers import Answers, sealed, unsealed
from openpas.enrolment.models import RegistrationDraft
from openpas.runtime import clock

KEPT_FOR: Final = timedelta(hours=24)
NOT_KEPT: Final = RegistrationDraft()
"""For what is tried before there is anything worth keeping."""


def begin(user_id: int, organizer_id: int, answers: Answers) -> RegistrationDraft:
    """A new draft, with what is known already."""
    now = clock.now()
    return RegistrationDraft.objects.create(
        public_id=uuid4(),
        user_id=user_id,
        organizer_id=organizer_id,
        answers_encrypted=sealed(answers),
        begun_at=now,
        saved_at=now,
    )


def draft_of(user_id: int, organizer_id: int, public_id: UUID) -> RegistrationDraft | None:
    """The draft of this clerk at this desk, also when it was carried out; None for any other, and for an old one."""
    return _kept(user_id, organizer_id).select_related("registered").filter(public_id=public_id).first()


def unfinished(user_id: int, organizer_id: int) -> list[tuple[RegistrationDraft, Answers]]:
    """What this clerk was filling in at this desk, the last one first."""
    rows = _kept(user_id, organizer_id).exclude(answers_encrypted=None)
    return [(row, answers_of(row)) for row in rows]


def answers_of(draft: RegistrationDraft) -> Answers:
    """Everything that was filled in; nothing any more once it was carried out."""
    return Answers() if draft.answers_encrypted is None else unsealed(draft.answers_encrypted)


@transaction.atomic
def keep(draft: RegistrationDraft, change: Callable[[Answers], Answers]) -> Answers:
    """Write down what one step says; what another tab wrote about other steps stays."""
    row = RegistrationDraft.objects.select_for_update().get(pk=draft.pk)
    if row.answers_encrypted is None:
        return Answers()
    changed = change(unsealed(row.answers_encrypted))
    RegistrationDraft.objects.filter(pk=row.pk).update(answers_encrypted=sealed(changed), saved_at=clock.now())
    return changed


def throw_away(draft: RegistrationDraft) -> None:
    """The clerk does not go on with it."""
    RegistrationDraft.objects.filter(pk=draft.pk).delete()


def forget_old_drafts() -> int:
    """Delete what began more than a day ago, finished or not; how many there were."""
    deleted, _ = RegistrationDraft.objects.filter(begun_at__lt=clock.now() - KEPT_FOR).delete()
    return deleted


def _kept(user_id: int, organizer_id: int) -> QuerySet[RegistrationDraft]:
    return RegistrationDraft.objects.filter(
        user_id=user_id, organizer_id=organizer_id, begun_at__gte=clock.now() - KEPT_FOR
    )
