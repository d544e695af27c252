"""Our own description of the API (OpenAPI 3.1), from the operations themselves."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast

from ninja.openapi.schema import OpenAPISchema

from openpas.api.v4.core.authentication import PersonToken
from openpas.api.v4.core.problems import PROBLEM_JSON
from openpas.api.v4.core.router import ContractApi

Document = dict[str, Any]

_SECURITY_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "AccessToken": ("USER_ACCESS_TOKEN", "CLIENT_ACCESS_TOKEN"),
    "PersonToken": ("USER_ACCESS_TOKEN",),
    "ClientToken": ("CLIENT_ACCESS_TOKEN",),
    "ClientIdentification": ("CLIENT_IDENTIFICATION",),
    "NamedClient": ("CLIENT_IDENTIFICATION",),
    "CustomToken": ("CUSTOM_TOKEN",),
}
"""Class of a way to sign in → what the contract calls it; an access token may be of two kinds."""
_USER_SCHEME: Final = PersonToken.openapi_security_schema
_COLLECTION: Final = re.compile(r"Collection_(\w+)_")
_OF_A_SCHEMA: Final = frozenset({"type", "$ref", "anyOf", "enum"})
_REFERENCE: Final = re.compile(r"#/components/schemas/(\w+)")
_WRITES: Final = ("post", "put", "patch", "delete")

_PROBLEM: Final[Document] = {
    "title": "Error",
    "description": "A problem document (RFC 7807).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "What went wrong; match on this."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "For developers."},
        "endUserMessage": {
            "type": "object",
            "description": "For the person at the screen.",
            "required": ["nl"],
            "properties": {language: {"type": "string"} for language in ("nl", "fr", "en", "de")},
        },
        "schemaErrors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["jsonPointer", "error"],
                "properties": {"jsonPointer": {"type": "string"}, "error": {"type": "string"}},
            },
        },
    },
}

_ALWAYS: Final = {
    "401": ("Unauthorized", "No token or client id, or one that is not valid."),
    "403": ("Forbidden", "The token is valid, but does not give the right."),
    "406": ("NotAcceptable", "The `Accept` header takes neither JSON nor what else this answers with."),
    "429": ("RateLimited", "Too many requests; `Retry-After` says when to come back."),
    "500": ("Failure", "We failed. Nothing was changed."),
}
_REFUSED: Final = {"400": ("Refused", "A header, the body or a rule of the programme; `type` says which.")}
_NOT_FOUND: Final = {"404": ("NotFound", "What the path or body names is not there, or a parameter cannot be read.")}
_OF_WRITES: Final = {
    "409": ("Conflict", "Something else stands there already, or the same `Idempotency-Key` is being carried out.")
}
_WITH_BODY: Final = {
    "413": ("TooLarge", "The body is longer than anything that is asked for."),
    "415": ("UnsupportedMediaType", "The body is of another type than the one that is described."),
}
_PROBLEMS: Final = _ALWAYS | _REFUSED | _NOT_FOUND | _OF_WRITES | _WITH_BODY

_IDEMPOTENCY_KEY: Final[Document] = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "The same key with the same request is carried out once and answered the same for seven days.",
}


class SchemaNameTaken(ValueError):
    """Two different classes would be shown under one name; rename one of them."""


class _Described(OpenAPISchema):
    """Ninja's description, which knows schemas by the bare name of their class and would mix up two of one name."""

    def add_schema_definitions(self, definitions: Document) -> None:
        for name, definition in definitions.items():
            if name in self.schemas and _shape(self.schemas[name]) != _shape(definition):
                raise SchemaNameTaken(name)
        super().add_schema_definitions(definitions)


def _shape(schema: Document) -> tuple[frozenset[str], tuple[str, ...]]:
    """What stays the same between the way in and the way out."""
    return frozenset(schema.get("properties", ())), tuple(schema.get("enum", ()))


@cache
def document(api: ContractApi) -> Document:
    """The whole description. Paths are below `/api/v4`, as the server in it says."""
    described = cast("Document", dict(_Described(api, path_prefix="")))
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, has_parameters="{" in path or bool(operation["parameters"]))
    components = described["components"]
    components["schemas"]["Error"] = _PROBLEM
    components["responses"] = _problem_responses()
    components["securitySchemes"] = _security_schemes(components.get("securitySchemes", {}))
    described["servers"] = [{"url": "/api/v4"}]
    shown = cast("Document", _renamed(_tidy(described), _public_names(components["schemas"])))
    used = set(_REFERENCE.findall(json.dumps(shown)))
    shown["components"]["schemas"] = {
        name: schema for name, schema in shown["components"]["schemas"].items() if name in used
    }
    return shown


