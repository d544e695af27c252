"""Rights come from the desk that was chosen: groups, regions, links, types, managers."""

from typing import Any

import pytest

from openpas.card_systems.models import CardSystem
from openpas.demo.accounts import manager
from openpas.demo.cast import Cast
from openpas.foundation.actor import ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_person, actor_of_user
from openpas.identity.models import DeskGroup, OrganizerAdmin, User
from openpas.identity.queries import organizer_rights
from openpas.identity.roles import CARD_SYSTEM_ADMINISTRATOR, CHECKIN_AND_TICKET_DESK, FOR_DESKS, PLATFORM_MANAGER
from openpas.identity.staff.desks import may_register_without_insz, rights_of_desk, shows_names_in_reports
from openpas.identity.staff.standard_groups import STANDARD_GROUPS
from openpas.organizers.models import Organizer
from tests.desk_rights import let_desk, let_desk_only

pytestmark = pytest.mark.django_db

SELL = Permission.TICKETSALES_REGISTER
WRITE = Permission.PASSHOLDERS_WRITE
INVITE = Permission.ORGANIZERS_ADMINS_WRITE


def group(region: CardSystem, name: str) -> DeskGroup:
    return DeskGroup.objects.get(card_system=region, name=name)


def test_a_new_region_has_the_standard_groups(cast: Cast) -> None:
    region = CardSystem.objects.create(id=77, name="UiTPAS Elders")
    made = {one.name: one for one in region.desk_groups.order_by("pk")}
    assert list(made) == [
        "Checkin- en ticketbalies",
        "Niet-geautoriseerde registratiebalies",
        "Geautoriseerde registratiebalies",
        "Mag pashouders andere gemeentes aanmaken",
        "Mag MiA-pashouders andere gemeentes aanmaken",
        "Mag pashouders uit buitenland registreren",
        "Mag pashouders zonder INSZ registreren",
        "Scholen",
        "Namen weergeven in financiële rapporten",
    ]
    assert [name for name, one in made.items() if one.is_default] == ["Checkin- en ticketbalies"]
    assert [name for name, one in made.items() if one.registers_without_insz] == [
        "Geautoriseerde registratiebalies",
        "Mag pashouders zonder INSZ registreren",
    ]
    assert [name for name, one in made.items() if one.shows_names_in_reports] == [
        "Namen weergeven in financiële rapporten"
    ]
    region.save()
    assert region.desk_groups.count() == len(STANDARD_GROUPS)


def test_no_standard_group_gives_more_than_a_desk_can_have() -> None:
    assert all(one.role <= FOR_DESKS for one in STANDARD_GROUPS)
    assert not FOR_DESKS & {INVITE, Permission.PERMISSIONS_WRITE, Permission.PASSHOLDERS_SELF_READ}


def test_a_new_desk_joins_the_defaults_of_each_region_from_either_side(cast: Cast) -> None:
    desk = Organizer.objects.create(public_id="new", name="Nieuw")
    assert rights_of_desk(desk.pk) == {}
    desk.card_systems.add(cast.gent)
    assert rights_of_desk(desk.pk) == dict.fromkeys(sorted(CHECKIN_AND_TICKET_DESK), frozenset({cast.gent.pk}))
    cast.dender.organizers.add(desk)
    assert rights_of_desk(desk.pk)[SELL] == {cast.gent.pk, cast.dender.pk}


