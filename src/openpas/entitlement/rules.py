"""What holds in a validation of the social tariff (same client and person, allowed addresses), and of attests. Pure."""

import base64
import binascii
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from openpas.entitlement.refusals import (
    AttestNoteMissing,
    AttestSeenInFuture,
    AttestSeenLongAgo,
    IdTokenInvalid,
    ReturnAddressInvalid,
)

SIGN_IN_LASTS: Final = timedelta(minutes=15)
CODE_LASTS: Final = timedelta(minutes=2)
TOKEN_LASTS: Final = timedelta(minutes=30)
ID_TOKEN_LASTS: Final = timedelta(minutes=30)
ATTEST_COUNTS_FOR: Final = timedelta(days=365)

NOT_GOOD: Final = "The idToken is unknown, used or expired."
_SHA256_BYTES: Final = 32
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_NO_LETTERS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields by which a registration and an id token must be of the same person."""

    insz: str
    family_name: str
    given_name: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What an id token proves about a person, and whether it still can."""

    identity: Identity
    has_social_tariff: bool
    expires_at: datetime
    is_used: bool


def challenge_digest(text: str) -> bytes | None:
    """The SHA-256 inside a `code_challenge`, or None when there is none.

    The contract writes plain base64 and OAuth base64url, with or without padding: all are read (contract/rules.md
    8-72). A `+` that was not encoded arrives as a space.
    """
    plain = text.replace(" ", "+").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        digest = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return digest if len(digest) == _SHA256_BYTES else None


def is_verifier_of(digest: bytes, verifier: str) -> bool:
    """Whether the client that asks is the one that sent the challenge."""
    return hmac.compare_digest(digest, hashlib.sha256(verifier.encode()).digest())


def require_return_address(address: str) -> None:
    """Raise ReturnAddressInvalid unless people can safely be sent there: https (http on this machine), no fragment."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not (is_safe and parts.hostname) or parts.fragment or parts.username or "*" in address:
        raise ReturnAddressInvalid


def address_with(address: str, **parameters: str) -> str:
    """The address with more query parameters, each encoded."""
    parts = urlsplit(address)
    query = "&".join(filter(None, (parts.query, urlencode(parameters))))
    return urlunsplit(parts._replace(query=query))


def require_proof(proof: Proof, registered: Identity, moment: datetime) -> None:
    """Raise IdTokenInvalid unless the token is unused, in time, of this person, and says that the tariff is due.

    Names are compared without accents, case and punctuation, and a first name also without the later ones of a
    register (contract/rules.md 2.18, 8-71).
    """
    if proof.is_used or proof.expires_at <= moment:
        raise IdTokenInvalid(NOT_GOOD)
    if not proof.has_social_tariff:
        raise IdTokenInvalid("The idToken does not contain hasSocialTariff: true.")
    if not is_same_person(proof.identity, registered):
        raise IdTokenInvalid("The identity of the idToken does not match the registration.")


def is_same_person(known: Identity, given: Identity) -> bool:
    """The same INSZ, and the same names after normalisation."""
    return (
        known.insz == given.insz
        and _letters(known.family_name) == _letters(given.family_name)
        and bool({_letters(known.given_name), _first(known.given_name)} & {_letters(given.given_name)})
    )


def _first(names: str) -> str:
    return _letters(next(iter(names.split()), ""))


def _letters(name: str) -> str:
    plain = name.casefold().replace("ø", "o")
    decomposed = unicodedata.normalize("NFKD", plain)
    return _NO_LETTERS.sub("", "".join(letter for letter in decomposed if not unicodedata.combining(letter)))


def require_attest(*, seen_on: date, today: date, is_described: bool) -> None:
    """Raise unless an attest was seen within the last year, and is of the list or described (BR-ST-09).

    Raises AttestSeenInFuture, AttestSeenLongAgo and AttestNoteMissing.
    """
    if seen_on > today:
        raise AttestSeenInFuture
    if seen_on <= today - ATTEST_COUNTS_FOR:
        raise AttestSeenLongAgo
    if not is_described:
        raise AttestNoteMissing
