"""Lines of the audit for what somebody changes about the own account, and secrets that are told once."""

import hashlib
import secrets
from typing import Final

from openpas.foundation.actor import Actor, ActorKind
from openpas.identity.models import User
from openpas.records.service import note

_BYTES: Final = 32


def note_own(user: User, action: str, **details: str | int) -> None:
    """Add the line `account.<action>` of the person itself. Kinds and counts only; no address, number or code."""
    note(Actor(f"user:{user.pk}", ActorKind.STAFF), f"account.{action}", f"user:{user.pk}", None, **details)


def new_token() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(_BYTES)


def hashed(token: str) -> bytes:
    """What is kept of such a token. It holds too much chance to be guessed from its hash."""
    return hashlib.sha256(token.encode()).digest()
