"""What follows from moving house, for each region that has to do with it (BR-PH-08, BR-PH-09; design.md 6-7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openpas.enrolment.refusals import StatusStaysBehind
from openpas.enrolment.rules.residence import Residence


@dataclass(frozen=True, slots=True)
class Region:
    """A card system as a move sees it. `municipalities` are REFNIS codes.

    `is_of_desk`: the desk enrols people there; `is_granted_here`: it may give the social tariff there to who lives at
    the new address. `has_status`: the person has it there on the day of the move, up to and with `status_ends_on`.
    """

    card_system_id: int
    municipalities: frozenset[str]
    is_member: bool
    is_of_desk: bool
    is_granted_here: bool = False
    has_status: bool = False
    status_ends_on: date | None = None

    def ends_status(self, before_nis: str, after_nis: str) -> bool:
        """Whether who moves has it there, and lives there no longer."""
        return self.has_status and before_nis in self.municipalities and after_nis not in self.municipalities


@dataclass(frozen=True, slots=True)
class MovePlan:
    """What the move does. `joined` is the region that the person becomes a member of, if any.

    `left` are the regions whose social tariff ends, because the person does not live there any more; `goes_to` is where
    it can go along to, and `status_ends_on` its last day as it was granted.
    """

    joined: int | None = None
    left: tuple[int, ...] = ()
    goes_to: int | None = None
    status_ends_on: date | None = None


def plan_of(before_nis: str, residence: Residence, regions: Iterable[Region]) -> MovePlan:
    """Decide. Raises StatusStaysBehind where the social tariff would end and this desk cannot take it along."""
    known = tuple(regions)
    here = [one for one in known if residence.nis in one.municipalities]
    left = tuple(one for one in known if one.ends_status(before_nis, residence.nis))
    target = next((one for one in here if one.is_of_desk), None)
    if left:
        return _with_status(left, target, residence)
    if target is None or any(one.is_member for one in here):
        return MovePlan()
    return MovePlan(joined=target.card_system_id)


def _with_status(left: tuple[Region, ...], target: Region | None, residence: Residence) -> MovePlan:
    """The social tariff of these regions ends, and goes along to the other one."""
    if target is None or not (target.is_granted_here or target.has_status):
        raise StatusStaysBehind(city=residence.city)
    return MovePlan(
        joined=None if target.is_member else target.card_system_id,
        left=tuple(one.card_system_id for one in left),
        goes_to=None if target.has_status else target.card_system_id,
        status_ends_on=max((one.status_ends_on for one in left if one.status_ends_on), default=None),
    )
