"""Types in which the contract's objects are described: camelCase names, absent instead of null, money in euro."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic.alias_generators import to_camel

from openpas.foundation.money import cents_from_euro, euro


class ContractSchema(BaseModel):
    """An object of the contract, read or written.

    Attributes are snake_case here and camelCase outside. Unknown and read-only properties that a client sends back are
    ignored, null counts as absent (contract/rules.md 8-38, 8-39), and an attribute that is None is not written.
    """

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            return {name: value for name, value in data.items() if value is not None}
        return data


def moment_text(moment: datetime) -> str:
    """A moment as the API writes it: UTC with `+00:00`, whole seconds, or milliseconds where there are any."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds" if moment.microsecond else "seconds")


EURO_JSON_SCHEMA = {"type": "number", "format": "decimal", "minimum": 0, "description": "Euro, two decimals."}

EuroIn = Annotated[int, BeforeValidator(cents_from_euro), WithJsonSchema({**EURO_JSON_SCHEMA})]
"""Money that comes in as euro (a JSON number, or text in a query) and is cents from there on."""

EuroOut = Annotated[
    int,
    PlainSerializer(euro, return_type=Decimal),
    WithJsonSchema({**EURO_JSON_SCHEMA}, mode="serialization"),
]
"""Cents that go out as euro with two decimals."""

Moment = Annotated[datetime, PlainSerializer(moment_text, return_type=str)]
"""An aware moment, written by `moment_text`."""

Id = Annotated[str, Field(min_length=1)]
"""An opaque identifier that must be there."""


def _email_address(text: str) -> str:
    """In lower case, as accounts keep it. A ValueError is what pydantic takes for a wrong value."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError("This is no e-mail address.") from error
    return text.lower()


EmailAddress = Annotated[str, Field(max_length=254), AfterValidator(_email_address)]
"""An e-mail address, in lower case."""


class Message(ContractSchema):
    """Words for a person (contract: endUserMessage). Build it with `Message(**text.as_dict())`."""

    nl: str
    fr: str | None = None
    en: str | None = None
    de: str | None = None
