"""What the objects of the event database have in common: names by language, references by address."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import unquote

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

_DUTCH: Final = "nl"
_LONGEST_TEXT: Final = 100_000
_LONGEST_ADDRESS: Final = 2000
_HOST: Final = re.compile(r"^[a-zA-Z]+://[^/]*")


class Part(BaseModel):
    """An object in the event database's JSON. What we do not know is passed over, and null counts as absent."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            return {name: value for name, value in data.items() if value is not None}
        return data


def _by_language(words: Any) -> Any:
    """Older documents have a name without a language."""
    return {_DUTCH: words} if isinstance(words, str) else words


Words = Annotated[
    Mapping[str, Annotated[str, Field(max_length=_LONGEST_TEXT)]], BeforeValidator(_by_language), Field(min_length=1)
]
"""A text by language: `{"nl": "Concert"}`, or only the text."""


def in_dutch(words: Mapping[str, str] | None) -> str:
    """The Dutch text, or the first in another language; "" where there is none."""
    return (words.get(_DUTCH) or next(iter(words.values()), "")).strip() if words else ""


def last_segment(address: str) -> str:
    """The id in an address: `https://io.uitdatabank.be/event/8f1a…` and `8f1a…/` → `8f1a…`; "" where there is none."""
    path = unquote(_HOST.sub("", address)) if "://" in address else address
    return path.rstrip("/").rpartition("/")[2].strip()


def _with_an_id(address: str) -> str:
    if not last_segment(address):
        raise PydanticCustomError("id", "An address ends with an id")
    return address


AddressWithId = Annotated[str, Field(max_length=_LONGEST_ADDRESS), AfterValidator(_with_an_id)]
"""The address of something, or only its id."""


class Address(Part):
    """Where a place is; in documents it stands alone or by language."""

    street_address: str = ""
    postal_code: str = ""
    address_locality: str = ""


def _in_one_language(address: Any) -> Any:
    if not isinstance(address, dict):
        return address
    languages = [value for value in address.values() if isinstance(value, dict)]
    return address.get(_DUTCH) or languages[0] if languages else address


ID_FIELD: Final = Field(validation_alias=AliasChoices("@id", "id"), serialization_alias="@id")
"""The key of an address; older documents have an id instead."""


class Reference(Part):
    """An organizer or a place that a document names; how much of it is told differs from document to document."""

    address_of_it: Annotated[AddressWithId, ID_FIELD]
    name: Words | None = None
    address: Annotated[Address | None, BeforeValidator(_in_one_language)] = None

    @property
    def public_id(self) -> str:
        return last_segment(self.address_of_it)
