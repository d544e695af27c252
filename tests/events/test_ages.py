"""For which age an event is, read and written."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from openpas.demo.cast import Cast
from openpas.events.ages import AgeRange
from openpas.events.models import Event

AGE = some.integers(0, 999)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("6-12", AgeRange(6, 12)),
        ("18-", AgeRange(18)),
        ("-12", AgeRange(0, 12)),
        ("7-7", AgeRange(7, 7)),
        ("-", AgeRange()),
        ("0-", AgeRange()),
    ],
)
def test_an_age_range_is_read(text: str, ages: AgeRange) -> None:
    assert AgeRange.read(text) == ages


@pytest.mark.parametrize("text", ["", "6", "12-6", "-6-12", "6 - 12", "6-12 jaar", "6-1200", "\u0666-\u0669", "a-b"])
def test_what_is_no_age_range(text: str) -> None:
    with pytest.raises(ValueError, match="An age range"):
        AgeRange.read(text)


@given(AGE, AGE | some.none())
def test_what_is_written_reads_the_same(age: int, other: int | None) -> None:
    ages = AgeRange(age) if other is None else AgeRange(min(age, other), max(age, other))
    assert AgeRange.read(str(ages)) == ages


@pytest.mark.django_db
@pytest.mark.parametrize("ages", [{"age_from": 12, "age_to": 6}, {"age_from": None, "age_to": 6}])
def test_the_database_keeps_no_range_that_is_upside_down(cast: Cast, ages: dict[str, int | None]) -> None:
    with pytest.raises(IntegrityError, match="event_age_range"), transaction.atomic():
        Event.objects.filter(pk=cast.concert.pk).update(**ages)
