"""What people do with their own points: operations 51 and 52."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final, Literal

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query
from pydantic import Field

from openpas.api.v4.core.answered_once import answered
from openpas.api.v4.core.callers import reach_passholder
from openpas.api.v4.core.paging import Collection, Page
from openpas.api.v4.core.plain import keeps_answers
from openpas.api.v4.core.rates import slow_down_for
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id, Moment
from openpas.api.v4.core.sorting import sort_keys
from openpas.api.v4.core.wire import json_response
from openpas.api.v4.references import PassholderId
from openpas.checkins.self_checkin import check_in_with_code
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.families.queries import is_family
from openpas.passholders.models import Passholder
from openpas.passholders.refusals import PassholderNotFound
from openpas.records.rate_limit import Rate
from openpas.rewards.transactions import Transaction, transactions_of

router = Router(tags=["Passholders"])

TRIES: Final = Rate("self-checkin", requests=10, seconds=60)
"""How often one caller may send a code for one passholder."""


class SelfCheckinRequest(ContractSchema):
    checkin_code: Annotated[Id, Field(description="What the QR code says, unchanged.")]


class SelfCheckinResponse(ContractSchema):
    added_points: int
    total_points: int


class TransactionSchema(ContractSchema):
    title: str
    location: str
    creation_date: Moment
    points: int

    @classmethod
    def of(cls, one: Transaction) -> "TransactionSchema":
        return cls(title=one.title, location=one.location, creation_date=one.created_at, points=one.points)


class TransactionSearch(Page):
    sort: Annotated[str | None, Field(description="`creationDate`, or `-creationDate` (newest first).")] = None
    sort_creation_date: Annotated[
        Literal["asc", "desc"] | None,
        Field(alias="sort[creationDate]", description="The order in time; newest first when absent."),
    ] = None


@router.post(
    "/passholders/{passholderId}/checkins",
    response={201: SelfCheckinResponse},
    operation_id="post-passholders-passholderId-checkin",
    summary="Check-in passholder using a check-in code",
)
@keeps_answers
def check_in(request: ApiRequest, passholder_id: PassholderId, payload: SelfCheckinRequest) -> HttpResponseBase:
    """Save a point with the code that hangs at an activity, for oneself (`me`) or somebody of the own family.

    Needs `PASSHOLDERS_SELF_CHECKIN`. Not too often per minute.
    """
    with _as_this_operation_says():
        passholder = reach_passholder(
            request.actor, passholder_id, Permission.PASSHOLDERS_SELF_CHECKIN, in_family=is_family
        )
    slow_down_for(TRIES, f"{request.actor.id} {passholder.pk}")
    return answered(request, lambda: _checked_in(request.actor, passholder, payload.checkin_code))


@router.get(
    "/passholders/{passholderId}/transactions",
    response=Collection[TransactionSchema],
    operation_id="get-passholders-passholderId-transactions",
    summary="Retrieve transaction history of a passholder",
)
def get_transactions(
    request: ApiRequest, passholder_id: PassholderId, search: Query[TransactionSearch]
) -> Collection[TransactionSchema]:
    """Points saved and spent, of oneself (`me`) or somebody of the own family.

    Needs `PASSHOLDERS_TRANSACTION_HISTORY` or `PASSHOLDERS_SELF_CHECKIN`.
    """
    passholder = reach_passholder(
        request.actor,
        passholder_id,
        Permission.PASSHOLDERS_TRANSACTION_HISTORY,
        Permission.PASSHOLDERS_SELF_CHECKIN,
        in_family=is_family,
    )
    keys = sort_keys(request.GET, "creationDate")
    total, found = transactions_of(
        request.actor,
        passholder,
        search.start,
        search.limit,
        oldest_first=bool(keys) and not keys[0].descending,
    )
    return Collection(total_items=total, member=[TransactionSchema.of(one) for one in found])


def _checked_in(actor: Actor, passholder: Passholder, code: str) -> HttpResponse:
    fact = check_in_with_code(actor, passholder, code)
    shown = SelfCheckinResponse(added_points=fact.points, total_points=fact.balance)
    return json_response(shown.model_dump(by_alias=True), 201)


@contextmanager
def _as_this_operation_says() -> Iterator[None]:
    """O51 lists passholder-not-found as 400, also for the passholder in its path (contract/rules.md 4.2)."""
    try:
        yield
    except PassholderNotFound as refusal:
        refusal.status = refusal.default_status
        raise
