"""Saying what desks may: the groups of a region, and which desk is in which."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.identity.models import DeskGroup
from openpas.identity.roles import FOR_DESKS
from openpas.identity.staff.desks import rights_changed_at
from openpas.identity.staff.managers import require_region
from openpas.identity.staff.refusals import DeskNeedsGroup, GroupNameTaken, NotTheirRegion
from openpas.organizers.models import Organizer
from openpas.records.service import note, publish


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """What a group is called and what its desks may."""

    name: str
    permissions: frozenset[Permission]
    registers_without_insz: bool = False
    shows_names_in_reports: bool = False
    is_default: bool = False


@transaction.atomic
def create_group(actor: Actor, card_system_id: int, terms: GroupTerms) -> DeskGroup:
    """A new group, without desks yet. Raises NotTheirRegion and GroupNameTaken."""
    _lock_region(actor, card_system_id)
    _demand_free_name(card_system_id, terms.name)
    group = _with_terms(DeskGroup(card_system_id=card_system_id), terms)
    group.save()
    _write_down(actor, group, "create")
    return group


@transaction.atomic
def change_group(actor: Actor, group_id: int, terms: GroupTerms) -> DeskGroup:
    """What the desks in it may from the next request on. Raises NotTheirRegion and GroupNameTaken."""
    group = _locked(actor, group_id)
    _demand_free_name(group.card_system_id, terms.name, but_for=group.pk)
    before = frozenset(group.permissions)
    _with_terms(group, terms).save()
    rights_changed_at(_desks_in(group))
    changed = sorted(before ^ frozenset(group.permissions))
    _write_down(actor, group, "change", changed=changed)
    return group


@transaction.atomic
def delete_group(actor: Actor, group_id: int) -> None:
    """Raises NotTheirRegion, and DeskNeedsGroup while it is the only group of a desk in the region."""
    group = _locked(actor, group_id)
    elsewhere = DeskGroup.desks.through.objects.filter(deskgroup__card_system_id=group.card_system_id)
    settled = elsewhere.exclude(deskgroup_id=group.pk).values("organizer_id")
    orphans = group.desks.exclude(pk__in=settled).order_by("name")
    if orphans.exists():
        raise DeskNeedsGroup(desks=", ".join(orphans.values_list("name", flat=True)))
    desk_ids = _desks_in(group)
    _write_down(actor, group, "delete")
    group.delete()
    rights_changed_at(desk_ids)


@transaction.atomic
def choose_groups(actor: Actor, organizer: Organizer, card_system_id: int, group_ids: Collection[int]) -> None:
    """The desk is in these groups of the region and in no others of it.

    Raises NotTheirRegion, also for a group or a desk of elsewhere, and DeskNeedsGroup when none is left.
    """
    _lock_region(actor, card_system_id)
    of_region = DeskGroup.objects.filter(card_system_id=card_system_id)
    chosen = list(of_region.filter(pk__in=group_ids).order_by("pk"))
    if len(chosen) != len(set(group_ids)) or not organizer.card_systems.filter(pk=card_system_id).exists():
        raise NotTheirRegion
    if not chosen:
        raise DeskNeedsGroup(desks=organizer.name)
    organizer.desk_groups.remove(*of_region.exclude(pk__in=group_ids))
    organizer.desk_groups.add(*chosen)
    rights_changed_at([organizer.pk])
    publish("DeskGroupsChosen", {"organizer_id": organizer.pk, "card_system_id": card_system_id})
    note(actor, "desk.choose_groups", f"organizer:{organizer.pk}", groups=[group.pk for group in chosen])


def _lock_region(actor: Actor, card_system_id: int) -> None:
    """Changes of one region come one after another, so that no desk loses its last group to two at once."""
    require_region(actor, card_system_id)
    if CardSystem.objects.select_for_update(no_key=True).filter(pk=card_system_id).first() is None:
        raise NotTheirRegion


def _locked(actor: Actor, group_id: int) -> DeskGroup:
    group = DeskGroup.objects.filter(pk=group_id).first()
    if group is None:
        raise NotTheirRegion
    _lock_region(actor, group.card_system_id)
    found = DeskGroup.objects.filter(pk=group_id).first()
    if found is None:
        raise NotTheirRegion
    return found


def _with_terms(group: DeskGroup, terms: GroupTerms) -> DeskGroup:
    """A region gives its desks no rights over the platform, over people or of apps; those that it held are kept."""
    kept = {permission for permission in group.permissions if permission not in FOR_DESKS}
    group.name = " ".join(terms.name.split())
    group.permissions = sorted((terms.permissions & FOR_DESKS) | kept)
    group.registers_without_insz = terms.registers_without_insz
    group.shows_names_in_reports = terms.shows_names_in_reports
    group.is_default = terms.is_default
    return group


def _demand_free_name(card_system_id: int, name: str, but_for: int | None = None) -> None:
    plain = " ".join(name.split())
    taken = DeskGroup.objects.filter(card_system_id=card_system_id, name__iexact=plain).values_list("pk", flat=True)
    if not plain or set(taken) - {but_for}:
        raise GroupNameTaken


def _desks_in(group: DeskGroup) -> list[int]:
    return list(group.desks.values_list("pk", flat=True))


def _write_down(actor: Actor, group: DeskGroup, verb: str, **details: object) -> None:
    publish("DeskGroupChanged", {"group_id": group.pk, "card_system_id": group.card_system_id, "change": verb})
    note(actor, f"desk_group.{verb}", f"desk_group:{group.pk}", None, **details)


def permissions_named(names: Iterable[str]) -> frozenset[Permission]:
    """The rights with these names; what is no right is passed over."""
    return frozenset(permission for permission in FOR_DESKS if permission.value in set(names))
