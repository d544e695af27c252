"""Whatever a client sends, no operation fails: it answers, or says in a problem document what is wrong."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse

from openpas.api.v4.app import api
from openpas.api.v4.core.openapi import document
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db

ODD_TEXTS = [
    "*",
    "%",
    "\x00",
    "'\";--",
    "-1",
    "0",
    "1e400",
    "9" * 30,
    "é\U0001f600",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "2026-02-31",
    "x" * 3000,
    " ",
    "0900000095902",
]
ODD_BODIES: list[Any] = [
    {},
    [],
    [{}],
    [None],
    None,
    "text",
    0,
    -1,
    10**30,
    1e308,
    "0" * 3000,
    {"id": "\ud83d\ude00"},
    {"nested": {"nested": []}},
]


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document(api)["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def queries_of(operation: dict[str, Any]) -> Iterator[str]:
    """Every query parameter with every odd value, the others that are required with something harmless."""
    names = [one["name"] for one in operation["parameters"] if one["in"] == "query"]
    yield ""
    for name in names:
        for odd in ODD_TEXTS:
            others = "".join(f"&{quote(other)}=1" for other in names if other != name and "[" not in other)
            yield f"?{quote(name)}={quote(odd)}"
            yield f"?{quote(name)}={quote(odd)}&{quote(name)}={quote(odd)}{others}"


def requests_of(path: str, method: str, operation: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    plain = re.sub(r"\{\w+\}", "1", path)
    for odd in ODD_TEXTS if "{" in path else ():
        yield re.sub(r"\{\w+\}", quote(odd, safe=""), path), None
    for query in queries_of(operation):
        yield plain + query, None
    if method in ("POST", "PUT"):
        fields = body_fields(operation)
        for odd in ODD_BODIES:
            yield plain, odd
            for field in fields:
                yield plain, {field: odd}
                yield plain, [{field: odd}]
                yield plain, {**dict.fromkeys(fields, "1"), field: odd}


def body_fields(operation: dict[str, Any]) -> list[str]:
    described = document(api)
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    schema = schema.get("items", schema)
    name = schema.get("$ref", "").rpartition("/")[2]
    return list(described["components"]["schemas"].get(name, {}).get("properties", ()))


def is_an_answer(response: HttpResponse) -> bool:
    if response.status_code < 400:
        return True
    told = json.loads(response.content)
    return response.status_code < 500 and told["status"] == response.status_code


def test_no_odd_value_makes_us_fail(cast: object, admin: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")
    failed = [
        f"{method} {address[:200]} {str(body)[:200]} → {response.status_code}"
        for path, method, operation in operations()
        for address, body in requests_of(path, method, operation)
        if not is_an_answer(response := admin.send(method, address, body))
    ]
    assert failed == []
