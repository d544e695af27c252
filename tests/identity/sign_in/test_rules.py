"""How long things last and how often they may be tried, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.identity.sign_in.rules import (
    CODE_ATTEMPTS,
    CODE_LIVES,
    FIRST_REST,
    FRESH_FOR,
    HALF_LIVES,
    LONGEST_REST,
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    RECOVERY_LETTERS,
    TRUST_LIVES,
    Times,
    email_hint,
    is_pin,
    is_simple_pin,
    is_strong,
    number_hint,
    rest_until,
    written_recovery_code,
)

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def failures(number: int) -> list[datetime]:
    """One a second, the last one at noon."""
    return [NOON - timedelta(seconds=number - 1 - one) for one in range(number)]


def test_what_was_promised() -> None:
    assert (timedelta(minutes=10), 5) == (CODE_LIVES, CODE_ATTEMPTS)
    assert (timedelta(days=30), timedelta(minutes=10), timedelta(minutes=10)) == (TRUST_LIVES, FRESH_FOR, HALF_LIVES)
    assert (RECOVERY_CODES, RECOVERY_LENGTH) == (10, 10)


@pytest.mark.parametrize(
    ("number", "minutes"),
    [(0, None), (4, None), (5, 15), (9, None), (10, 30), (15, 60), (20, 120), (40, 720), (500, 720)],
)
def test_a_rest_follows_every_five_and_grows(number: int, minutes: int | None) -> None:
    until = rest_until(failures(number), 5)

    if number == 9:
        assert until == failures(9)[4] + FIRST_REST
    else:
        assert until == (None if minutes is None else NOON + timedelta(minutes=minutes))


@given(st.integers(5, 400))
def test_more_failures_never_make_a_rest_shorter_than_the_first(number: int) -> None:
    failed_at = failures(number)
    until = rest_until(failed_at, 5)

    assert until is not None
    assert FIRST_REST <= until - failed_at[number // 5 * 5 - 1] <= LONGEST_REST


@pytest.mark.parametrize("pin", ["1111", "00000000", "1234", "456789", "9876", "4321", "1212", "909090", "78787878"])
def test_a_bystander_tries_these_first(pin: str) -> None:
    assert is_simple_pin(pin)


@pytest.mark.parametrize("pin", ["4271", "1357", "1122", "20486", "19283746"])
def test_these_are_good_pins(pin: str) -> None:
    assert is_pin(pin)
    assert not is_simple_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "12 34", "-123"])
def test_these_are_no_pins(pin: str) -> None:
    assert not is_pin(pin)


@given(st.text("0123456789", min_size=4, max_size=8))
def test_every_pin_of_one_digit_is_simple(pin: str) -> None:
    assert is_simple_pin(pin[0] * len(pin))


@pytest.mark.parametrize(
    ("methods", "strong"),
    [(["pwd"], False), (["pwd", "otp"], True), (["hwk"], True), (["ext"], False), (["ext", "mfa"], True), ([], False)],
)
def test_what_is_more_than_a_password(methods: list[str], *, strong: bool) -> None:
    assert is_strong(methods) is strong


def test_a_session_ends_without_work_or_in_any_case() -> None:
    times = Times(timedelta(minutes=30), timedelta(hours=8))

    assert not times.is_over(NOON, NOON + timedelta(minutes=10), NOON + timedelta(minutes=39, seconds=59))
    assert times.is_over(NOON, NOON + timedelta(minutes=10), NOON + timedelta(minutes=40))
    assert times.is_over(NOON, NOON + timedelta(hours=8), NOON + timedelta(hours=8))


@given(st.text(RECOVERY_LETTERS, min_size=10, max_size=10))
def test_a_recovery_code_may_be_typed_as_it_was_written(code: str) -> None:
    assert written_recovery_code(f" {code[:5].upper()} - {code[5:]} ") == code


def test_hints_say_little() -> None:
    assert email_hint("dirk@example.org") == "d…@ex…"
    assert number_hint("+32470123412") == "… 12"
