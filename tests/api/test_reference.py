"""The description of the API is complete, valid and readable without anything from elsewhere."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from openpas.api.v4.app import PLAIN_VIEWS, api
from openpas.api.v4.core.openapi import SchemaNameTaken, _public_names, document

METHODS = {"get", "post", "put", "delete"}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return document(api)


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def test_document_is_served_to_everybody(client: Client) -> None:
    response = client.get("/api/v4/openapi.json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.content)["openapi"] == "3.1.0"


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    text = json.dumps(described)
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', text)):
        part: Any = described
        for step in reference.split("/"):
            part = part[step]
    assert "Schema_" not in text
    assert '"null"' not in text


def test_operation_ids_are_unique_and_every_operation_tells_its_problems(described: dict[str, Any]) -> None:
    found = operations(described)
    assert len({operation["operationId"] for _, _, operation in found}) == len(found)
    for path, method, operation in found:
        assert method in METHODS, path
        assert {"401", "403"} <= set(operation["responses"]), path
        assert operation["security"] or path in (
            "/social-tariff-validation/start",
            "/social-tariff-validation/token",
        ), path
        keys = [one for one in operation["parameters"] if one["name"] == "Idempotency-Key"]
        assert len(keys) == (method != "get"), path


def test_hot_operations_are_described(described: dict[str, Any]) -> None:
    for method, path in PLAIN_VIEWS:
        assert method.lower() in described["paths"][f"/{path}"]


def test_page_shows_every_operation_and_needs_nothing_else(client: Client, described: dict[str, Any]) -> None:
    response = client.get("/api/v4/docs")
    page = response.content.decode()
    for path, _, operation in operations(described):
        assert f"<code>{path}</code>" in page
        assert operation["summary"] in page.replace("&#x27;", "'")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "<script" not in page
    assert " style=" not in page
    assert re.findall(r'(?:src|href)="(?!#|/)', page) == []


def test_two_schemas_never_share_a_name(described: dict[str, Any]) -> None:
    assert "begin" in described["components"]["schemas"]["Period"]["properties"]
    with pytest.raises(SchemaNameTaken):
        _public_names({"RewardSchema": {}, "Reward": {}})
    assert _public_names({"PeriodSchema": {}, "Period": {"enum": ["DAY"]}}) == {
        "PeriodSchema": "Period",
        "Period": "PeriodType",
    }
