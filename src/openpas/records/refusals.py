"""Why a write with an idempotency key is not carried out, and why a signed link opens nothing."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


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


class LinkInvalid(Refusal):
    """The link was made up, was made for something else, or its short time is over."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 6, O17"
    text = Text(
        nl="Deze link werkt niet meer. Vraag een nieuwe link.",
        fr="Ce lien ne fonctionne plus. Demandez un nouveau lien.",
        en="This link no longer works. Ask for a new one.",
        de="Dieser Link funktioniert nicht mehr. Fragen Sie nach einem neuen.",
    )
