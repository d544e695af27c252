"""Why a write with an idempotency key is not carried out."""

from openpas.foundation.refusal import Refusal


class RequestInProgress(Refusal):
    """A request with the same key is being carried out at this moment; ask again after a second."""

    type = "urn:openpas:problem:request-in-progress"
    title = "Request in progress"
    default_status = 409
    rule = "design.md section 3"


class KeyUsedForAnotherRequest(Refusal):
    """The key belongs to a request with another method, path or body."""

    type = "header/invalid"
    title = "Invalid header"
    rule = "design.md section 3"
