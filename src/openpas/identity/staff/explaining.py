"""What a desk may, in words for people; and when it may not, who can let it."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpas.card_systems.models import CardSystem
from openpas.foundation.permission_words import AREAS
from openpas.foundation.permissions import Permission
from openpas.foundation.text import Text
from openpas.identity.models import Manager, OrganizerAdmin
from openpas.identity.roles import FOR_DESKS, OF_TYPE_ADMIN, PLATFORM
from openpas.identity.staff.desks import rights_of_desk


@dataclass(frozen=True, slots=True)
class AreaOfDesk:
    """An area of rights: what the desk may in it, and what it may not."""

    title: Text
    may: tuple[Text, ...]
    may_not: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region as one reaches it, with the names of who looks after it."""

    name: str
    email: str
    phone: str
    managers: tuple[str, ...]

    @property
    def contact(self) -> tuple[str, ...]:
        """Whom to ask and how: names, mail, telephone; what is known of it."""
        return tuple(one for one in (*self.managers, self.email, self.phone) if one)


@dataclass(frozen=True, slots=True)
class Givers:
    """Who can give a right: people of the desk itself, its regions, or who looks after the whole."""

    admins: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    platform: tuple[str, ...] = ()


def what_desk_may(organizer_id: int) -> tuple[AreaOfDesk, ...]:
    """What a desk may and may not, area by area. A right that it has in one of its regions it has. One query."""
    return what_rights_mean(rights_of_desk(organizer_id))


def what_rights_mean(held: Iterable[Permission]) -> tuple[AreaOfDesk, ...]:
    """The same for rights that are known, of a group say. Areas in which no desk has rights are left out."""
    rights = frozenset(held)
    areas = (
        AreaOfDesk(
            area.title,
            tuple(words for permission, words in area.words.items() if permission in rights),
            tuple(words for permission, words in area.words.items() if permission in FOR_DESKS - rights),
        )
        for area in AREAS
    )
    return tuple(area for area in areas if area.may or area.may_not)


def who_can_give(permission: Permission | None, organizer_id: int) -> Givers:
    """Who can give this right to whoever works at the desk. Three queries at most.

    Only the ADMINs of a desk say who works there; what the desk may is said by its regions. Without a right that is
    known, the regions answer.
    """
    if permission in PLATFORM:
        return Givers(platform=_managers_of(None))
    if permission in OF_TYPE_ADMIN:
        admins = OrganizerAdmin.objects.filter(organizer_id=organizer_id, type=OrganizerAdmin.Type.ADMIN)
        names = tuple(admins.order_by("user__name").values_list("user__name", flat=True))
        if names:
            return Givers(admins=names)
    regions = CardSystem.objects.filter(organizers=organizer_id).order_by("name")
    return Givers(
        regions=tuple(
            Region(region.name, region.contact_email, region.contact_phone, _managers_of(region.pk))
            for region in regions
        )
    )


def _managers_of(card_system_id: int | None) -> tuple[str, ...]:
    """Those who signed in before: somebody who was invited has no name yet."""
    found = Manager.objects.filter(card_system_id=card_system_id, user__is_active=True)
    return tuple(found.exclude(user__last_login=None).order_by("user__name").values_list("user__name", flat=True))
