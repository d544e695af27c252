"""Reasons not to let somebody in."""

from openpas.foundation.refusal import Refusal


class TokenInvalid(Refusal):
    """There is no token, or it is malformed, expired, meant for others or not signed by us.

    Which of these it is is not told: who guesses learns nothing.
    """

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 3.1"

    def __init__(self, detail: str = "The access token is missing, invalid or expired.") -> None:
        super().__init__(detail)


class ClientUnknown(Refusal):
    """The client id names no client, or one that was switched off."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 3.1"

    def __init__(self, detail: str = "The client id is missing or unknown.") -> None:
        super().__init__(detail)


class ApiNotAllowed(Refusal):
    """The token or the client is good, but not for this API."""

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "contract/rules.md 3.1"

    def __init__(self, detail: str = "The client may not use this API (ups).") -> None:
        super().__init__(detail)
