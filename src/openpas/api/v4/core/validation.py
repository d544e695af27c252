"""What pydantic found wrong, as a refusal of the contract."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from openpas.api.v4.core.refusals import BodyInvalid, BodyMissing, HeaderInvalid, NotFound, SchemaError
from openpas.foundation.refusal import Refusal

_MISSING: Final = "missing"
_OWN_ERROR: Final = "value_error"


def body_refusal(errors: Iterable[Mapping[str, Any]], skip: int = 0) -> BodyInvalid:
    """BodyInvalid with a pointer per error. `skip` is how many parts of `loc` stand before the body itself."""
    return BodyInvalid(_schema_error(error, list(error["loc"])[skip:]) for error in errors)


def query_refusal(errors: Sequence[Mapping[str, Any]]) -> NotFound:
    """NotFound that names the parameters: a query that cannot be read leads nowhere (contract/rules.md 4.2)."""
    return NotFound(" ".join(_parameter_error(error) for error in errors))


def refusal_of(errors: Sequence[Mapping[str, Any]], *, has_body: bool) -> Refusal:
    """The refusal for errors as ninja gives them, with the source in front of each `loc`.

    A wrong path or query weighs more than a wrong body: nobody looks at what was sent to nowhere.
    """
    outside = [error for error in errors if error["loc"][0] in ("path", "query")]
    if outside:
        return query_refusal(outside)
    if any(error["loc"][0] in ("header", "cookie") for error in errors):
        return HeaderInvalid(" ".join(_parameter_error(error) for error in errors))
    return body_refusal(errors, skip=2) if has_body else BodyMissing("A JSON body is needed.")


def _schema_error(error: Mapping[str, Any], location: list[str | int]) -> SchemaError:
    if error["type"] == _MISSING and location:
        *parents, name = location
        return SchemaError(_pointer(parents), f"The required property {name} is missing.")
    return SchemaError(_pointer(location), _words(error))


def _parameter_error(error: Mapping[str, Any]) -> str:
    name = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    if error["type"] == _MISSING:
        return f"The parameter {name} is required."
    return f"The parameter {name} is invalid: {_words(error)}."


def _words(error: Mapping[str, Any]) -> str:
    if error["type"] == _OWN_ERROR:
        return "Value is not acceptable"
    return str(error["msg"])


def _pointer(location: Iterable[str | int]) -> str:
    """RFC 6901, except that the root is `/`, as the contract's guidelines write it."""
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in location)
