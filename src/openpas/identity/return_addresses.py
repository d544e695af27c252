"""To which addresses a client may have people sent back, with a code or after signing out. Pure."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from openpas.identity.refusals import ReturnAddressNotAllowed

_LONGEST: Final = 2000
_ALLOWED_LETTERS: Final = re.compile(r"[\x21-\x7e]+")
_NEVER: Final = frozenset('#*\\"<>^`{|}')
_HTTPS: Final = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?([/?]|$)", re.IGNORECASE)
_LOOPBACK: Final = re.compile(r"(http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?([/?].*)?")
_APP: Final = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:.*", re.IGNORECASE)


def require_return_address(address: str) -> None:
    """Raise ReturnAddressNotAllowed unless it is https, this machine, or the scheme of an app (be.example.app:).

    Without fragment and without wildcard: it is compared letter by letter (RFC 9700, 2.1; RFC 8252, 7).
    """
    is_written_well = len(address) <= _LONGEST and _ALLOWED_LETTERS.fullmatch(address) and not _NEVER & set(address)
    if not (is_written_well and (_HTTPS.match(address) or _LOOPBACK.fullmatch(address) or _APP.fullmatch(address))):
        raise ReturnAddressNotAllowed(address=address[:_LONGEST])


def is_registered(address: str, registered: Iterable[str]) -> bool:
    """Whether the address is one of these, exactly; on this machine at whatever port (RFC 8252, 7.3)."""
    known = tuple(registered)
    portless = _without_loopback_port(address)
    return address in known or (portless is not None and portless in map(_without_loopback_port, known))


def origin_of(address: str) -> str:
    """What a content policy must allow for the browser to be sent there: an origin, or the scheme of an app."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else f"{parts.scheme}:"


def _without_loopback_port(address: str) -> tuple[str, str] | None:
    found = _LOOPBACK.fullmatch(address)
    return (found[1], found[2] or "") if found and _ALLOWED_LETTERS.fullmatch(address) else None
