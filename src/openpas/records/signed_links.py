"""Links that open something for a short while, without signing in: what is opened, sealed together with its moment."""

from datetime import timedelta
from typing import Final

from django.core.signing import BadSignature, TimestampSigner

from openpas.records.refusals import LinkInvalid

_SEPARATOR: Final = ":"


def sign(purpose: str, value: str) -> str:
    """A token for the path of a link. It says what is opened, hides nothing, and is of use for this purpose only."""
    return _signer(purpose).sign(value)


def read(purpose: str, token: str, max_age: timedelta) -> str:
    """The value that was signed. Raises LinkInvalid when it was made up, is of another purpose or too old."""
    try:
        return _signer(purpose).unsign(token, max_age=max_age)
    except BadSignature:
        raise LinkInvalid from None


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(sep=_SEPARATOR, salt=f"openpas.signed_links.{purpose}")
