"""For which age an event is: the event database's `typicalAgeRange`, `6-12`, `18-`, `-12`, or `-` for everybody.

It is what the organizer tells people. No rule reads it: nobody is refused a point, a ticket or a reward for an age.
"""

import re
from dataclasses import dataclass
from typing import Final

_WRITTEN: Final = re.compile(r"([0-9]{0,3})-([0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class AgeRange:
    """In whole years, both included. Everybody is from 0 on; without `age_to` there is no end."""

    age_from: int = 0
    age_to: int | None = None

    @classmethod
    def read(cls, text: str) -> "AgeRange":
        """Raises ValueError for what is written in another way, and where the end lies before the beginning."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError("An age range is written like 6-12, 18- or -")
        first, last = written.groups()
        ages = cls(int(first or 0), int(last) if last else None)
        if ages.age_to is not None and ages.age_to < ages.age_from:
            raise ValueError("An age range begins with the lowest age")
        return ages

    @property
    def is_for_everybody(self) -> bool:
        return self == AgeRange()

    def __str__(self) -> str:
        """As the event database writes it."""
        if self.is_for_everybody:
            return "-"
        return f"{self.age_from}-{'' if self.age_to is None else self.age_to}"
