"""A gateway on this machine that keeps what it is given, and can be made to refuse or to be slow."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Event
from typing import Final
from urllib.parse import parse_qs

from openpas.runtime.double_server import Answer, Asked, serving

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

    def answer(self, asked: Asked) -> Answer:
        """Keep the fields of a message. Who shows another token is turned away."""
        if self.delay_seconds:
            self.ended.wait(self.delay_seconds)
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Answer(HTTPStatus.UNAUTHORIZED)
        if self.status in _SUCCESSES:
            self.received.append(_fields(asked.headers.get("content-type", ""), asked.body))
        return Answer(self.status)


def _fields(content_type: str, body: bytes) -> dict[str, object]:
    if content_type.startswith(_FORM):
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}
    fields: dict[str, object] = json.loads(body)
    return fields


@contextmanager
def gateway_double() -> Iterator[GatewayDouble]:
    """A gateway on a free port for as long as the `with` lasts."""
    double = GatewayDouble()
    with serving(double.answer) as address:
        double.url = f"{address}/messages"
        try:
            yield double
        finally:
            double.ended.set()
