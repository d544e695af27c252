"""Pages of a collection: `start` and `limit` in, `totalItems` and `member` out (contract/rules.md 5)."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, Generic, TypeVar

from django.db.models import QuerySet
from pydantic import AfterValidator, Field

from openpas.api.v4.core.refusals import QueryLimitExceeded
from openpas.api.v4.core.schema import ContractSchema

DEFAULT_LIMIT: Final = 20
MAX_LIMIT: Final = 500
_LAST_START: Final = 2**31 - 1

Item = TypeVar("Item")
Member = TypeVar("Member", bound=ContractSchema)


def _within_limit(limit: int) -> int:
    if limit > MAX_LIMIT:
        raise QueryLimitExceeded(f"limit can be at most {MAX_LIMIT}.")
    return limit


class Page(ContractSchema):
    """Which part of a collection is asked for. Query schemas with filters extend it.

    A `limit` of 0 asks for the number of items only.
    """

    start: Annotated[int, Field(ge=0, le=_LAST_START, description="How many items to pass over.")] = 0
    limit: Annotated[
        int,
        Field(ge=0, description=f"How many items to give, at most {MAX_LIMIT}."),
        AfterValidator(_within_limit),
    ] = DEFAULT_LIMIT


class Collection(ContractSchema, Generic[Member]):
    """A page of a collection with the number of items in the whole of it."""

    total_items: int
    member: list[Member]


def paged(
    items: "QuerySet[Any, Item] | Sequence[Item]", page: Page, to_schema: Callable[[Item], Member]
) -> Collection[Member]:
    """The page of the items, each by `to_schema`. A query set is counted and cut by the database."""
    total = items.count() if isinstance(items, QuerySet) else len(items)
    member = [to_schema(item) for item in items[page.start : page.start + page.limit]] if page.limit else []
    return Collection(total_items=total, member=member)
