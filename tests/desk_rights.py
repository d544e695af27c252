"""What desks may in a test, said in one line."""

from collections.abc import Iterable

from openpas.foundation.permissions import Permission
from openpas.identity.models import DeskGroup
from openpas.identity.staff.desks import rights_changed_at
from openpas.organizers.models import Organizer


def let_desk(desk: Organizer, permissions: Iterable[Permission], *, card_systems: Iterable[int] = ()) -> None:
    """The desk may this as well, in these of its regions or in all of them."""
    for region in desk.card_systems.filter(pk__in=card_systems) if card_systems else desk.card_systems.all():
        group = DeskGroup.objects.create(
            card_system=region, name=f"Extra {DeskGroup.objects.count()}", permissions=sorted(permissions)
        )
        group.desks.add(desk)
    rights_changed_at([desk.pk])


def let_desk_only(desk: Organizer, permissions: Iterable[Permission] = ()) -> None:
    """The desk may this and nothing else."""
    desk.desk_groups.clear()
    let_desk(desk, permissions)
