"""The generic reasons to refuse a request, before any rule of a package is asked (contract/rules.md 4.2)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class NotFound(Refusal):
    """The path, an id in it, or a query parameter leads nowhere; the detail says which."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = "contract/rules.md 4.2"

    def __init__(self, detail: str = "There is nothing at this address.") -> None:
        super().__init__(detail)


class QueryLimitExceeded(Refusal):
    """More results on one page than we give."""

    type = "url/query-limit-exceeded"
    title = "Query limit exceeded"
    rule = "contract/rules.md 5"


class MethodNotAllowed(Refusal):
    """The path exists, but not with this method."""

    type = "method/not-allowed"
    title = "Method not allowed"
    default_status = 405
    rule = "contract/rules.md 4.2"

    def __init__(self, allow: str) -> None:
        super().__init__(f"Allowed: {allow}.")
        self.allow = allow


class NotAcceptable(Refusal):
    """The caller takes neither JSON nor anything else that we answer with."""

    type = "header/not-acceptable"
    title = "Not acceptable"
    default_status = 406
    rule = "contract/rules.md 4.2"


class UnsupportedMediaType(Refusal):
    """The body is something else than JSON."""

    type = "header/unsupported-media-type"
    title = "Unsupported media type"
    default_status = 415
    rule = "contract/rules.md 4.2"


class HeaderInvalid(Refusal):
    """A header cannot be read."""

    type = "header/invalid"
    title = "Invalid header"
    rule = "contract/rules.md 4.2"


class BodyMissing(Refusal):
    """The operation needs a body."""

    type = "body/missing"
    title = "Body missing"
    rule = "contract/rules.md 4.2"


class BodyTooLarge(Refusal):
    """The body is longer than anything we ask for."""

    type = "urn:openpas:problem:body-too-large"
    title = "Body too large"
    default_status = 413
    rule = "contract/rules.md 4.1"


class BodySyntaxInvalid(Refusal):
    """The body is no JSON."""

    type = "body/invalid-syntax"
    title = "Invalid body syntax"
    rule = "contract/rules.md 4.2"


@dataclass(frozen=True, slots=True)
class SchemaError:
    """Where in the body something is wrong (JSON pointer; `/` for a missing property of the root), and what."""

    jsonPointer: str  # noqa: N815  the contract's name
    error: str


class BodyInvalid(Refusal):
    """The body is JSON, but not what the operation asks for."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "contract/rules.md 4.2"

    def __init__(self, errors: Iterable[SchemaError]) -> None:
        super().__init__(
            "The body does not match the schema.", extensions={"schemaErrors": [asdict(error) for error in errors]}
        )


class RateLimited(Refusal):
    """Too many requests; `retry_after` says after how many seconds the next one is welcome."""

    type = "uitpas/rate-limited"
    title = "Rate limited"
    default_status = 429
    rule = "contract/rules.md 3.4"
    text = Text(
        nl="Dat waren veel pogingen na elkaar. Probeer het straks opnieuw.",
        fr="Trop de tentatives à la suite. Réessayez dans un moment.",
        en="Too many attempts in a row. Please try again in a moment.",
        de="Das waren viele Versuche hintereinander. Bitte versuchen Sie es gleich noch einmal.",
    )

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after
