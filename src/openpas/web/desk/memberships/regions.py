"""In which regions a desk does something for a person."""

from openpas.card_systems.models import CardSystem
from openpas.foundation.permissions import Permission
from openpas.passholders.models import CardSystemMembership
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import File


def regions_with(clerk: Clerk, right: Permission) -> list[CardSystem]:
    """Those of the desk in which it holds the right, by name."""
    regions = clerk.desk.card_systems.order_by("name", "pk")
    return [region for region in regions if clerk.actor.may(right, [clerk.desk.pk], region.pk)]


def memberships_with(file: File, right: Permission) -> list[CardSystemMembership]:
    """The memberships of the person in those regions, in the same order."""
    held = CardSystemMembership.objects.filter(passholder_id=file.passholder_id).select_related("card_system")
    by_region = {row.card_system_id: row for row in held}
    return [by_region[region.pk] for region in regions_with(file.clerk, right) if region.pk in by_region]


def number_of(text: str) -> int:
    """The region that an address or a form names; 0 for what is none."""
    return int(text) if text.isdecimal() else 0
