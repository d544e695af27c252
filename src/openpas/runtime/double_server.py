"""What stand-ins for outside services need: HTTP or HTTPS on a free port of this machine, and a configuration.

Both are there for as long as a `with` lasts.
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

_POLL_SECONDS: Final = 0.02
_LONGEST_BODY: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: path and query as they were sent, headers by lower-case name."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[Asked], Answer]


class ConfiguredOtherwise(Exception):
    """The configuration names services that are no doubles; it is left alone."""


def is_of_somebody(configuration: Path, mark: str) -> bool:
    """Whether somebody wrote it who is no double: those begin with their `mark`."""
    return configuration.exists() and not configuration.read_text().startswith(mark)


@contextmanager
def configured(configuration: Path, mark: str, text: str) -> Iterator[None]:
    """The file says `text` meanwhile. Raises ConfiguredOtherwise rather than replace somebody's own configuration.

    It is there whole at once and for this account only: it holds keys, and others read it at any moment.
    """
    if is_of_somebody(configuration, mark):
        raise ConfiguredOtherwise(f"{configuration} was not written by the doubles.")
    new = configuration.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(mark + text)
    new.replace(configuration)
    try:
        yield
    finally:
        configuration.unlink(missing_ok=True)


@contextmanager
def serving(answer: Answering, context: ssl.SSLContext | None = None, port: int = 0) -> Iterator[str]:
    """The address (`https://127.0.0.1:40123`) at which `answer` is asked, each request in a thread of its own."""
    with _Server(port, answer, context) as server:
        thread = Thread(target=server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        thread.start()
        try:
            yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, answer: Answering, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self.context = context

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake happens here, in the thread of the request: a client that is turned away holds nobody up."""
        if self.context is None:
            super().finish_request(request, client_address)
            return
        with self.context.wrap_socket(request, server_side=True) as channel:
            super().finish_request(channel, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up, or is turned away in the handshake, is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PATCH(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class names it so
        """Requests carry personal numbers; nothing is written anywhere."""

    def _answer(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), _LONGEST_BODY)
        asked = Asked(
            self.command,
            self.path,
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(length),
        )
        answered = self.server.answer(asked)
        self.send_response(answered.status)
        for name, value in {
            "Content-Length": str(len(answered.body)),
            "Connection": "close",
            **answered.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answered.body)
