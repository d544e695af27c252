"""The description that we serve keeps what the contract promises: operations, parameters, fields, values, statuses."""

import json
import os
from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client

from tests.api.contract.comparing import differences
from tests.api.contract.deviations import DELIBERATE
from tests.api.contract.facts import TABLE, Facts, facts_of, problems_in

BESIDE: Final = Path(__file__).resolve().parents[3].parent / "shared" / "contract" / "uitpas-api-4.0.json"
CONTRACT: Final = Path(os.environ.get("OPENPAS_CONTRACT", BESIDE))


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(TABLE.read_text())
    return read


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    """The published description itself, where it is at hand."""
    if not CONTRACT.is_file():
        pytest.skip(f"The contract is not at {CONTRACT}; OPENPAS_CONTRACT may say where it is.")
    read: dict[str, Any] = json.loads(CONTRACT.read_text())
    return read


@pytest.fixture
def served(client: Client) -> Facts:
    return facts_of(json.loads(client.get("/api/v4/openapi.json").content))


def test_the_table_holds_all_operations(table: dict[str, Any]) -> None:
    assert len(table["operations"]) == 103


def test_the_table_is_what_the_contract_says(table: dict[str, Any], contract: dict[str, Any]) -> None:
    assert differences(facts_of(contract), table["operations"]) == []
    assert problems_in(contract) == table["problems"]


def test_what_we_serve_is_what_the_contract_says(table: dict[str, Any], served: Facts) -> None:
    found = differences(table["operations"], served)
    unexplained = [line for line in found if not any(one.explains(line) for one in DELIBERATE)]
    assert unexplained == [], "\n" + "\n".join(unexplained)


def test_every_deviation_is_still_one(table: dict[str, Any], served: Facts) -> None:
    found = differences(table["operations"], served)
    assert [one.of for one in DELIBERATE if not any(map(one.explains, found))] == []


def test_differences_are_seen() -> None:
    contract = {
        "GET /a": {"name": "get-a", "query x": "string", "200": "", "200 kind": "string; one of A, B; required"},
        "PUT /a": {"name": "put-a", "body price": "number; required", "200": "", "200 by": "object", "404": ""},
        "DELETE /a": {"name": "delete-a", "security": "CLIENT", "200": "", "200 left": "number"},
        "GET /gone": {"name": "get-gone"},
    }
    assert differences(contract, contract) == []
    served = {
        "GET /a": {
            "name": "get-as",
            "query x": "string; required",
            "200": "",
            "200 kind": "string; one of A; required",
        },
        "PUT /a": {"name": "put-a", "body price": "integer; required", "body of.id": "string; required", "200": ""},
        "DELETE /a": {"name": "delete-a", "security": "CLIENT; USER", "200": "", "200 left": "integer", "429": ""},
        "GET /new": {"name": "get-new"},
    }
    assert differences(contract, served) == [
        "GET /gone: is not there",
        "GET /new: is not in the contract",
        "DELETE /a: security: CLIENT; USER, instead of CLIENT",
        "GET /a: name: get-as, instead of get-a",
        "GET /a: 200 kind: string; one of A; required, instead of string; one of A, B; required",
        "GET /a: query x: must be sent",
        "PUT /a: body price: integer; required, instead of number; required",
        "PUT /a: 200 by: is not there",
        "PUT /a: 404: is not there",
        "PUT /a: body of.id: must be sent",
    ]
