"""Installations of before: what the people of a desk held becomes what the desk may."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("identity", "0004_declarations_are_kept")]
AFTER = [("identity", "0006_grants_of_clients")]


def at(state: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(state)
    return MigrationExecutor(connection).loader.project_state(state).apps


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    """The tables as they were; afterwards they are as new as all others."""
    yield at(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_rights_move_from_people_to_desks(before: Any) -> None:
    model = before.get_model
    gent, dender = (
        model("card_systems", "CardSystem").objects.create(id=number, name=str(number)) for number in (5, 1)
    )
    ids = {}
    for name, regions in {
        "usual": [gent],
        "odd": [gent, dender],
        "same": [gent],
        "mute": [gent],
        "alone": [dender],
    }.items():
        organizer = model("organizers", "Organizer").objects.create(public_id=name, name=name)
        organizer.card_systems.add(*regions)
        ids[name] = organizer.pk
    users = [model("identity", "User").objects.create(email=f"{n}@example.org", name=str(n)) for n in range(3)]
    works = model("identity", "OrganizerAdmin").objects
    grants = model("identity", "Grant").objects

    def hold(user: Any, name: str, rights: list[str], regions: list[int] | None = None) -> None:
        for right in rights:
            grants.create(user=user, organizer_id=ids[name], permission=right, card_system_ids=regions or [])

    for user, name in ((0, "usual"), (0, "odd"), (1, "odd"), (1, "same"), (2, "mute")):
        works.create(user=users[user], organizer_id=ids[name], type="MEMBER")
    from_registration = ["PASSHOLDERS_SEARCH", "PASSHOLDERS_UPDATE", "ORGANIZERS_SEARCH"]
    hold(users[0], "usual", from_registration)
    hold(users[0], "odd", ["CHECKINS_WRITE", "ORGANIZERS_ADMINS_WRITE"])
    hold(users[1], "odd", ["CARDS_READ"], [gent.pk])
    hold(users[1], "same", ["CHECKINS_WRITE", "CARDS_READ"])
    hold(users[2], "odd", ["PASSHOLDERS_DELETE"])
    grants.create(user=users[2], organizer=None, permission="PASSHOLDERS_SEARCH_ALL")
    client = model("identity", "ApiClient").objects.create(
        client_id="till", name="Kassa", created_at="2026-01-01T00:00Z"
    )
    grants.create(client=client, organizer_id=ids["usual"], permission="CARDS_READ")

    now = at(AFTER)

    def groups_of(name: str) -> list[tuple[int, str, list[str]]]:
        found = now.get_model("identity", "DeskGroup").objects.filter(desks=ids[name]).order_by("card_system_id")
        return [(one.card_system_id, one.name, one.permissions) for one in found]

    kept = "Rechten van voor de groepen"
    assert groups_of("usual") == [(5, "Scholen", sorted(from_registration))]
    assert groups_of("odd") == [(1, kept, ["CHECKINS_WRITE"]), (5, kept, ["CARDS_READ", "CHECKINS_WRITE"])]
    assert groups_of("same") == [(5, kept, ["CARDS_READ", "CHECKINS_WRITE"])]
    assert groups_of("mute") == [(5, f"{kept} (2)", [])]
    [(region, name, rights)] = groups_of("alone")
    assert (region, name, "CHECKINS_WRITE" in rights) == (1, "Checkin- en ticketbalies", True)
    types = now.get_model("identity", "OrganizerAdmin").objects
    assert types.get(user_id=users[0].pk, organizer_id=ids["odd"]).type == "ADMIN"
    assert types.get(user_id=users[1].pk, organizer_id=ids["odd"]).type == "MEMBER"
    assert [one.client_id for one in now.get_model("identity", "Grant").objects.all()] == [client.pk]
    assert set(now.get_model("identity", "User").objects.values_list("grants_version", flat=True)) == {1}
