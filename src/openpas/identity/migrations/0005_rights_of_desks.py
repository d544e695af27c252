"""Rights move from people to desks: what the people of a desk held together becomes what the desk may.

A desk whose people held exactly what a standard group gives joins that group; one without people joins the defaults. All
others keep what they had, in a group of the region for each set of rights that occurs. Who held the right to choose the
people of a desk becomes an ADMIN of it.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations, models
from django.db.models import F

from openpas.identity.staff.standard_groups import STANDARD_GROUPS, TICKET_DESKS

KEPT = "Rechten van voor de groepen"
READS, WRITES = "ORGANIZERS_ADMINS_READ", "ORGANIZERS_ADMINS_WRITE"

Rights = dict[tuple[int, int], set[str]]


def move_rights(apps: Any, _schema_editor: Any) -> None:
    group, admin, grant, user = (
        apps.get_model("identity", name) for name in ("DeskGroup", "OrganizerAdmin", "Grant", "User")
    )
    in_region = apps.get_model("organizers", "Organizer").card_systems.through
    pairs = list(in_region.objects.order_by("id").values_list("organizer_id", "cardsystem_id"))
    _begin_regions(apps.get_model("card_systems", "CardSystem"), group)
    _choose_admins(admin, grant)
    held = _held(admin, grant, pairs)
    members = [
        group.desks.through(organizer_id=organizer_id, deskgroup_id=_group_for(group, card_system_id, rights))
        for organizer_id, card_system_id in pairs
        for rights in [held.get((organizer_id, card_system_id))]
    ]
    group.desks.through.objects.bulk_create(members, ignore_conflicts=True, batch_size=5000)
    grant.objects.filter(user__isnull=False).delete()
    user.objects.filter(desks__isnull=False).update(grants_version=F("grants_version") + 1)


def _begin_regions(card_system: Any, group: Any) -> None:
    group.objects.bulk_create(
        (
            group(
                card_system_id=card_system_id,
                name=standard.name,
                permissions=sorted(standard.role),
                registers_without_insz=standard.registers_without_insz,
                shows_names_in_reports=standard.shows_names_in_reports,
                is_default=standard.is_default,
            )
            for card_system_id in card_system.objects.order_by("id").values_list("id", flat=True)
            for standard in STANDARD_GROUPS
        ),
        ignore_conflicts=True,
    )


def _choose_admins(admin: Any, grant: Any) -> None:
    for user_id, organizer_id in grant.objects.filter(
        user__isnull=False, organizer__isnull=False, permission=WRITES
    ).values_list("user_id", "organizer_id"):
        admin.objects.filter(user_id=user_id, organizer_id=organizer_id).update(type="ADMIN")


def _held(admin: Any, grant: Any, pairs: list[tuple[int, int]]) -> Rights:
    """What the people of each desk held together in each of its regions; nothing for a desk without people."""
    regions: dict[int, set[int]] = {}
    for organizer_id, card_system_id in pairs:
        regions.setdefault(organizer_id, set()).add(card_system_id)
    works = set(admin.objects.values_list("user_id", "organizer_id"))
    held: Rights = {(desk, region): set() for _, desk in works for region in regions.get(desk, ())}
    for user_id, organizer_id, permission, named in _grants_of_people(grant):
        if (user_id, organizer_id) in works and permission not in (READS, WRITES):
            for region in regions.get(organizer_id, set()) & (set(named) or regions.get(organizer_id, set())):
                held[organizer_id, region].add(permission)
    return held


def _grants_of_people(grant: Any) -> Iterator[tuple[int, int, str, list[int]]]:
    rows = grant.objects.filter(user__isnull=False, organizer__isnull=False)
    yield from rows.values_list("user_id", "organizer_id", "permission", "card_system_ids")


def _group_for(group: Any, card_system_id: int, rights: set[str] | None) -> int:
    of_region = group.objects.filter(card_system_id=card_system_id)
    if rights is None:
        return int(of_region.get(name=TICKET_DESKS).pk)
    wanted = sorted(rights)
    same = of_region.filter(permissions=wanted, registers_without_insz=False, shows_names_in_reports=False).first()
    if same is None:
        number = of_region.filter(name__startswith=KEPT).count() + 1
        name = KEPT if number == 1 else f"{KEPT} ({number})"
        same = group.objects.create(card_system_id=card_system_id, name=name, permissions=wanted)
    return int(same.pk)


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_declarations_are_kept")]

    operations = [
        migrations.AddField(
            model_name="deskgroup",
            name="registers_without_insz",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(move_rights, migrations.RunPython.noop),
    ]
