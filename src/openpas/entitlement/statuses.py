"""What is asked of a source of social statuses, and everything that it can answer (domain/rules.md 6.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How a question ended. Only the first two say something about a right; the others never take one away."""

    ENTITLED = "ENTITLED"
    NOT_ENTITLED = "NOT_ENTITLED"
    UNKNOWN_PERSON = "UNKNOWN_PERSON"
    UNAVAILABLE = "UNAVAILABLE"
    """Nothing was learned now; the same question may be answered later."""
    REFUSED = "REFUSED"
    """Nothing was learned, and asking again changes nothing: somebody must look at it."""


@dataclass(frozen=True, slots=True)
class WantedStatute:
    """One statute to ask for, for who lives in one of the postal codes and has an age from minimum to maximum."""

    name: str
    postal_codes: tuple[str, ...] = ()
    location: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StatutePeriod:
    """When a statute holds, both days included; without an end it goes on."""

    begins_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class HeldStatute:
    """A statute that applies. `status_code` is the source's own remark, if it made one."""

    name: str
    periods: tuple[StatutePeriod, ...] = ()
    status_code: str = ""


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """The answer to one question about one person.

    `reference` names the question at the source, `code` and `diagnosis` are the source's own words when something was
    wrong. `statutes` is filled for ENTITLED only.
    """

    outcome: Outcome
    statutes: tuple[HeldStatute, ...] = ()
    reference: str = ""
    code: str = ""
    diagnosis: str = ""


class StatusSource(Protocol):
    """A government service that knows social statuses. It never raises for what happens at the other side."""

    def ask(self, insz: str, moment: datetime, reason: str) -> StatusAnswer:
        """The statutes of a person on the day of `moment`. `reason` is why we may ask: it decides in what capacity."""


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """Somebody as the national register knows him or her. The address is empty when it is not known."""

    insz: str
    family_name: str
    given_name: str
    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """A person as registered (None when the register does not know the number) and its children under age."""

    person: RegisteredPerson | None
    children: tuple[RegisteredPerson, ...] = ()


class SourceSilent(Exception):
    """A source did not answer. `code` and `diagnosis` are its own words, or ours when it said nothing."""

    def __init__(self, code: str, diagnosis: str = "", *, is_temporary: bool = True) -> None:
        super().__init__(f"{code}: {diagnosis}")
        self.code = code
        self.diagnosis = diagnosis
        self.is_temporary = is_temporary


class HouseholdSource(Protocol):
    """A register that knows who lives with whom."""

    def household(self, insz: str, moment: datetime, reason: str) -> Household:
        """The person and its children on that day. Raises SourceSilent."""
