"""A body in chunks, whose length nobody tells, arrives whole."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpas.runtime import chunked_bodies
from openpas.runtime.chunked_bodies import with_length


def call(environment: dict[str, Any]) -> tuple[list[str], bytes]:
    statuses: list[str] = []

    def application(environment: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [environment["wsgi.input"].read(int(environment.get("CONTENT_LENGTH") or 0))]

    parts = with_length(application)(environment, lambda status, _headers: statuses.append(status))
    return statuses, b"".join(parts)


def test_chunks_get_a_length() -> None:
    chunked = {"HTTP_TRANSFER_ENCODING": "Chunked", "wsgi.input": BytesIO(b"in pieces")}
    assert call(chunked) == (["200 OK"], b"in pieces")


def test_known_length_stays() -> None:
    assert call({"CONTENT_LENGTH": "2", "wsgi.input": BytesIO(b"whole")}) == (["200 OK"], b"wh")
    assert call({"wsgi.input": BytesIO(b"not told")}) == (["200 OK"], b"")


def test_endless_chunks_are_refused(monkeypatch: Any) -> None:
    monkeypatch.setattr(chunked_bodies, "LONGEST_BODY", 4)
    endless = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": BytesIO(b"12345")}
    assert call(endless) == (["413 Content Too Large"], b"")
