"""How a caller asks for an order: `sort=-points,name`, or the older `sort[points]=desc` (contract/rules.md 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from openpas.api.v4.core.refusals import NotFound

_OLD_FORM: Final = "sort["
_DIRECTIONS: Final = {"asc": False, "desc": True}


@dataclass(frozen=True, slots=True)
class SortKey:
    """A field of the contract by which to sort, and whether from the last to the first."""

    field: str
    descending: bool

    def as_order_by(self, columns: Mapping[str, str]) -> str:
        """What Django's `order_by` takes, given the column of each field."""
        return ("-" if self.descending else "") + columns[self.field]


def sort_keys(query: QueryDict, *fields: str) -> tuple[SortKey, ...]:
    """The order that the query asks for, in its own sequence; only these fields may be named, in whatever case.

    Raises NotFound for another field or direction. Without `sort` there are no keys.
    """
    known = {field.casefold(): field for field in fields}
    return (*_new_form(query, known), *_old_form(query, known))


def _new_form(query: QueryDict, known: Mapping[str, str]) -> list[SortKey]:
    names = [name.strip() for value in query.getlist("sort") for name in value.split(",")]
    return [SortKey(_field(name.lstrip("-+"), known), name.startswith("-")) for name in names if name]


def _old_form(query: QueryDict, known: Mapping[str, str]) -> list[SortKey]:
    return [
        SortKey(_field(name[len(_OLD_FORM) : -1], known), _descending(name, value))
        for name, value in query.items()
        if name.startswith(_OLD_FORM) and name.endswith("]") and isinstance(value, str) and value
    ]


def _field(name: str, known: Mapping[str, str]) -> str:
    try:
        return known[name.casefold()]
    except KeyError:
        raise NotFound(f"sort can name {', '.join(known.values())}.") from None


def _descending(name: str, value: str) -> bool:
    try:
        return _DIRECTIONS[value.casefold()]
    except KeyError:
        raise NotFound(f"The parameter {name} can be asc or desc.") from None
