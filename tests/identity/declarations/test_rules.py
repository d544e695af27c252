"""Which version must be accepted on a day, and which may be published."""

from datetime import date

import pytest

from openpas.identity.declarations.refusals import DutchTextMissing, EffectiveTooEarly, LanguageUnknown
from openpas.identity.declarations.rules import Version, announced, complete_texts, in_force, missing, next_number

HONOUR, TERMS = "DECLARATION_OF_HONOUR", "TERMS_OF_USE"
FIRST = Version(1, HONOUR, 1, date(2026, 1, 1), demands_signature=True)
SMALL_CHANGE = Version(2, HONOUR, 2, date(2026, 3, 1), demands_signature=False)
SIGN_AGAIN = Version(3, HONOUR, 3, date(2026, 6, 1), demands_signature=True)
ANOTHER_SMALL_CHANGE = Version(4, HONOUR, 4, date(2026, 9, 1), demands_signature=False)
FIRST_TERMS = Version(10, TERMS, 1, date(2026, 2, 1), demands_signature=True)
EVERY = (FIRST, SMALL_CHANGE, SIGN_AGAIN, ANOTHER_SMALL_CHANGE, FIRST_TERMS)


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2025, 12, 31), {}),
        (date(2026, 1, 1), {HONOUR: 1}),
        (date(2026, 2, 28), {HONOUR: 1, TERMS: 1}),
        (date(2026, 3, 1), {HONOUR: 2, TERMS: 1}),
        (date(2027, 1, 1), {HONOUR: 4, TERMS: 1}),
    ],
)
def test_the_newest_that_holds(day: date, numbers: dict[str, int]) -> None:
    assert {kind: version.number for kind, version in in_force(EVERY, day).items()} == numbers


@pytest.mark.parametrize(
    ("accepted", "day", "asked"),
    [
        ([], date(2025, 12, 31), []),
        ([], date(2026, 1, 1), [FIRST]),
        ([], date(2026, 2, 1), [FIRST, FIRST_TERMS]),
        ([1, 10], date(2026, 2, 1), []),
        ([1, 10], date(2026, 3, 1), []),  # a small change: who signed before is done
        ([10], date(2026, 3, 1), [SMALL_CHANGE]),  # who never signed, signs what holds now
        ([1, 10], date(2026, 6, 1), [SIGN_AGAIN]),
        ([2, 10], date(2026, 6, 1), [SIGN_AGAIN]),
        ([3, 10], date(2026, 5, 1), []),  # ahead of time
        ([1, 3, 10], date(2026, 9, 1), []),
        ([1, 2, 10], date(2026, 9, 1), [ANOTHER_SMALL_CHANGE]),
        ([4, 10], date(2026, 9, 1), []),
        ([10], date(2026, 9, 1), [ANOTHER_SMALL_CHANGE]),
    ],
)
def test_what_must_be_accepted(accepted: list[int], day: date, asked: list[Version]) -> None:
    assert missing(EVERY, accepted, day) == asked


def test_a_first_version_may_demand_no_signature_and_is_accepted_all_the_same() -> None:
    first = Version(1, HONOUR, 1, date(2026, 1, 1), demands_signature=False)
    second = Version(2, HONOUR, 2, date(2026, 2, 1), demands_signature=False)
    assert missing([first, second], [], date(2026, 3, 1)) == [second]
    assert missing([first, second], [1], date(2026, 3, 1)) == []


def test_what_is_announced() -> None:
    assert announced(EVERY, date(2026, 3, 1)) == [SIGN_AGAIN, ANOTHER_SMALL_CHANGE]


@pytest.mark.parametrize(
    ("kind", "effective_on", "demands_signature", "number"),
    [
        (HONOUR, date(2026, 9, 1), True, 5),
        (HONOUR, date(2026, 9, 1), False, 5),
        (TERMS, date(2026, 8, 15), True, 2),
        (TERMS, date(2026, 2, 1), False, 2),  # a correction may hold from the day of what it corrects
        ("NEW", date(2020, 1, 1), False, 1),
    ],
)
def test_the_next_number(kind: str, effective_on: date, demands_signature: bool, number: int) -> None:  # noqa: FBT001
    today = date(2026, 8, 15)
    assert next_number(EVERY, kind, effective_on, today, demands_signature=demands_signature) == number


@pytest.mark.parametrize(
    ("kind", "effective_on", "demands_signature", "earliest"),
    [
        (TERMS, date(2026, 8, 14), True, "15/08/2026"),
        (TERMS, date(2026, 1, 31), False, "01/02/2026"),
        (HONOUR, date(2026, 8, 31), True, "01/09/2026"),
    ],
)
def test_too_early(kind: str, effective_on: date, demands_signature: bool, earliest: str) -> None:  # noqa: FBT001
    with pytest.raises(EffectiveTooEarly) as refused:
        next_number(EVERY, kind, effective_on, date(2026, 8, 15), demands_signature=demands_signature)
    assert refused.value.end_user_message is not None
    assert earliest in refused.value.end_user_message.nl


def test_texts_are_kept_as_written() -> None:
    assert complete_texts({"nl": " Een.\r\n\r\nTwee. ", "fr": "  "}) == {"nl": "Een.\n\nTwee."}


def test_dutch_is_demanded_and_other_languages_are_known() -> None:
    with pytest.raises(DutchTextMissing):
        complete_texts({"nl": " ", "fr": "Un."})
    with pytest.raises(LanguageUnknown):
        complete_texts({"nl": "Een.", "es": "Uno."})
