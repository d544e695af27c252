"""A deed for a whole group, one person at a time: each row is done once, whoever asks how often."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.http import Http404
from django.urls import reverse

from openpas.foundation.refusal import Refusal
from openpas.records.encryption import decrypt, encrypt
from openpas.records.idempotency import Answer, once, request_hash
from openpas.records.refusals import RequestInProgress
from openpas.records.service import note, note_access
from openpas.runtime import clock
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import seen_whole
from openpas.web.desk.search.deeds import DEEDS, Deed, Kind, Outcome, Terms, do
from openpas.web.desk.search.models import KEPT_FOR, BulkRow, BulkRun
from openpas.web.desk.search.searches import Search
from openpas.web.desk.words import words_of

MOST_IN_RUN: Final = 500
_ONE_LOOK: Final = timedelta(minutes=10)
_DONE: Final = 204
_NOTHING: Final = 422


@dataclass(frozen=True, slots=True)
class Totals:
    """How far a run is. `price_cents` is what the people pay together."""

    people: int
    done: int
    refused: int
    points: int
    price_cents: int

    @property
    def waiting(self) -> int:
        return self.people - self.done - self.refused


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with what the clerk may read of the person: the first name of who may not be seen whole."""

    position: int
    name: str
    state: str
    words: str


@dataclass(frozen=True)
class Run:
    """A run of a clerk at a desk."""

    clerk: Clerk
    row: BulkRun

    @property
    def url(self) -> str:
        return reverse("people_run", args=[self.row.pk])

    @property
    def deed(self) -> Deed:
        return next(deed for deed in DEEDS if deed.kind == self.row.kind)

    @property
    def terms(self) -> Terms:
        chosen: Terms = json.loads(decrypt(bytes(self.row.terms)))
        return chosen

    def totals(self) -> Totals:
        """Counted in the database. One query."""
        state = BulkRow.State
        return Totals(
            **self.row.rows.aggregate(
                people=Count("pk"),
                done=Count("pk", filter=Q(state=state.DONE)),
                refused=Count("pk", filter=Q(state=state.REFUSED)),
                points=Sum("points", default=0),
                price_cents=Sum("price_cents", default=0),
            )
        )


@transaction.atomic
def begin_run(clerk: Clerk, search: Search, kind: Kind, terms: Terms, nonce: str) -> Run:
    """Keep what will be done, and for whom. A form that arrives twice begins one run.

    The person sees that a desk had him or her on such a list.
    """
    row, is_new = BulkRun.objects.get_or_create(
        pk=uuid.uuid5(search.row.pk, nonce),
        defaults={
            "user": clerk.user,
            "desk": clerk.desk,
            "search": search.row,
            "kind": kind,
            "terms": encrypt(json.dumps(terms)),
            "created_at": clock.now(),
        },
    )
    if is_new:
        ids = list(search.people.filter(pk__in=search.ticked).values_list("pk", flat=True)[:MOST_IN_RUN])
        BulkRow.objects.bulk_create(
            BulkRow(run=row, position=position, passholder_id=one) for position, one in enumerate(ids, start=1)
        )
        note_access(clerk.actor, ids, f"desk.bulk.{kind}")
        note(clerk.actor, "bulk.begin", f"bulk_run:{row.pk}", kind=kind, people=len(ids))
    return Run(clerk, row)


def run_of(clerk: Clerk, run_id: UUID) -> Run:
    """The run of an address. Raises Http404 for one of another clerk or desk, and for an old one."""
    row = BulkRun.objects.filter(
        pk=run_id, user=clerk.user, desk=clerk.desk, created_at__gt=clock.now() - KEPT_FOR
    ).first()
    if row is None:
        raise Http404
    return Run(clerk, row)


def shown_rows(run: Run) -> list[ShownRow]:
    """All rows with their people, as the page shows them; opened again some time later it is another look."""
    rows = list(run.row.rows.select_related("passholder"))
    if run.row.created_at + _ONE_LOOK < clock.now():
        note_access(run.clerk.actor, [row.passholder_id for row in rows], f"desk.bulk.{run.row.kind}")
    return _named(run, rows)


def carry_out(run: Run, position: int) -> ShownRow:
    """Do what is asked for the person on this row, unless it was done. Gives the row as it is then.

    The row and what is done are one transaction under a key of its own, so that a row that arrives twice, or at the
    same moment, is done once. Raises Http404 without such a row, and RequestInProgress while another request does it.
    """
    row = run.row.rows.select_related("passholder").filter(position=position).first()
    if row is None:
        raise Http404
    if row.state == BulkRow.State.WAITING:
        _try(run, row)
        row.refresh_from_db()
    return _named(run, [row])[0]


def carry_out_all(run: Run) -> None:
    """Every row that waits, one after the other: for a browser without scripts."""
    for position in run.row.rows.filter(state=BulkRow.State.WAITING).values_list("position", flat=True):
        carry_out(run, position)


def try_again(run: Run) -> None:
    """Let the refused rows wait again."""
    run.row.rows.filter(state=BulkRow.State.REFUSED).update(state=BulkRow.State.WAITING, words="")


def _named(run: Run, rows: Sequence[BulkRow]) -> list[ShownRow]:
    ids = [row.passholder_id for row in rows]
    whole = set(seen_whole(run.clerk).filter(pk__in=ids).values_list("pk", flat=True))
    return [ShownRow(row.position, _name(row, whole), row.state, row.words) for row in rows]


def _name(row: BulkRow, whole: set[int]) -> str:
    person = row.passholder
    return f"{person.name} {person.first_name}" if person.pk in whole else person.first_name


def _try(run: Run, row: BulkRow) -> None:
    told: list[str] = []

    def work() -> Answer:
        outcome = do(run.clerk, Kind(run.row.kind), run.terms, row.passholder_id)
        if not outcome.is_done:
            told.append(outcome.words)
            return Answer(_NOTHING, "")
        _write(row, outcome)
        return Answer(_DONE, "")

    key = f"desk:run:{run.row.pk}:{row.position}"
    try:
        once(run.clerk.actor.id, key, request_hash("RUN", key, b""), work)
    except RequestInProgress:
        raise
    except Refusal as refusal:
        told.append(words_of(refusal, run.clerk.desk.pk))
    if told:
        waiting = BulkRow.objects.filter(pk=row.pk, state=BulkRow.State.WAITING)
        waiting.update(state=BulkRow.State.REFUSED, words=told[0])


def _write(row: BulkRow, outcome: Outcome) -> None:
    BulkRow.objects.filter(pk=row.pk).update(
        state=BulkRow.State.DONE, words=outcome.words, points=outcome.points, price_cents=outcome.price_cents
    )
