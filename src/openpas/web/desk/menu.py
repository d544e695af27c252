"""What a desk finds in its menu: only what it may do, with the part of the desk that is on screen marked."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, Literal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.foundation.permissions import Permission
from openpas.web.desk.clerk import Clerk


@dataclass(frozen=True, slots=True)
class Item:
    """A page of the menu, for desks with one of `rights` (none: for all). `is_daily` ones are always in sight.

    `beside` are the beginnings of other addresses that belong to it. `current` is what aria-current says: `page` on the
    page itself, `true` below it.
    """

    name: str
    label: str | Promise
    icon: str
    rights: Collection[Permission] = ()
    is_daily: bool = False
    beside: tuple[str, ...] = ()
    current: Literal["", "page", "true"] = ""

    @property
    def url(self) -> str:
        return reverse(self.name)

    def at(self, path: str) -> "Item":
        """As it stands in the menu of the page with this address."""
        if path == self.url:
            return replace(self, current="page")
        below = self.beside if self.name == "counter" else (f"{self.url}/", *self.beside)
        return replace(self, current="true" if path.startswith(below) else "")


ITEMS: Final = (
    Item("counter", _("Balie"), "scan-barcode", is_daily=True, beside=("/desk/passes/", "/desk/activities")),
    Item(
        "people",
        _("Pashouders"),
        "users-round",
        (Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_SEARCH_BY_ID, Permission.PASSHOLDERS_SEARCH_ALL),
        is_daily=True,
    ),
    Item("register", _("Inschrijven"), "user-plus", (Permission.PASSHOLDERS_WRITE,), is_daily=True),
    Item("desk_events", _("Activiteiten"), "calendar-days", is_daily=True),
    Item("desk_rewards", _("Voordelen"), "gift", (Permission.REWARDS_READ,), is_daily=True),
    Item("card_stock", _("Kaarten"), "wallet-cards", (Permission.CARDS_READ,)),
    Item("kiosks", _("Zuilen"), "monitor-smartphone", (Permission.KIOSKS_READ,)),
    Item("reports", _("Onkostennota"), "receipt", (Permission.ORGANIZERS_REPORTS,)),
    Item("statistics", _("Statistieken"), "chart-column", (Permission.CHECKINS_READ,)),
    Item("members", _("Medewerkers"), "users"),
    Item("readers", _("Kaartlezers"), "nfc"),
    Item("news", _("Nieuws"), "newspaper"),
    Item("help", _("Hulp"), "circle-help"),
)


@dataclass(frozen=True, slots=True)
class Menu:
    """The items of one desk: in sight, and behind "Meer"."""

    daily: tuple[Item, ...]
    others: tuple[Item, ...]

    @property
    def is_in_others(self) -> bool:
        return any(item.current for item in self.others)


def menu_of(clerk: Clerk, path: str) -> Menu:
    """In the order of ITEMS, seen from the page with this address."""
    items = [item.at(path) for item in ITEMS if _may(clerk, item)]
    return Menu(tuple(item for item in items if item.is_daily), tuple(item for item in items if not item.is_daily))


def _may(clerk: Clerk, item: Item) -> bool:
    return not item.rights or clerk.actor.may_somewhere(*item.rights)
