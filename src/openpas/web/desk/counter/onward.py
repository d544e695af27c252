"""Where one can go on from the counter: pages of other parts, where there are any."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import open_file, seen_whole


@dataclass(frozen=True, slots=True)
class Onward:
    """A link to the next step. `icon` is one of the set."""

    url: str
    label: str | Promise
    icon: str


def page(name: str, *args: str) -> str:
    """The address of a page by its name; empty while there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def page_of_person(clerk: Clerk, name: str, passholder_id: int) -> str:
    """A page of somebody's file, for a desk that may see it; else empty."""
    if not seen_whole(clerk).filter(pk=passholder_id).exists():
        return ""
    return page(name, open_file(clerk, passholder_id).token)


def file_of_holder(clerk: Clerk, passholder_id: int) -> str:
    """The file of who stands here with a pass: where the desk may see it, or could make the person a member."""
    if not clerk.actor.may(Permission.PASSHOLDERS_WRITE, [clerk.desk.pk]):
        return page_of_person(clerk, "person", passholder_id)
    return page("person", open_file(clerk, passholder_id).token)


def person_with(public_id: str) -> int | None:
    """The internal id of a passholder."""
    return Passholder.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
