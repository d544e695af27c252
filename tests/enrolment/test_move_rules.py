"""What follows from moving, on plain values."""

from datetime import date

import pytest

from openpas.enrolment.refusals import StatusStaysBehind
from openpas.enrolment.rules.moves import MovePlan, Region, plan_of
from openpas.enrolment.rules.residence import Residence

GENT, AALST, BRUGGE = "44021", "41002", "31005"
UNTIL = date(2027, 4, 30)


def region(number: int, nis: str, **facts: object) -> Region:
    given = {"is_member": False, "is_of_desk": False, **facts}
    return Region(number, frozenset({nis}), **given)  # type: ignore[arg-type]


def to(nis: str) -> Residence:
    return Residence("Ergens", nis)


def test_inside_the_region_nothing_follows() -> None:
    mine = region(1, GENT, is_member=True, has_status=True, status_ends_on=UNTIL)
    assert plan_of(GENT, to(GENT), [mine, region(2, AALST, is_of_desk=True)]) == MovePlan()


def test_a_region_of_the_desk_is_joined() -> None:
    regions = [region(1, GENT, is_member=True), region(2, AALST, is_of_desk=True)]
    assert plan_of(GENT, to(AALST), regions) == MovePlan(joined=2)


def test_a_region_of_another_desk_is_not() -> None:
    regions = [region(1, GENT, is_member=True, is_of_desk=True), region(2, AALST)]
    assert plan_of(GENT, to(AALST), regions) == MovePlan()


def test_who_is_a_member_there_already_joins_nothing() -> None:
    regions = [region(1, GENT, is_member=True), region(2, AALST, is_member=True, is_of_desk=True)]
    assert plan_of(GENT, to(AALST), regions) == MovePlan()


def test_the_status_can_go_along() -> None:
    regions = [
        region(1, GENT, is_member=True, has_status=True, status_ends_on=UNTIL),
        region(2, AALST, is_of_desk=True, is_granted_here=True),
    ]
    assert plan_of(GENT, to(AALST), regions) == MovePlan(joined=2, left=(1,), goes_to=2, status_ends_on=UNTIL)


def test_where_there_is_one_already_it_need_not_go_along() -> None:
    regions = [
        region(1, GENT, is_member=True, has_status=True, status_ends_on=UNTIL),
        region(2, AALST, is_member=True, is_of_desk=True, has_status=True, status_ends_on=UNTIL),
    ]
    assert plan_of(GENT, to(AALST), regions) == MovePlan(left=(1,), status_ends_on=UNTIL)


@pytest.mark.parametrize(
    "there", [region(2, AALST), region(2, AALST, is_of_desk=True), region(2, BRUGGE, is_of_desk=True)]
)
def test_a_desk_that_cannot_take_it_along_refuses(there: Region) -> None:
    mine = region(1, GENT, is_member=True, has_status=True, status_ends_on=UNTIL)
    with pytest.raises(StatusStaysBehind):
        plan_of(GENT, to(AALST), [mine, there])


def test_who_lived_outside_before_is_not_moved_by_this() -> None:
    """An address that was changed long ago keeps what it had (enrolment.rules.residence)."""
    mine = region(1, GENT, is_member=True, has_status=True, status_ends_on=UNTIL)
    assert plan_of(BRUGGE, to(AALST), [mine]) == MovePlan()
