"""A gateway on this machine that keeps what it is given, and can be made to refuse or to be slow."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Final
from urllib.parse import parse_qs

_POLL_SECONDS: Final = 0.02
_LONGEST_BODY: Final = 10_000
_SUCCESSES: Final = range(200, 300)
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass
class GatewayDouble:
    """What came in, and how it answers: with `status`, after at most `delay_seconds`."""

    url: str = ""
    token: str = "double-token"  # noqa: S105  opens nothing
    status: int = HTTPStatus.CREATED
    delay_seconds: int = 0
    received: list[dict[str, object]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def take(self, authorization: str, content_type: str, body: bytes) -> int:
        """Keep the fields of a message; the status of the answer. Who shows another token is turned away."""
        if self.delay_seconds:
            self.ended.wait(self.delay_seconds)
        if authorization != f"Bearer {self.token}":
            return HTTPStatus.UNAUTHORIZED
        if self.status in _SUCCESSES:
            self.received.append(_fields(content_type, body))
        return self.status


def _fields(content_type: str, body: bytes) -> dict[str, object]:
    if content_type.startswith(_FORM):
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}
    fields: dict[str, object] = json.loads(body)
    return fields


@contextmanager
def gateway_double() -> Iterator[GatewayDouble]:
    """A gateway on a free port for as long as the `with` lasts."""
    double = GatewayDouble()
    with _Server(double) as server:
        double.url = f"http://127.0.0.1:{server.server_address[1]}/messages"
        thread = Thread(target=server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        thread.start()
        try:
            yield double
        finally:
            double.ended.set()
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, double: GatewayDouble) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.double = double

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _LONGEST_BODY))
        authorization, content_type = self.headers.get("Authorization", ""), self.headers.get("Content-Type", "")
        self.send_response(self.server.double.take(authorization, content_type, body))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
        """Messages carry numbers and codes; nothing is written anywhere."""