def _complete(operation: Document, method: str, *, has_parameters: bool) -> None:
    """What every operation has and none says: problems, names of the ways to sign in, the idempotency key."""
    operation["security"] = [
        {shown: []}
        for names in operation.get("security", [])
        for name in names
        for shown in _SECURITY_NAMES.get(name, (name,))
    ]
    responses = {str(status): response for status, response in operation["responses"].items()}
    possible = _possible_problems(
        is_write=method in _WRITES, has_parameters=has_parameters, has_body="requestBody" in operation
    )
    for status, (name, _) in possible.items():
        responses.setdefault(status, _reference(name))
    operation["responses"] = dict(sorted(responses.items()))
    if method in _WRITES:
        operation["parameters"] = [*operation["parameters"], _IDEMPOTENCY_KEY]


def _possible_problems(*, is_write: bool, has_parameters: bool, has_body: bool) -> Mapping[str, tuple[str, str]]:
    """Status → name and words. A key that cannot be read is refused too, so that every write may be."""
    possible = dict(_ALWAYS)
    if has_parameters or is_write:
        possible |= _REFUSED
    if has_parameters or has_body:
        possible |= _NOT_FOUND
    if is_write:
        possible |= _OF_WRITES
    if has_body:
        possible |= _WITH_BODY
    return possible


def _security_schemes(schemes: Mapping[str, Document]) -> Document:
    return {
        shown: _USER_SCHEME if shown == "USER_ACCESS_TOKEN" else scheme
        for name, scheme in schemes.items()
        for shown in _SECURITY_NAMES.get(name, (name,))
    }


def _tidy(part: Any) -> Any:
    """Without the titles that repeat a name, and without the null that the contract calls absent."""
    match part:
        case {"anyOf": [only, {"type": "null"}], **rest}:
            return _tidy({**only, **{name: value for name, value in rest.items() if name != "default"}})
        case dict():
            return {name: _tidy(value) for name, value in part.items() if not _is_repeated_title(name, part)}
        case list():
            return [_tidy(value) for value in part]
    return part


def _is_repeated_title(name: str, schema: Document) -> bool:
    return name == "title" and isinstance(schema[name], str) and not schema.keys().isdisjoint(_OF_A_SCHEMA)


def _public_names(schemas: Mapping[str, Document]) -> dict[str, str]:
    """The name of each schema as readers know it. Where a list of values and an object share one, the list is a Type.

    Raises SchemaNameTaken when two others do.
    """
    names = {name: _public_name(name) for name in schemas}
    for name, schema in schemas.items():
        if "enum" in schema and f"{name}Schema" in schemas:
            names[name] = f"{name}Type"
    taken = [public for public, count in Counter(names.values()).items() if count > 1]
    if taken:
        raise SchemaNameTaken(*taken)
    return names


def _public_name(name: str) -> str:
    """`Collection_RewardSchema_` is a class of ours; readers know `RewardCollection`."""
    if (collection := _COLLECTION.fullmatch(name)) is not None:
        return f"{_public_name(collection[1])}Collection"
    return name.removesuffix("Schema")


def _renamed(part: Any, names: Mapping[str, str]) -> Any:
    """The document with its schemas, and what refers to them, under their public names."""
    if isinstance(part, dict):
        if "$ref" in part:
            kind, _, name = part["$ref"].rpartition("/")
            return {**part, "$ref": f"{kind}/{names.get(name, name)}"}
        schemas = part.get("schemas") or {}
        renamed = {name: _renamed(value, names) for name, value in part.items()}
        return (
            {**renamed, "schemas": {names[name]: renamed["schemas"][name] for name in schemas}} if schemas else renamed
        )
    return [_renamed(value, names) for value in part] if isinstance(part, list) else part


def _problem_responses() -> Document:
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {name: {"description": description, "content": content} for name, description in _PROBLEMS.values()}


def _reference(name: str) -> Document:
    return {"$ref": f"#/components/responses/{name}"}
