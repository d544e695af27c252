"""How long everything of signing in lasts and how often it may be tried; what is decided without looking anything up.

Sources: contract/rules.md F 105 to 115, and for what it leaves open OWASP ASVS 5.0, chapters 6 and 7.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

CODE_DIGITS: Final = 6
CODE_LIVES: Final = timedelta(minutes=10)
CODE_ATTEMPTS: Final = 5
CODE_PAUSE: Final = timedelta(seconds=30)
"""Between two codes that are sent for the same purpose."""
CODES_PER_HOUR: Final = 10
"""To one person for one purpose: an SMS costs money, and a full mailbox helps nobody."""

HALF_LIVES: Final = timedelta(minutes=10)
"""Between a good password and the second proof."""
FRESH_FOR: Final = timedelta(minutes=10)
"""How long after a proof what is sensitive may be done without another."""
TRUST_LIVES: Final = timedelta(days=30)
BROWSER_KNOWN_FOR: Final = timedelta(days=400)
"""As long as browsers keep a cookie at all."""
RESET_LIVES: Final = timedelta(hours=1)
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 256
SEEN_EVERY: Final = timedelta(minutes=1)
"""How precisely it is known when a session was last used; a row is written no oftener."""

FIRST_REST: Final = timedelta(minutes=15)
LONGEST_REST: Final = timedelta(hours=12)
_MOST_DOUBLINGS: Final = 10
FAILURES_COUNT_FOR: Final = timedelta(hours=24)
WRONG_PER_ACCOUNT_AND_ADDRESS: Final = 5
WRONG_PER_ADDRESS: Final = 50
"""From one network address for any accounts: a town hall shares one, so it is more than one person makes."""
WRONG_PER_ACCOUNT: Final = 100
"""For one account from anywhere. A browser in which the person signed in before is not slowed down by it."""
WRONG_SECOND_PROOFS: Final = 5

PIN_DIGITS: Final = range(4, 9)
PIN_ATTEMPTS: Final = 5
RECOVERY_CODES: Final = 10
RECOVERY_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is easily confused when it is written down: i, l, o, 0, 1."""
RECOVERY_LENGTH: Final = 10

SECOND_PROOFS: Final = frozenset({"otp", "email", "sms", "hwk", "recovery", "mfa"})
"""The methods (RFC 8176, and our own words) that are more than a password. mfa: another issuer asked for two proofs."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long a session lasts without work (None: however long), and in all."""

    idle: timedelta | None
    total: timedelta

    def is_over(self, signed_in_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
        return now >= signed_in_at + self.total or (self.idle is not None and now >= last_seen_at + self.idle)


def is_strong(methods: Collection[str]) -> bool:
    """Whether somebody proved more than to know a password."""
    return not SECOND_PROOFS.isdisjoint(methods)


def rest_until(failed_at: Sequence[datetime], allowed: int) -> datetime | None:
    """Until when nothing may be tried, after these failures (oldest first); None when there were not `allowed` yet.

    Each `allowed` failures more give a rest of twice the length.
    """
    rests = len(failed_at) // allowed
    if rests == 0:
        return None
    length = min(FIRST_REST * (1 << min(rests - 1, _MOST_DOUBLINGS)), LONGEST_REST)
    return failed_at[rests * allowed - 1] + length


def is_simple_pin(pin: str) -> bool:
    """Whether a PIN is one of the first that a bystander tries: one digit, a row up or down, or pairs that repeat."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    is_repeated = len(pin) % 2 == 0 and pin == pin[:2] * (len(pin) // 2)
    return steps in ({0}, {1}, {-1}) or is_repeated


def is_pin(pin: str) -> bool:
    return pin.isascii() and pin.isdecimal() and len(pin) in PIN_DIGITS


def written_recovery_code(typed: str) -> str:
    """A recovery code as it is kept, however it was typed from paper."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def email_hint(address: str) -> str:
    """Enough of an address for its owner to recognise it, and too little for others: d…@ex…"""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain[:2]}…"


def number_hint(number: str) -> str:
    """The last two digits of a telephone number: … 12."""
    return f"… {number[-2:]}"
