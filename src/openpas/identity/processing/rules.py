"""Which part an organization can have in processing personal data. Plain values only.

The programme is the controller. A region works for it, an organizer for a region, and a vendor for an organizer; each
needs the one above it. A region that keeps data in systems of its own is a controller as well.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from openpas.identity.processing.refusals import (
    AgreedInTheFuture,
    AgreementMissing,
    AlreadyRecorded,
    EndedTooEarly,
    EndedTwice,
    NeededBelow,
    NobodyAbove,
    RoleImpossible,
)


class Party(StrEnum):
    """What has a role."""

    REGION = "REGION"
    ORGANIZER = "ORGANIZER"
    CLIENT = "CLIENT"


class Role(StrEnum):
    """From the top to the bottom of the chain."""

    CONTROLLER = "CONTROLLER"
    PROCESSOR = "PROCESSOR"
    SUB_PROCESSOR = "SUB_PROCESSOR"
    SUB_SUB_PROCESSOR = "SUB_SUB_PROCESSOR"


POSSIBLE: Final[Mapping[Party, tuple[Role, ...]]] = {
    Party.REGION: (Role.PROCESSOR, Role.CONTROLLER),
    Party.ORGANIZER: (Role.SUB_PROCESSOR,),
    Party.CLIENT: (Role.SUB_SUB_PROCESSOR, Role.SUB_PROCESSOR, Role.PROCESSOR),
}
"""The usual role of each first. A vendor may also work for a region, or for the programme itself."""

ABOVE: Final[Mapping[Role, Party]] = {Role.SUB_PROCESSOR: Party.REGION, Role.SUB_SUB_PROCESSOR: Party.ORGANIZER}
"""Who must have a role before one can work for it; above the others is the programme itself."""


def demand_recordable(
    party: Party, role: Role, agreement: str, agreed_on: date, today: date, *, is_held: bool, has_above: bool
) -> None:
    """Whether the role can be put in the register.

    `is_held`: the party has this role already. `has_above`: somebody for whom the party works has a role of the kind
    that `ABOVE` names. Raises RoleImpossible, AgreementMissing, AgreedInTheFuture, AlreadyRecorded and NobodyAbove.
    """
    if role not in POSSIBLE[party]:
        raise RoleImpossible
    if not agreement.strip():
        raise AgreementMissing
    if agreed_on > today:
        raise AgreedInTheFuture
    if is_held:
        raise AlreadyRecorded
    if role in ABOVE and not has_above:
        raise NobodyAbove


def demand_endable(agreed_on: date, ended_on: date | None, ends_on: date, *, alone_below: int) -> None:
    """Whether a role can end on the day.

    `alone_below`: how many would be left without anybody above. Raises EndedTwice, EndedTooEarly and NeededBelow.
    """
    if ended_on is not None:
        raise EndedTwice
    if ends_on < agreed_on:
        raise EndedTooEarly
    if alone_below:
        raise NeededBelow(alone_below)
