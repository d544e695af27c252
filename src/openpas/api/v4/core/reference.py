"""The description of the API as a person reads it: operations by subject, their fields in rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Document = Mapping[str, Any]

_DEEPEST: Final = 4
_NOT_IN_ANCHORS: Final = re.compile(r"[^a-z0-9]+")
_LOCKS: Final = {"CLIENT_ACCESS_TOKEN": "Access token", "CLIENT_IDENTIFICATION": "Client id (x-client-id)"}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a property of an object with the objects around it in its name."""

    name: str
    type: str
    is_required: bool
    description: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    description: str
    is_problem: bool
    fields: tuple[Field, ...]
    shape: str


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    description: str
    is_deprecated: bool
    locks: tuple[str, ...]
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    body_shape: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    anchor: str
    operations: tuple[Operation, ...]


def subjects(document: Document) -> list[Subject]:
    """The operations under their first tag, in the order of the document."""
    by_tag: dict[str, list[Operation]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            tag = (operation.get("tags") or ["Other"])[0]
            by_tag.setdefault(tag, []).append(_operation(document, method, path, operation))
    return [Subject(tag, _anchor(tag), tuple(operations)) for tag, operations in by_tag.items()]


def _operation(document: Document, method: str, path: str, operation: Document) -> Operation:
    body = _json_schema(operation.get("requestBody", {}))
    return Operation(
        anchor=_anchor(operation["operationId"]),
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        is_deprecated=operation.get("deprecated", False),
        locks=tuple(_LOCKS.get(name, name) for names in operation["security"] for name in names),
        parameters=tuple(_parameter(document, parameter) for parameter in operation["parameters"]),
        body=tuple(_fields(document, body)),
        body_shape=_type(document, body) if body else "",
        answers=tuple(_answer(document, status, answer) for status, answer in operation["responses"].items()),
    )


def _parameter(document: Document, parameter: Document) -> Field:
    return Field(
        parameter["name"],
        _type(document, parameter["schema"]),
        parameter["required"],
        parameter.get("description", ""),
        parameter["in"],
    )


def _answer(document: Document, status: str, answer: Document) -> Answer:
    told = _resolved(document, answer)
    is_problem = "application/problem+json" in told.get("content", {})
    schema = {} if is_problem else _json_schema(told)
    return Answer(
        status,
        told["description"],
        is_problem,
        tuple(_fields(document, schema)),
        _type(document, schema) if schema else "",
    )


def _json_schema(part: Document) -> Document:
    content: Document = part.get("content", {})
    schema: Document = content.get("application/json", {}).get("schema", {})
    return schema


def _fields(document: Document, schema: Document, prefix: str = "", depth: int = 0) -> Iterator[Field]:
    """The properties of an object, or of the objects in an array, with those inside them."""
    told = _resolved(document, schema)
    if told.get("type") == "array":
        yield from _fields(document, told["items"], f"{prefix}[]." if prefix else "[].", depth)
        return
    required = told.get("required", ())
    for name, inner in told.get("properties", {}).items():
        inside = _resolved(document, inner)
        description = inner.get("description") or inside.get("description", "")
        yield Field(f"{prefix}{name}", _type(document, inner), name in required, description)
        if depth < _DEEPEST:
            yield from _inside(document, inside, f"{prefix}{name}", depth + 1)


def _inside(document: Document, schema: Document, name: str, depth: int) -> Iterator[Field]:
    if schema.get("type") == "array":
        yield from _fields(document, schema["items"], f"{name}[].", depth)
    else:
        yield from _fields(document, schema, f"{name}.", depth)


def _type(document: Document, schema: Document) -> str:
    """A type in a few words: `integer`, `array of City`, `DIGITAL | NFC_CARD`."""
    told = _resolved(document, schema)
    if choices := told.get("enum"):
        return " | ".join(map(str, choices))
    if told.get("type") == "array":
        return f"array of {_type(document, told['items'])}"
    if "anyOf" in told:
        return " or ".join(_type(document, choice) for choice in told["anyOf"])
    kind = str(told.get("type", "any"))
    if kind == "object" and "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    return f"{kind} ({told['format']})" if "format" in told else kind


def _resolved(document: Document, part: Document) -> Document:
    if "$ref" not in part:
        return part
    found: Document = document
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found


def _anchor(text: str) -> str:
    return _NOT_IN_ANCHORS.sub("-", text.lower()).strip("-")
