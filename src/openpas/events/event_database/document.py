"""An event as the event database writes it, with the fields that matter to us."""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from openpas.events.ages import AgeRange
from openpas.events.event_database.calendars import CalendarPart
from openpas.events.event_database.parts import ID_FIELD, AddressWithId, Part, Reference, Words, in_dutch, last_segment
from openpas.foundation.money import cents_from_euro

PUBLISHED: Final = frozenset({"APPROVED", "READY_FOR_VALIDATION"})
"""The stages in which the event database shows an event to everybody."""

_BASE: Final = "base"
_KEPT_PRICES: Final = frozenset({_BASE, "tariff"})
_BASE_NAME: Final = "Basistarief"
_MOST_PRICES: Final = 100
_MOST_LABELS: Final = 500

Label = Annotated[str, Field(min_length=1, max_length=255)]


class PriceLine(Part):
    """A price in euro, kept as cents. `category` is base, tariff, or `uitpas` for what UiTPAS made of it."""

    category: str
    name: Words | None = None
    price: Annotated[int, BeforeValidator(cents_from_euro)]

    @property
    def is_base(self) -> bool:
        return self.category == _BASE

    @property
    def title(self) -> str:
        return in_dutch(self.name) or (_BASE_NAME if self.is_base else "")


class AudiencePart(Part):
    audience_type: Literal["everyone", "members", "education"]


def _texts_only(labels: Any) -> Any:
    return [label for label in labels if label != ""] if isinstance(labels, list) else labels


def _readable_ages(text: str) -> str:
    try:
        AgeRange.read(text)
    except ValueError as problem:
        raise PydanticCustomError("age_range", "{words}", {"words": str(problem)}) from problem
    return text


def _readable_or_none(text: Any) -> Any:
    """An event is worth more than its ages: what cannot be read is as good as not told."""
    try:
        AgeRange.read(text)
    except (TypeError, ValueError):
        return ""
    return text


class EventDocument(CalendarPart):
    """An event. Prices that UiTPAS itself added and hidden labels of card systems are passed over: both are ours."""

    address_of_it: Annotated[str, ID_FIELD] = ""
    name: Words
    description: Words | None = None
    organizer: Reference | None = None
    location: Reference | None = None
    price_info: Annotated[tuple[PriceLine, ...], Field(max_length=_MOST_PRICES)] = ()
    typical_age_range: Annotated[str, AfterValidator(_readable_ages)] = ""
    labels: Annotated[tuple[Label, ...], BeforeValidator(_texts_only), Field(max_length=_MOST_LABELS)] = ()
    audience: AudiencePart | None = None
    workflow_status: str = "READY_FOR_VALIDATION"

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        if not self.title:
            raise PydanticCustomError("name", "An event needs a name")
        self.as_calendar()
        return self

    @property
    def public_id(self) -> str:
        return last_segment(self.address_of_it)

    @property
    def title(self) -> str:
        return in_dutch(self.name)

    @property
    def ages(self) -> AgeRange | None:
        """None when the document does not tell."""
        return AgeRange.read(self.typical_age_range) if self.typical_age_range else None

    @property
    def is_published(self) -> bool:
        return self.workflow_status.upper() in PUBLISHED

    def prices(self) -> list[PriceLine]:
        """The organizer's own prices, the base price first; a second base price is a tariff like any other."""
        kept = [line for line in self.price_info if line.category in _KEPT_PRICES]
        return sorted(kept, key=lambda line: not line.is_base)


class IdentifiedDocument(EventDocument):
    """An event that has its id already, as a catalogue gives it."""

    address_of_it: Annotated[AddressWithId, ID_FIELD]
    typical_age_range: Annotated[str, BeforeValidator(_readable_or_none)] = ""
