"""What everybody may know of events, organizers and places: the event database's reads, from our own rows."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, cast

from django.db.models import BooleanField, Exists, F, Func, JSONField, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower

from openpas.card_systems.models import CardSystem
from openpas.events.event_database.free_text import alternatives
from openpas.events.models import Audience, CalendarType, Event, EventCardSystem
from openpas.events.queries import by_public_id
from openpas.events.refusals import EventNotFound
from openpas.organizers.models import Location, Organizer
from openpas.organizers.refusals import OrganizerNotFound

_ALWAYS: Final = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))
_SEARCHED: Final = ("title", "description", "location__name", "location__city", "organizer__name")
_MOMENT_BETWEEN: Final = "strict $.moments[*] ? (@[1] >= $from && @[0] <= $to)"
"""Strict, since the other way takes each pair of moments apart before it is looked at."""


@dataclass(frozen=True, slots=True)
class EventSearch:
    """What events are asked for. None, "" and () leave a filter out.

    `takes_place_from` and `_until`: one of its times overlaps. `shown_from` and `_until`: it should be on calendars at
    some moment in between, which it is from its creation until its end.
    """

    public_ids: tuple[str, ...] = ()
    organizer_ids: tuple[str, ...] = ()
    takes_place_from: datetime | None = None
    takes_place_until: datetime | None = None
    shown_from: datetime | None = None
    shown_until: datetime | None = None
    audience: str = Audience.EVERYONE
    is_uitpas: bool | None = None
    text: str = ""
    order: tuple[str, ...] = field(default_factory=tuple)


def found_events(search: EventSearch) -> QuerySet[Event]:
    """The published events that match, in the order that is asked for, else by their end; permanent ones last.

    Five queries for any page of it: events, prices, card systems, the choices among these; and the count.
    """
    events = _with_what_is_shown(Event.objects.filter(is_published=True))
    events = events.filter(_named(search), _shown(search), _takes_place(search), _worded(search.text))
    if search.audience:
        events = events.filter(audience=search.audience)
    if search.is_uitpas is not None:
        events = events.filter(
            Exists(_enabled_card_systems()) if search.is_uitpas else ~Exists(_enabled_card_systems())
        )
    return events.order_by(*map(_ordering, search.order or ("availableTo",)), "pk")


def listed_event(public_id: str) -> Event:
    """A published event with all that is shown of it. Raises EventNotFound."""
    event = _with_what_is_shown(by_public_id(public_id).filter(is_published=True)).first()
    if event is None:
        raise EventNotFound
    return event


def listed_organizer(public_id: str) -> Organizer:
    """Any organizer, for everybody. Raises OrganizerNotFound."""
    organizer = Organizer.objects.prefetch_related("card_systems").filter(public_id__iexact=public_id).first()
    if organizer is None:
        raise OrganizerNotFound
    return organizer


def listed_location(public_id: str) -> Location | None:
    """A place, for everybody."""
    return Location.objects.filter(public_id__iexact=public_id).first()


def card_systems_of(event: Event) -> list[CardSystem]:
    """Those in which the event counts, from rows that are there already."""
    choices = {choice.card_system_id: choice.is_enabled for choice in event.card_system_choices.all()}
    return [system for system in event.organizer.card_systems.all() if choices.get(system.pk, True)]


def _with_what_is_shown(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.select_related("organizer", "location").prefetch_related(
        "price_classes",
        "card_system_choices",
        Prefetch("organizer__card_systems", CardSystem.objects.order_by("pk")),
    )


def _named(search: EventSearch) -> Q:
    """Ids whatever their case. An id that leads nowhere finds nothing: `-` is what a desk sends for "no activity"."""
    named = Q()
    if search.public_ids:
        named &= Q(pk__in=_with_ids(search.public_ids))
    if search.organizer_ids:
        organizers = Organizer.objects.alias(plain_id=Lower("public_id"))
        named &= Q(organizer__in=organizers.filter(plain_id__in=[one.lower() for one in search.organizer_ids]))
    return named


def _with_ids(public_ids: tuple[str, ...]) -> QuerySet[Event, Any]:
    events = Event.objects.alias(plain_id=Lower("public_id"))
    return events.filter(plain_id__in=[one.lower() for one in public_ids]).values("pk")


def _shown(search: EventSearch) -> Q:
    shown = Q()
    if search.shown_from is not None:
        shown &= Q(ends_at=None) | Q(ends_at__gte=search.shown_from)
    if search.shown_until is not None:
        shown &= Q(created_at__lte=search.shown_until)
    return shown


def _takes_place(search: EventSearch) -> Q:
    """By the outer bounds, and for an event with several times by each of them."""
    if search.takes_place_from is None and search.takes_place_until is None:
        return Q()
    begin, end = search.takes_place_from or _ALWAYS[0], search.takes_place_until or _ALWAYS[1]
    within_bounds = (Q(ends_at=None) | Q(ends_at__gte=begin)) & (Q(starts_at=None) | Q(starts_at__lte=end))
    bounds = {"from": begin.astimezone(UTC).isoformat(), "to": end.astimezone(UTC).isoformat()}
    has_moment = Func(
        F("calendar"),
        Value(_MOMENT_BETWEEN),
        Value(bounds, output_field=JSONField()),
        function="jsonb_path_exists",
        output_field=BooleanField(),
    )
    return within_bounds & (~Q(calendar_type=CalendarType.MULTIPLE) | Q(has_moment))


def _worded(text: str) -> Q:
    """Every word of one of the alternatives occurs somewhere in what people read of the event."""
    found = Q()
    for words in alternatives(text):
        all_words = Q()
        for word in words:
            anywhere = Q(keywords__icontains=json.dumps(word)[1:-1])
            for column in _SEARCHED:
                anywhere |= Q(**{f"{column}__icontains": word})
            all_words &= anywhere
        found |= all_words
    return found


def _enabled_card_systems() -> QuerySet[Any]:
    """Card systems of the event's organizer in which the event was not switched off."""
    switched_off = EventCardSystem.objects.filter(
        event=OuterRef(OuterRef("pk")), card_system=OuterRef("cardsystem_id"), is_enabled=False
    )
    links = cast("QuerySet[Any]", Organizer.card_systems.through.objects.all())
    return links.filter(~Exists(switched_off), organizer_id=OuterRef("organizer_id"))


_COLUMNS: Final = {"availableTo": "ends_at", "created": "created_at"}


def _ordering(key: str) -> Any:
    """`availableTo` or `-availableTo`: what never ends comes last, or first when the order is turned round."""
    column = F(_COLUMNS[key.lstrip("-")])
    return column.desc(nulls_first=True) if key.startswith("-") else column.asc(nulls_last=True)
