"""UiTdatabank's public search API: the catalogue of what can be done in Flanders and Brussels.

Documented at https://docs.publiq.be/docs/uitdatabank/search-api/introduction. Every installation has a client id.
"""

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, Final, Self

import httpx

from openpas.events.catalogue import CatalogueFailed, CataloguePage

LAST_START: Final = 10_000
"""The search API shows no more than this of a result."""

_PAGE: Final = 100
_ATTEMPTS: Final = 5
_FIRST_WAIT_SECONDS: Final = 1
_LONGEST_WAIT_SECONDS: Final = 60
_TIMEOUT_SECONDS: Final = 30
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
_NUL: Final = b"\\u0000"


class UitdatabankSearch:
    """Asks page by page, and once more after a pause when the network or the server falters.

    `search_url` is the address above `/events`. `wait` takes seconds.
    """

    def __init__(
        self,
        search_url: str,
        client_id: str,
        *,
        page_size: int = _PAGE,
        wait: Callable[[int], None] = time.sleep,
    ) -> None:
        self.source = search_url.rstrip("/")
        self._page_size = page_size
        self._wait = wait
        self._http = httpx.Client(
            headers={"x-client-id": client_id, "Accept": "application/json"},
            timeout=_TIMEOUT_SECONDS,
            follow_redirects=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def events_of(self, organizer_id: str, from_at: datetime, start: int) -> CataloguePage:
        if start > LAST_START:
            raise CatalogueFailed(f"There are more than {LAST_START} events of {organizer_id}: ask for a later period.")
        return self._found(
            organizerId=organizer_id,
            dateFrom=from_at.astimezone(UTC).isoformat(timespec="seconds"),
            start=str(start),
            limit=str(self._page_size),
            **{"sort[created]": "asc"},
        )

    def event(self, event_id: str) -> Mapping[str, Any] | None:
        return next(iter(self._found(id=event_id, limit="1").documents), None)

    def _found(self, **query: str) -> CataloguePage:
        answer = self._asked({"embed": "true", "disableDefaultFilters": "true", **query})
        try:
            told = json.loads(answer.content.replace(_NUL, b""), parse_float=Decimal)
            return CataloguePage(int(told["totalItems"]), tuple(one for one in told["member"] if isinstance(one, dict)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise CatalogueFailed("The answer is no list of events.") from error

    def _asked(self, query: Mapping[str, str]) -> httpx.Response:
        """The answer, after as many attempts as it takes. Raises CatalogueFailed."""
        problem = ""
        for attempt in range(_ATTEMPTS):
            pause = _FIRST_WAIT_SECONDS * 2**attempt
            try:
                answer = self._http.get(f"{self.source}/events", params=dict(query))
            except httpx.HTTPError as error:
                problem = type(error).__name__
            else:
                if answer.status_code not in _PASSING:
                    return _good(answer)
                problem = f"status {answer.status_code}"
                pause = max(pause, _asked_pause(answer))
            if attempt + 1 < _ATTEMPTS:
                self._wait(min(pause, _LONGEST_WAIT_SECONDS))
        raise CatalogueFailed(f"The catalogue does not answer ({problem}).")


def _good(answer: httpx.Response) -> httpx.Response:
    if answer.status_code != httpx.codes.OK:
        raise CatalogueFailed(f"The catalogue refuses: status {answer.status_code}.")
    return answer


def _asked_pause(answer: httpx.Response) -> int:
    seconds = answer.headers.get("Retry-After", "")
    return int(seconds) if seconds.isdigit() else 0
