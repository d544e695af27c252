"""How much to make, and the numbers by which it is addressed."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd
from typing import Final

from openpas.foundation.identifiers import uitpas_number
from openpas.foundation.limits import Limit

CLIENT_ID: Final = "bench-client"
SECRET: Final = "bench-secret"  # noqa: S105  told in the documentation
SOCIAL_EVERY: Final = 4
_STRIDE: Final = 618_033_989
"""Close to the golden part of a thousand million: neighbours in time are far apart in the table."""


class AlreadyGenerated(Exception):
    """The database holds a benchmark set already; two of them would have the same numbers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What `generate` makes. A limit that is None is no limit."""

    passholders: int
    events: int = 1000
    organizers: int = 100
    checkins: int = 0
    months: int = 24
    seed: int = 1
    checkin_limit: Limit | None = None
    ticket_limit: Limit | None = None

    @property
    def stride(self) -> int:
        """From one person to the next in the order of check-ins; it reaches everybody before it begins again."""
        stride = _STRIDE
        while gcd(stride, self.passholders) > 1:
            stride += 1
        return stride % self.passholders or 1

    @property
    def place_factor(self) -> int:
        """The inverse of the stride: person k comes at place k · factor modulo people in every round."""
        return pow(self.stride, -1, self.passholders)

    @property
    def rounds(self) -> int:
        """How often everybody has come; the first `late_comers` places once more."""
        return self.checkins // self.passholders

    @property
    def late_comers(self) -> int:
        return self.checkins % self.passholders


def card_number(number: int) -> str:
    """The UiTPAS number of card k."""
    return uitpas_number(f"9{number:010d}", social_tariff=number % SOCIAL_EVERY == 0)


def event_id(number: int) -> str:
    """The public id of event k."""
    return f"bench-{number}"


def chunks(total: int, size: int) -> Iterator[tuple[int, int]]:
    """`[0, size)`, `[size, 2·size)` … up to the total."""
    return ((begin, min(begin + size, total)) for begin in range(0, total, size))
