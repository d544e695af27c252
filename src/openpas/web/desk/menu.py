"""What a desk finds in its menu: only what it may do."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openpas.foundation.permissions import Permission
from openpas.web.desk.clerk import Clerk


@dataclass(frozen=True, slots=True)
class Item:
    """A page of the menu, for desks with one of `rights` (none: for all). `is_daily` ones are always in sight."""

    name: str
    label: str | Promise
    icon: str
    rights: Collection[Permission] = ()
    is_daily: bool = False

    @property
    def url(self) -> str:
        return reverse(self.name)


ITEMS: Final = (
    Item("counter", _("Balie"), "scan-barcode", is_daily=True),
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
    Item("news", _("Nieuws"), "newspaper"),
    Item("help", _("Hulp"), "circle-help"),
)


@dataclass(frozen=True, slots=True)
class Menu:
    """The items of one desk."""

    daily: tuple[Item, ...]
    others: tuple[Item, ...]


def menu_of(clerk: Clerk) -> Menu:
    """In the order of ITEMS."""
    may: Callable[[Item], bool] = lambda item: not item.rights or clerk.actor.may_somewhere(*item.rights)  # noqa: E731
    items = [item for item in ITEMS if may(item) and _exists(item)]
    return Menu(tuple(item for item in items if item.is_daily), tuple(item for item in items if not item.is_daily))


def _exists(item: Item) -> bool:
    try:
        return bool(item.url)
    except NoReverseMatch:
        return False
