"""What a description of the API says in facts: operations, parameters, fields, values and statuses, without its prose.

The facts of API 4.0 stand beside this in `api-4.0.json`. To read them anew from the published description:

    python3 tests/api/contract/facts.py ../shared/contract/uitpas-api-4.0.json
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

Document = Mapping[str, Any]
Said = dict[str, str]
"""`query type` → what is said of it, `string; one of ANY, COUPON, SOCIALTARIFF`, and `; required` where it is."""
Facts = dict[str, Said]
"""`GET /tariffs` → all that is said of the operation."""

TABLE: Final = Path(__file__).with_name("api-4.0.json")
METHODS: Final = ("get", "post", "put", "delete")
REQUIRED: Final = "required"
ONE_OF: Final = "one of "
SECURITY: Final = "security"
ENVELOPES: Final = ("", "member", "available")
"""What an answer is put in."""

_PROBLEM: Final = re.compile(r"https://api\.publiq\.be/probs/([a-z/-]+)")


def facts_of(document: Document) -> Facts:
    """The facts of each operation. A field is named by the way to it: `200 available[].price`.

    Of what stands inside another object only what is required or has few values is told.
    """
    return {
        f"{method.upper()} {path}": {
            name: "; ".join(said)
            for name, said in _of_operation(document, operation, operations.get("parameters", []))
            if not outer_of(name) or REQUIRED in said or any(one.startswith(ONE_OF) for one in said)
        }
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method in METHODS
    }


def _of_operation(document: Document, operation: Document, common: list[Document]) -> Iterator[tuple[str, list[str]]]:
    yield "name", [operation["operationId"]]
    yield SECURITY, sorted({way for ways in operation.get("security", []) for way in ways})
    for parameter in (_resolved(document, one) for one in [*common, *operation.get("parameters", [])]):
        said = [*_of_schema(document, parameter["schema"]), *([REQUIRED] if parameter.get("required") else [])]
        name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
        yield f"{parameter['in']} {name}", said
    body = _resolved(document, operation.get("requestBody", {}))
    yield from _of_content(document, "body", body.get("content", {}))
    for status, answer in operation["responses"].items():
        yield status, []
        if status < "400":
            yield from _of_content(document, status, _resolved(document, answer).get("content", {}))


def _of_content(document: Document, where: str, content: Document) -> Iterator[tuple[str, list[str]]]:
    """Fields of what is sent or answered, and the content type where it is not JSON."""
    for kind, said in content.items():
        if kind == "application/json":
            yield from _fields(document, where, said.get("schema", {}), ())
        else:
            yield where, [kind]


def _fields(
    document: Document, where: str, schema: Document, inside: tuple[str, ...]
) -> Iterator[tuple[str, list[str]]]:
    """The properties below a schema, and those of what is in them. A schema within itself is not followed again."""
    name = schema.get("$ref", "")
    if name and name in inside:
        return
    inside, schema = (*inside, name), _flat(document, schema)
    if "items" in schema:
        yield from _fields(document, f"{where}[]", schema["items"], inside)
    for field, described in schema.get("properties", {}).items():
        if _resolved(document, described).get("readOnly" if where.startswith("body") else "writeOnly"):
            continue
        path = f"{where} {field}" if " " not in where else f"{where}.{field}"
        said = [*_of_schema(document, described), *([REQUIRED] if field in schema.get("required", ()) else [])]
        yield path, said
        yield from _fields(document, path, described, inside)


def outer_of(name: str) -> str:
    """The object in another object in which a field stands: `200 member[].passholder`. Empty outside of such."""
    where, _, field = name.partition(" ")
    outer = field.rpartition(".")[0].removesuffix("[]")
    return f"{where} {outer}" if outer not in ENVELOPES else ""


def _of_schema(document: Document, schema: Document) -> list[str]:
    """The type of a value, and the values that it may have."""
    schema = _flat(document, schema)
    several = schema.get("items")
    if several is not None:
        return [f"{said}[]" if not said.startswith(ONE_OF) else said for said in _of_schema(document, several)]
    said = [schema["type"]] if "type" in schema else []
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return [*said, ONE_OF + ", ".join(sorted(map(str, values)))] if values else said


def _flat(document: Document, schema: Document) -> Document:
    """A schema with what it refers to and what it is composed of in it."""
    schema = _resolved(document, schema)
    flat: dict[str, Any] = {}
    for part in [*(_flat(document, one) for one in schema.get("allOf", ())), schema]:
        properties = {**flat.get("properties", {}), **part.get("properties", {})}
        required = [*flat.get("required", ()), *part.get("required", ())]
        flat |= {**part, **({"properties": properties} if properties else {}), "required": required}
    return flat


def _resolved(document: Document, part: Document) -> Document:
    while "$ref" in part:
        if not part["$ref"].startswith("#/"):
            return {}
        steps, part = part["$ref"][2:].split("/"), document
        for step in steps:
            part = part[step]
    return part


def problems_in(document: Document) -> Said:
    """Problem type → the statuses that the description gives it."""
    found: dict[str, set[str]] = {}
    for operations in document["paths"].values():
        for method in METHODS:
            for status, answer in operations.get(method, {}).get("responses", {}).items():
                for problem in _PROBLEM.findall(json.dumps(answer)):
                    found.setdefault(problem, set()).add(status)
    return {problem: "; ".join(sorted(statuses)) for problem, statuses in sorted(found.items())}


def main(contract: str) -> None:
    """Write the table anew."""
    document = json.loads(Path(contract).read_text())
    table = {"operations": facts_of(document), "problems": problems_in(document)}
    TABLE.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
