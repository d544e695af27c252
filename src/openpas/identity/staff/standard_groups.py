"""The groups with which every region begins, and the ones that every new desk joins (domain/rules.md 2.2).

Names are Dutch, as the people of a region know them. A region may rename and change them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from openpas.card_systems.models import CardSystem
from openpas.foundation.permissions import Permission
from openpas.identity.models import DeskGroup
from openpas.identity.roles import (
    CHECKIN_AND_TICKET_DESK,
    FOREIGN_RESIDENTS,
    REGISTRATION_DESK,
    SCHOOL,
    SOCIAL_TARIFF_DESK,
    Role,
)
from openpas.identity.staff.desks import rights_changed_at
from openpas.organizers.models import Organizer


@dataclass(frozen=True, slots=True)
class StandardGroup:
    """A group of the table, before it is one of a region."""

    name: str
    role: Role = frozenset()
    registers_without_insz: bool = False
    shows_names_in_reports: bool = False
    is_default: bool = False

    def of(self, card_system: CardSystem) -> DeskGroup:
        return DeskGroup(
            card_system=card_system,
            name=self.name,
            permissions=sorted(self.role),
            registers_without_insz=self.registers_without_insz,
            shows_names_in_reports=self.shows_names_in_reports,
            is_default=self.is_default,
        )


TICKET_DESKS: Final = "Checkin- en ticketbalies"
AUTHORISED_DESKS: Final = "Geautoriseerde registratiebalies"
SCHOOLS: Final = "Scholen"

STANDARD_GROUPS: Final = (
    StandardGroup(TICKET_DESKS, CHECKIN_AND_TICKET_DESK, is_default=True),
    StandardGroup("Niet-geautoriseerde registratiebalies", REGISTRATION_DESK),
    StandardGroup(AUTHORISED_DESKS, SOCIAL_TARIFF_DESK, registers_without_insz=True),
    # In API 4.0 whoever may register somebody may do so wherever that person lives.
    StandardGroup("Mag pashouders andere gemeentes aanmaken", frozenset({Permission.PASSHOLDERS_WRITE})),
    StandardGroup(
        "Mag MiA-pashouders andere gemeentes aanmaken",
        frozenset({Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM}),
    ),
    StandardGroup("Mag pashouders uit buitenland registreren", FOREIGN_RESIDENTS),
    StandardGroup("Mag pashouders zonder INSZ registreren", registers_without_insz=True),
    StandardGroup(SCHOOLS, SCHOOL),
    StandardGroup("Namen weergeven in financiële rapporten", shows_names_in_reports=True),
)


def join_default_groups(organizer_ids: Collection[int], card_system_ids: Collection[int]) -> None:
    """Each of these desks joins the default groups of each of these regions. What it is in already, it stays in."""
    defaults = DeskGroup.objects.filter(card_system_id__in=card_system_ids, is_default=True).order_by("pk")
    _join(organizer_ids, defaults.values_list("pk", flat=True))
    rights_changed_at(organizer_ids)


def begin_region(instance: CardSystem, *, created: bool, **_others: Any) -> None:
    """A new card system gets the standard groups, whoever makes it."""
    if created:
        DeskGroup.objects.bulk_create((group.of(instance) for group in STANDARD_GROUPS), ignore_conflicts=True)


def begin_desk(
    instance: Organizer | CardSystem, *, action: str, reverse: bool, pk_set: set[int] | None, **_others: Any
) -> None:
    """An organizer that comes into a region is a new desk there, whoever adds it."""
    if action == "post_add" and pk_set:
        organizer_ids, card_system_ids = (pk_set, {instance.pk}) if reverse else ({instance.pk}, pk_set)
        join_default_groups(organizer_ids, card_system_ids)


def _join(organizer_ids: Iterable[int], group_ids: Iterable[int]) -> None:
    rows = DeskGroup.desks.through
    pairs = product(organizer_ids, group_ids)
    rows.objects.bulk_create(
        (rows(organizer_id=organizer_id, deskgroup_id=group_id) for organizer_id, group_id in pairs),
        ignore_conflicts=True,
    )
