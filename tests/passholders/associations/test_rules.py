"""When a membership of an association ends, and when it can be renewed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.passholders.associations.refusals import (
    AssociationAgeReached,
    AssociationEndDateInvalid,
    AssociationRenewNotPossible,
)
from openpas.passholders.associations.rules import (
    AssociationMembershipStatus,
    AssociationTerms,
    EndDateType,
    months_before,
    new_end,
    status_on,
    years_after,
)

TODAY = date(2026, 3, 15)
BORN = date(2010, 6, 1)
CUSTOM = AssociationTerms(EndDateType.CUSTOM, date(2026, 12, 31), renewable_months=2)
UNTIL_18 = AssociationTerms(EndDateType.BASED_ON_DATE_OF_BIRTH, age_limit=18)
YEARLY = AssociationTerms(EndDateType.BASED_ON_REGISTRATION_DATE, years=1, renewable_months=2)


def end(
    terms: AssociationTerms,
    *,
    born: date = BORN,
    today: date = TODAY,
    present: date | None = None,
    asked: date | None = None,
) -> date:
    return new_end(terms, born, today, present=present, asked=asked)


@pytest.mark.parametrize(
    ("ends_on", "status"),
    [
        (None, AssociationMembershipStatus.NONE),
        (TODAY, AssociationMembershipStatus.ACTIVE),
        (date(2026, 3, 14), AssociationMembershipStatus.EXPIRED),
    ],
)
def test_status(ends_on: date | None, status: AssociationMembershipStatus) -> None:
    assert status_on(ends_on, TODAY) is status


def test_custom_ends_when_the_desk_says() -> None:
    assert end(CUSTOM, asked=date(2026, 3, 16)) == date(2026, 3, 16)
    assert end(CUSTOM, present=date(2026, 5, 15), asked=date(2027, 1, 1)) == date(2027, 1, 1)
    for asked in (None, TODAY, date(2020, 1, 1)):
        with pytest.raises(AssociationEndDateInvalid) as refused:
            end(CUSTOM, asked=asked)
        assert str(refused.value.extensions["schemaErrors"]).startswith("[{'jsonPointer': '/endDate'")


def test_custom_offers_the_suggestion_while_it_is_later() -> None:
    assert CUSTOM.suggestion(TODAY) == date(2026, 12, 31)
    assert CUSTOM.suggestion(TODAY, date(2026, 12, 30)) == date(2026, 12, 31)
    assert CUSTOM.suggestion(TODAY, date(2026, 12, 31)) is None
    assert CUSTOM.suggestion(date(2026, 12, 31)) is None
    assert AssociationTerms(EndDateType.CUSTOM).suggestion(TODAY) is None
    assert YEARLY.suggestion(TODAY) is None
    assert UNTIL_18.suggestion(TODAY) is None


def test_by_age_ends_on_the_birthday_and_is_never_renewed() -> None:
    assert end(UNTIL_18, asked=date(2099, 1, 1)) == date(2028, 6, 1)
    assert end(UNTIL_18, born=date(2008, 3, 16)) == date(2026, 3, 16)
    with pytest.raises(AssociationAgeReached) as refused:
        end(UNTIL_18, born=date(2008, 3, 15))
    assert refused.value.end_user_message is not None
    assert refused.value.end_user_message.nl == "Dit lidmaatschap is voor wie jonger is dan 18 jaar."
    with pytest.raises(AssociationRenewNotPossible):
        end(UNTIL_18, present=date(2020, 1, 1))


def test_by_registration_ends_years_later() -> None:
    assert end(YEARLY) == date(2027, 3, 15)
    assert end(YEARLY, today=date(2028, 2, 29)) == date(2029, 3, 1)


def test_renewing_opens_some_months_before_the_end() -> None:
    assert end(YEARLY, present=date(2026, 5, 15)) == date(2027, 3, 15)
    assert end(YEARLY, present=date(2020, 1, 1)) == date(2027, 3, 15)
    with pytest.raises(AssociationRenewNotPossible) as refused:
        end(YEARLY, present=date(2026, 5, 16))
    assert refused.value.end_user_message is not None
    assert refused.value.end_user_message.nl.endswith("Het loopt nog tot en met 16/5/2026.")


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 13, date(2024, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_before(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_time_only_goes_one_way(day: date, months: int, years: int) -> None:
    assert months_before(day, months) <= day <= years_after(day, years)
    assert months_before(day, months).day <= day.day


@given(st.sampled_from([CUSTOM, UNTIL_18, YEARLY]), days, days, st.none() | days, st.none() | days)
def test_what_is_made_is_active(
    terms: AssociationTerms, born: date, today: date, present: date | None, asked: date | None
) -> None:
    try:
        ends_on = new_end(terms, born, today, present=present, asked=asked)
    except (AssociationRenewNotPossible, AssociationEndDateInvalid):
        return
    assert status_on(ends_on, today) is AssociationMembershipStatus.ACTIVE
