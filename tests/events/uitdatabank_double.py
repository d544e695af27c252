"""A small UiTdatabank: its search API over HTTP, with the filters, pages, refusals and moods of the real one."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

CLIENT_ID = "our-client-id"
_SHOWN = {"APPROVED", "READY_FOR_VALIDATION"}
_HEAD = {"@context": "http://www.w3.org/ns/hydra/context.jsonld", "@type": "PagedCollection"}


@dataclass
class UitdatabankDouble:
    """What it knows and how it feels. `moods` are statuses to answer with before it works again."""

    url: str = ""
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    moods: list[int] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    on_question: Callable[[Mapping[str, str]], None] | None = None

    def add(self, public_id: str, organizer_id: str, **changes: Any) -> dict[str, Any]:
        """An approved concert of the organizer, in the words in which UiTdatabank gives one."""
        number = len(self.documents)
        document = {
            "@id": f"https://io.uitdatabank.be/event/{public_id}",
            "@type": "Event",
            "@context": "/contexts/event",
            "mainLanguage": "nl",
            "name": {"nl": f"Concert {public_id}", "fr": "Un concert"},
            "description": {"nl": "Met pauze."},
            "calendarType": "single",
            "startDate": "2099-05-01T20:00:00+02:00",
            "endDate": "2099-05-01T22:00:00+02:00",
            "subEvent": [
                {
                    "id": 0,
                    "@type": "Event",
                    "startDate": "2099-05-01T20:00:00+02:00",
                    "endDate": "2099-05-01T22:00:00+02:00",
                    "status": {"type": "Available"},
                    "bookingAvailability": {"type": "Available"},
                }
            ],
            "status": {"type": "Available"},
            "location": {
                "@id": "https://io.uitdatabank.be/place/hall",
                "@type": "Place",
                "name": {"nl": "De Zaal"},
                "address": {
                    "nl": {
                        "addressCountry": "BE",
                        "addressLocality": "Gent",
                        "postalCode": "9000",
                        "streetAddress": "Kouter 1",
                    }
                },
            },
            "organizer": {"@id": f"https://io.uitdatabank.be/organizers/{organizer_id}", "name": {"nl": "Theater"}},
            "priceInfo": [
                {"category": "base", "name": {"nl": "Basistarief"}, "price": 11.1, "priceCurrency": "EUR"},
                {"category": "uitpas", "name": {"nl": "Kansentarief"}, "price": 2.22, "priceCurrency": "EUR"},
            ],
            "labels": ["concert"],
            "hiddenLabels": ["UiTPAS Gent"],
            "audience": {"audienceType": "everyone"},
            "workflowStatus": "APPROVED",
            "created": f"2026-01-01T10:{number:02}:00+00:00",
            "availableTo": "2099-05-01T22:00:00+02:00",
            **changes,
        }
        self.documents[public_id] = document
        return document

    def answer(self, client_id: str | None, path: str, query: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        self.asked.append(dict(query))
        if self.on_question is not None:
            self.on_question(query)
        if client_id != CLIENT_ID:
            return 401, {"type": "https://api.publiq.be/probs/auth/unauthorized", "title": "Unauthorized"}
        if self.moods:
            return self.moods.pop(0), {"title": "Come back later"}
        start, limit = int(query.get("start", "0")), int(query.get("limit", "30"))
        if path.rstrip("/") != "/events" or start > 10_000 or limit > 2000:
            return 404, {"type": "https://api.publiq.be/probs/url/not-found", "title": "Not Found", "status": 404}
        found = sorted(filter(lambda one: _matches(one, query), self.documents.values()), key=_entered)
        page = found[start : start + limit]
        embedded = page if query.get("embed") == "true" else [{"@id": one["@id"], "@type": "Event"} for one in page]
        return 200, {**_HEAD, "itemsPerPage": limit, "totalItems": len(found), "member": embedded}


def _entered(document: Mapping[str, Any]) -> str:
    return str(document["created"])


def _matches(document: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    checks = (
        query.get("disableDefaultFilters") == "true" or document["workflowStatus"] in _SHOWN,
        query.get("id") in (None, _id(document["@id"])),
        query.get("organizerId") in (None, _id(document["organizer"]["@id"])),
        "endDate" not in document or _moment(query, "dateFrom") <= datetime.fromisoformat(document["endDate"]),
    )
    return all(checks)


def _id(address: str) -> str:
    return address.rpartition("/")[2]


def _moment(query: Mapping[str, str], name: str) -> datetime:
    return datetime.fromisoformat(query.get(name, "1900-01-01T00:00:00+00:00"))


@contextmanager
def uitdatabank() -> Iterator[UitdatabankDouble]:
    """The double behind a real port."""
    double = UitdatabankDouble()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(asked.query).items()}
            status, body = double.answer(self.headers.get("x-client-id"), asked.path, query)
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if status == 429:
                self.send_header("Retry-After", "7")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    double.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
