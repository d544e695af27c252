"""Somebody who is completely signed in, in one browser."""

from dataclasses import dataclass, field

from django.contrib.sessions.backends.base import SessionBase

from openpas.identity.models import SignedInSession, User


@dataclass(frozen=True, slots=True)
class Present:
    """Who is here, and the session in which. A locked one has `session.locked_at`.

    `browser` is Django's session beside it, where a request brought it: its key changes with every proof.
    """

    user: User
    session: SignedInSession
    browser: SessionBase | None = field(default=None, repr=False, compare=False)
