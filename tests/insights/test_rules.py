from datetime import date

import pytest

from openpas.insights.rules import Days, Group, by_age, groups_of, percent_more


@pytest.mark.parametrize(
    ("days", "before"),
    [
        (Days(date(2026, 3, 1), date(2026, 3, 31)), Days(date(2026, 2, 1), date(2026, 2, 28))),
        (Days(date(2026, 1, 1), date(2026, 3, 31)), Days(date(2025, 10, 1), date(2025, 12, 31))),
        (Days(date(2024, 1, 1), date(2024, 12, 31)), Days(date(2023, 1, 1), date(2023, 12, 31))),
        (Days(date(2026, 3, 2), date(2026, 3, 8)), Days(date(2026, 2, 23), date(2026, 3, 1))),
    ],
)
def test_the_period_before_ends_where_this_one_begins(days: Days, before: Days) -> None:
    assert days.before() == before


def test_a_leap_day_has_its_year_before_on_the_last_of_february() -> None:
    assert Days(date(2024, 2, 29), date(2024, 3, 1)).a_year_earlier() == Days(date(2023, 2, 28), date(2023, 3, 1))


def test_a_small_group_is_not_told() -> None:
    assert groups_of({"Gent": 15, "Aalst": 4, "Ronse": 0}, 19) == (Group("Gent", 15, 79), Group("Aalst", None, None))


def test_percentages_are_whole_and_half_goes_up() -> None:
    assert [group.percent for group in groups_of({"a": 5, "b": 35}, 40)] == [13, 88]


def test_ages_fall_in_the_groups_of_the_programme() -> None:
    counted = by_age([(0, 1), (12, 1), (13, 1), (18, 1), (26, 2), (27, 1), (64, 1), (65, 1), (140, 1), (-1, 1)])
    assert counted == {
        "0\N{EN DASH}12": 3,
        "13\N{EN DASH}18": 2,
        "19\N{EN DASH}26": 2,
        "27\N{EN DASH}34": 1,
        "35\N{EN DASH}44": 0,
        "45\N{EN DASH}54": 0,
        "55\N{EN DASH}64": 1,
        "65+": 2,
    }


@pytest.mark.parametrize(
    ("now", "then", "percent"), [(15, 10, 50), (10, 15, -33), (10, 10, 0), (5, 0, None), (0, 3, -100)]
)
def test_a_change_is_told_in_percent(now: int, then: int, percent: int | None) -> None:
    assert percent_more(now, then) == percent