def test_groups_add_up_and_each_counts_in_its_region(cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    group(cast.dender, "Geautoriseerde registratiebalies").desks.add(cast.theatre)
    rights = rights_of_desk(cast.theatre.pk)
    assert rights[WRITE] == {cast.dender.pk}
    assert rights[SELL] == {cast.gent.pk, cast.dender.pk}
    assert may_register_without_insz(cast.theatre.pk, cast.dender.pk)
    assert not may_register_without_insz(cast.theatre.pk, cast.gent.pk)
    assert not shows_names_in_reports(cast.theatre.pk)


def test_a_group_counts_no_longer_once_the_desk_left_its_region(cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    cast.theatre.card_systems.remove(cast.dender)
    assert rights_of_desk(cast.theatre.pk)[SELL] == {cast.gent.pk}


def test_ann_at_the_library_and_at_the_theatre_club(cast: Cast) -> None:
    """domain/rules.md 2.2: the same person may more at one desk than at the other."""
    OrganizerAdmin.objects.create(organizer=cast.club, user=cast.dirk, type="MEMBER")
    group(cast.gent, "Niet-geautoriseerde registratiebalies").desks.add(cast.club)
    assert actor_of_user(cast.dirk.pk, cast.club.pk).may(WRITE, [cast.club.pk], cast.gent.pk)
    assert not actor_of_user(cast.dirk.pk, cast.theatre.pk).may_somewhere(WRITE)


def test_type_admin_may_choose_colleagues_at_its_own_desk_only(cast: Cast) -> None:
    cast.club.linked_organizers.add(cast.town_hall)
    actor = actor_of_user(cast.farid.pk, cast.club.pk)
    assert actor.may(INVITE, [cast.club.pk])
    assert not actor.may(INVITE, [cast.town_hall.pk])
    assert actor.may(SELL, [cast.town_hall.pk])
    shown = {one.organizer.public_id: one for one in organizer_rights(actor)}
    assert INVITE in {held.permission for held in shown["cast-club"].held}
    assert INVITE not in {held.permission for linked in shown["cast-club"].linked for held in linked.held}


def test_manager_of_a_region_may_everything_in_it_and_nothing_elsewhere(cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    hanne = manager("Hanne", "hanne@example.org", cast.gent)
    actor = actor_of_user(hanne.pk, None)
    assert set(actor.by_organizer) == {cast.theatre.pk, cast.club.pk, cast.town_hall.pk}
    assert set(actor.by_organizer[cast.theatre.pk]) == CARD_SYSTEM_ADMINISTRATOR
    assert actor.may(WRITE, [cast.theatre.pk], cast.gent.pk)
    assert not actor.may(WRITE, [cast.theatre.pk], cast.dender.pk)
    assert not actor.may(WRITE, [cast.aalst.pk])
    assert actor.everywhere == frozenset()
    assert actor_of_user(hanne.pk, cast.theatre.pk).by_organizer == {}


def test_manager_of_two_regions(cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    hanne = manager("Hanne", "hanne@example.org", cast.gent)
    hanne.manages.create(card_system=cast.dender, since="2026-01-01T00:00Z")
    actor = actor_of_user(hanne.pk, None)
    assert actor.by_organizer[cast.theatre.pk][WRITE] == {cast.gent.pk, cast.dender.pk}
    assert actor.by_organizer[cast.club.pk][WRITE] == {cast.gent.pk}


def test_who_looks_after_the_whole(cast: Cast) -> None:
    ibrahim = manager("Ibrahim", "ibrahim@example.org", None)
    actor = actor_of_user(ibrahim.pk, None)
    assert (actor.everywhere, actor.by_organizer) == (PLATFORM_MANAGER, {})
    assert Permission.PASSHOLDERS_WRITE not in PLATFORM_MANAGER


def test_person_with_a_token_has_desks_and_regions_together(cast: Cast) -> None:
    cast.dirk.manages.create(card_system=cast.dender, since="2026-01-01T00:00Z")
    actor = actor_of_person(cast.dirk.subject, "cast-desk")
    assert actor.kind is ActorKind.STAFF
    assert set(actor.by_organizer) == {cast.theatre.pk, cast.aalst.pk}
    assert actor.by_organizer[cast.theatre.pk][SELL] == {cast.gent.pk}
    assert actor.by_organizer[cast.aalst.pk][WRITE] == {cast.dender.pk}
    assert {one.organizer.public_id for one in organizer_rights(actor)} == {"cast-theatre", "cast-aalst"}


def test_manager_without_a_desk_is_staff_and_no_passholder(cast: Cast) -> None:
    ibrahim = manager("Ibrahim", "ibrahim@example.org", None)
    assert actor_of_person(ibrahim.subject, "cast-desk").kind is ActorKind.STAFF


def test_queries_do_not_grow(cast: Cast, django_assert_num_queries: Any) -> None:
    hanne = manager("Hanne", "hanne@example.org", cast.gent)
    for name in ("Scholen", "Geautoriseerde registratiebalies", "Mag pashouders uit buitenland registreren"):
        group(cast.gent, name).desks.add(cast.theatre)
    cast.theatre.linked_organizers.add(cast.club, cast.town_hall)
    with django_assert_num_queries(3):
        actor_of_user(cast.dirk.pk, cast.theatre.pk)
    with django_assert_num_queries(0):
        actor_of_user(cast.dirk.pk, cast.theatre.pk)
    with django_assert_num_queries(3):
        actor_of_user(hanne.pk, None)


def test_a_change_of_groups_is_one_update_for_everybody_who_works_there(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    before = {user.pk: user.grants_version for user in User.objects.all()}
    let_desk_only(cast.theatre)
    after = {user.pk: user.grants_version for user in User.objects.all()}
    assert {pk for pk in before if after[pk] != before[pk]} == {cast.dirk.pk}
    let_desk(cast.theatre, [SELL])
    cast.dirk.refresh_from_db()
    assert actor_of_user(cast.dirk.pk, cast.theatre.pk, cast.dirk.grants_version).may_somewhere(SELL)
