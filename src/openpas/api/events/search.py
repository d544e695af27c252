"""UiTdatabank's search API: events and organizers, for every known client."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from ninja import Path, Query
from pydantic import AfterValidator, BeforeValidator, Field

from openpas.api.events.schemas import EventListing, EventMention, EventPage, OrganizerListing
from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.events.listings import EventSearch, found_events, listed_organizer
from openpas.foundation.refusal import addressed_by_path
from openpas.runtime import clock

router = Router(tags=["Search"])

DEFAULT_LIMIT: Final = 30
MAX_LIMIT: Final = 2000
LAST_START: Final = 10_000
_ANY: Final = "*"
_BEGINNING: Final = datetime(1, 1, 2, tzinfo=UTC)
_END: Final = datetime(9999, 12, 30, tzinfo=UTC)


def _as_it_was_sent(moment: Any) -> Any:
    """A `+` that was not escaped arrives as a blank."""
    return moment.strip().replace(" ", "+") if isinstance(moment, str) else moment


def _in_reach(moment: datetime) -> datetime:
    """Without an offset it is UTC; what lies outside the calendar is its edge."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(aware, _BEGINNING), _END)


SearchMoment = Annotated[datetime, BeforeValidator(_as_it_was_sent), AfterValidator(_in_reach)]
Flag = Annotated[Literal["true", "false", "1", "0", "*"], BeforeValidator(lambda flag: str(flag).lower())]
Direction = Annotated[Literal["asc", "desc"], BeforeValidator(lambda way: str(way).lower())]


class EventQuery(ContractSchema):
    """The parameters of the search that clients of UiTPAS use. `*` switches off a filter that is on by itself."""

    id: list[str] = []
    organizer_id: list[str] = []
    q: Annotated[str, Field(description="Words, or the query language; never refused.")] = ""
    uitpas: Flag = "*"
    audience_type: str = "everyone"
    available_from: SearchMoment | Literal["*"] | None = None
    available_to: SearchMoment | Literal["*"] | None = None
    date_from: SearchMoment | Literal["*"] | None = None
    date_to: SearchMoment | Literal["*"] | None = None
    disable_default_filters: Flag = "false"
    sort_available_to: Annotated[Direction | None, Field(alias="sort[availableTo]")] = None
    sort_created: Annotated[Direction | None, Field(alias="sort[created]")] = None
    embed: Flag = "false"
    start: Annotated[int, Field(ge=0, le=LAST_START)] = 0
    limit: Annotated[int, Field(ge=0, le=MAX_LIMIT)] = DEFAULT_LIMIT

    def as_search(self, now: datetime) -> EventSearch:
        """What is asked for at that moment: without other words, what calendars should show now."""
        usual_moment = None if _is_on(self.disable_default_filters) else now
        return EventSearch(
            public_ids=tuple(self.id),
            organizer_ids=tuple(self.organizer_id),
            takes_place_from=_moment(self.date_from, None),
            takes_place_until=_moment(self.date_to, None),
            shown_from=_moment(self.available_from, usual_moment),
            shown_until=_moment(self.available_to, usual_moment),
            audience="" if self.audience_type == _ANY or usual_moment is None else self.audience_type,
            is_uitpas=None if self.uitpas == _ANY else _is_on(self.uitpas),
            text=self.q,
            order=tuple(self._order()),
        )

    @property
    def is_embedded(self) -> bool:
        return _is_on(self.embed)

    def _order(self) -> list[str]:
        asked = {"availableTo": self.sort_available_to, "created": self.sort_created}
        return [("-" if way == "desc" else "") + key for key, way in asked.items() if way]


def _is_on(flag: str) -> bool:
    return flag in ("true", "1")


def _moment(asked: datetime | str | None, usual: datetime | None) -> datetime | None:
    if asked is None:
        return usual
    return asked if isinstance(asked, datetime) else None


@router.get("/search/events", auth=TOKEN_OR_CLIENT_ID, response=EventPage, operation_id="search-events")
def search_events(request: ApiRequest, query: Query[EventQuery]) -> EventPage:
    """Published events. Parameters that we do not know are passed over; `embed=true` gives whole events."""
    found = found_events(query.as_search(clock.now()))
    page = found[query.start : query.start + query.limit] if query.limit else found.none()
    return EventPage(
        items_per_page=query.limit,
        total_items=found.count(),
        member=[EventListing.of(event) for event in page]
        if query.is_embedded
        else [EventMention.of(event) for event in page],
    )


@router.get(
    "/search/organizers/{organizerId}",
    auth=TOKEN_OR_CLIENT_ID,
    response=OrganizerListing,
    operation_id="search-organizer",
)
def get_organizer(request: ApiRequest, organizer_id: Annotated[str, Path(alias="organizerId")]) -> OrganizerListing:
    """Name and address of an organizer."""
    with addressed_by_path():
        return OrganizerListing.of(listed_organizer(organizer_id))
