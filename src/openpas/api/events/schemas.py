"""Events, organizers and places as the event database writes them (JSON-LD)."""

from datetime import UTC, datetime, time
from typing import Annotated, Final

from pydantic import Field

from openpas.api.events.addresses import address_of_event, address_of_organizer, address_of_place
from openpas.api.v4.core.schema import ContractSchema, EuroOut, Moment
from openpas.events.event_database.calendars import AVAILABLE, WEEKDAYS
from openpas.events.listings import card_systems_of
from openpas.events.models import Event, PriceClass
from openpas.events.rules import Calendar, OpeningHours, Span
from openpas.foundation.calendar import end_of_day, start_of_day
from openpas.organizers.models import Location, Organizer

_FOREVER: Final = datetime(2100, 1, 1, tzinfo=UTC)
"""What the event database writes as the end of something permanent."""

Address = Annotated[str, Field(alias="@id")]
Type = Annotated[str, Field(alias="@type")]


class InLanguages(ContractSchema):
    """A text by language; we have the Dutch one."""

    nl: str


class PostalAddress(ContractSchema):
    address_country: str = "BE"
    address_locality: str
    postal_code: str
    street_address: str


class AddressInLanguages(ContractSchema):
    nl: PostalAddress


class OrganizerListing(ContractSchema):
    """An organizer; the labels of its card systems are hidden ones."""

    id: Address
    type: Type = "Organizer"
    name: InLanguages
    address: AddressInLanguages
    labels: list[str]
    hidden_labels: list[str]

    @classmethod
    def of(cls, organizer: Organizer) -> "OrganizerListing":
        return cls(
            id=address_of_organizer(organizer),
            name=InLanguages(nl=organizer.name),
            address=_address(organizer.street, organizer.postal_code, organizer.city),
            labels=[],
            hidden_labels=[system.name for system in organizer.card_systems.all()],
        )


class OrganizerMention(ContractSchema):
    id: Address
    type: Type = "Organizer"
    name: InLanguages

    @classmethod
    def of(cls, organizer: Organizer) -> "OrganizerMention":
        return cls(id=address_of_organizer(organizer), name=InLanguages(nl=organizer.name))


class PlaceListing(ContractSchema):
    id: Address
    type: Type = "Place"
    name: InLanguages
    address: AddressInLanguages

    @classmethod
    def of(cls, location: Location) -> "PlaceListing":
        return cls(
            id=address_of_place(location),
            name=InLanguages(nl=location.name),
            address=_address("", location.postal_code, location.city),
        )


class StatusListing(ContractSchema):
    type: str


class SubEventListing(ContractSchema):
    type: Type = "Event"
    start_date: Moment
    end_date: Moment
    status: StatusListing

    @classmethod
    def of(cls, span: Span, status: str) -> "SubEventListing":
        return cls(start_date=span.begins_at, end_date=span.ends_at, status=StatusListing(type=status))


class HoursListing(ContractSchema):
    opens: str
    closes: str
    day_of_week: list[str]

    @classmethod
    def of(cls, hours: OpeningHours) -> "HoursListing":
        return cls(
            opens=_hour(hours.opens),
            closes=_hour(hours.closes),
            day_of_week=[WEEKDAYS[day] for day in sorted(hours.weekdays)],
        )


class PriceListing(ContractSchema):
    category: str
    name: InLanguages
    price: EuroOut
    price_currency: str = "EUR"

    @classmethod
    def of(cls, price: PriceClass) -> "PriceListing":
        return cls(
            category="base" if price.is_base else "tariff", name=InLanguages(nl=price.name), price=price.price_cents
        )


class AudienceListing(ContractSchema):
    audience_type: str


class EventMention(ContractSchema):
    """An event of which only the address is asked."""

    id: Address
    type: Type = "Event"

    @classmethod
    def of(cls, event: Event) -> "EventMention":
        return cls(id=address_of_event(event))


class EventListing(EventMention):
    """An event with all that we know of it. `hiddenLabels` are the card systems in which it counts."""

    main_language: str = "nl"
    name: InLanguages
    description: InLanguages | None = None
    calendar_type: str
    start_date: Moment | None = None
    end_date: Moment | None = None
    sub_event: list[SubEventListing] | None = None
    opening_hours: list[HoursListing] | None = None
    status: StatusListing
    organizer: OrganizerMention
    location: PlaceListing | None = None
    price_info: list[PriceListing]
    typical_age_range: str | None = None
    labels: list[str]
    hidden_labels: list[str]
    audience: AudienceListing
    workflow_status: str = "APPROVED"
    created: Moment
    available_from: Moment
    available_to: Moment

    @classmethod
    def of(cls, event: Event) -> "EventListing":
        calendar = Calendar.from_json(event.calendar)
        begins_at, ends_at = _bounds(calendar)
        return cls(
            id=address_of_event(event),
            name=InLanguages(nl=event.title),
            description=_described(event),
            calendar_type=calendar.type.lower(),
            start_date=begins_at,
            end_date=ends_at,
            sub_event=[SubEventListing.of(span, event.status) for span in calendar.moments] or None,
            opening_hours=[HoursListing.of(hours) for hours in calendar.opening_hours] or None,
            status=StatusListing(type=event.status or AVAILABLE),
            organizer=OrganizerMention.of(event.organizer),
            location=PlaceListing.of(event.location) if event.location else None,
            price_info=[PriceListing.of(price) for price in event.price_classes.all()],
            typical_age_range=str(event.ages) if event.ages else None,
            labels=list(event.keywords),
            hidden_labels=[system.name for system in card_systems_of(event)],
            audience=AudienceListing(audience_type=event.audience),
            created=event.created_at,
            available_from=event.created_at,
            available_to=event.ends_at or _FOREVER,
        )


class EventPage(ContractSchema):
    """A page of what was found: whole events, or only their addresses."""

    context: Annotated[str, Field(alias="@context")] = "http://www.w3.org/ns/hydra/context.jsonld"
    type: Type = "PagedCollection"
    items_per_page: int
    total_items: int
    member: list[EventListing] | list[EventMention]


class EventWritten(ContractSchema):
    """What the event database answers to a write: the id twice, since clients of all ages read it."""

    id: str
    event_id: str
    url: str

    @classmethod
    def of(cls, event: Event) -> "EventWritten":
        return cls(id=event.public_id, event_id=event.public_id, url=address_of_event(event))


def _described(event: Event) -> InLanguages | None:
    return InLanguages(nl=event.description) if event.description else None


def _bounds(calendar: Calendar) -> tuple[datetime | None, datetime | None]:
    """The outer dates; those of a period are whole days, whatever its opening hours."""
    if calendar.moments:
        return calendar.bounds()
    begin = start_of_day(calendar.first_day) if calendar.first_day else None
    return begin, end_of_day(calendar.last_day) if calendar.last_day else None


def _hour(hour: time) -> str:
    return hour.strftime("%H:%M")


def _address(street: str, postal_code: str, city: str) -> AddressInLanguages:
    address = PostalAddress(street_address=street, postal_code=postal_code, address_locality=city)
    return AddressInLanguages(nl=address)
