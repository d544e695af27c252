"""What a desk may do for somebody, each on a page of its own; what it may not do is not in the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.card_systems.models import CardSystem
from openpas.foundation.permissions import Permission
from openpas.passholders.reach import is_in_reach
from openpas.web.desk.files import File


@dataclass(frozen=True, slots=True)
class Action:
    """A page about this person, for desks whose right reaches the person."""

    name: str
    label: str | Promise
    hint: str | Promise
    icon: str
    right: Permission


@dataclass(frozen=True, slots=True)
class Offered:
    """An action in the list."""

    label: str | Promise
    hint: str | Promise
    icon: str
    url: str


_WRITE: Final = Permission.PASSHOLDERS_WRITE
MOVE: Final = Action("move", _("Verhuizen"), _("Zelfde pas, zelfde punten"), "house", _WRITE)
ACTIONS: Final = (
    Action("edit_person", _("Gegevens aanpassen"), _("Naam, geboortedatum, adres"), "pencil", _WRITE),
    Action("edit_contact", _("Contact en berichten"), _("E-mail, telefoon, wat iemand wil horen"), "mail", _WRITE),
    MOVE,
    Action("replace_card", _("Kaart vervangen"), _("Verloren, gestolen of stuk"), "repeat", _WRITE),
    Action("block_card", _("Kaart blokkeren"), _("Zodat niemand ze nog gebruikt"), "ban", _WRITE),
    Action(
        "person_picture",
        _("Foto"),
        _("Nemen, kiezen of weghalen"),
        "camera",
        Permission.PASSHOLDERS_PICTURE_WRITE,
    ),
    Action(
        "person_remarks",
        _("Opmerkingen"),
        _("Alleen voor medewerkers"),
        "clipboard-list",
        Permission.PASSHOLDERS_PRIVATE_READ,
    ),
    Action(
        "person_card",
        _("Pas op papier"),
        _("Streepjescode en QR-code om af te drukken"),
        "printer",
        Permission.PASSHOLDERS_SEARCH,
    ),
    Action(
        "person_looks",
        _("Wie keek er mee?"),
        _("Welke organisaties de gegevens zagen"),
        "eye",
        Permission.PASSHOLDERS_SEARCH,
    ),
)
"""In the order in which they are needed most."""

STATUS: Final = Action("social_status", _("Statuut"), "", "file-text", Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)


def offered(file: File) -> list[Offered]:
    """The actions of this desk for the person."""
    reached = dict.fromkeys(action.right for action in ACTIONS)
    may = {right for right in reached if is_in_reach(file.clerk.actor, right, file.person)}
    return [*joins(file), *(one for action in ACTIONS if action.right in may for one in _on_page(action, file))]


def offered_elsewhere(file: File) -> list[Offered]:
    """What a desk does for somebody of another region: make a member, or move to here with pass and points."""
    found = list(joins(file))
    return [*found, *_on_page(MOVE, file)] if found else []


def joins(file: File) -> Iterator[Offered]:
    """The regions of which this desk may make the person a member."""
    url = page_of("join_region", file)
    for region in regions_to_join(file) if url else ():
        words = _("Lid maken van %(region)s") % {"region": region.name}
        yield Offered(words, _("Met dezelfde punten"), "user-plus", f"{url}?region={region.pk}")


def status_page(file: File) -> str:
    """Where the status is shown and changed; empty for a desk that does not grant it."""
    if not is_in_reach(file.clerk.actor, STATUS.right, file.person):
        return ""
    return page_of(STATUS.name, file)


def page_of(name: str, file: File) -> str:
    """The address of a page about this person; empty while there is no such page."""
    try:
        return reverse(name, args=[file.token])
    except NoReverseMatch:
        return ""


def regions_to_join(file: File) -> list[CardSystem]:
    """The regions in which this desk registers people and the person is no member yet."""
    elsewhere = file.clerk.desk.card_systems.exclude(memberships__passholder=file.person).order_by("name")
    may = file.clerk.actor.may
    return [region for region in elsewhere if may(_WRITE, [file.clerk.desk.pk], region.pk)]


def _on_page(action: Action, file: File) -> Iterator[Offered]:
    if url := page_of(action.name, file):
        yield Offered(action.label, action.hint, action.icon, url)
