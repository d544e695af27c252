"""`manage load_demo` loads all three worlds once."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from openpas.checkins.models import PointsLine
from openpas.demo import loading
from openpas.demo.region import create_region
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_client
from openpas.identity.models import User
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder

PEOPLE = 40


@pytest.fixture(autouse=True)
def small(db: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> None:
    monkeypatch.setattr(loading, "create_region", lambda: create_region(passholders=PEOPLE, events=120))
    settings.OPENPAS_HOME = tmp_path


def load() -> str:
    told = StringIO()
    call_command("load_demo", stdout=told)
    return told.getvalue()


def test_it_loads_all_three_worlds_side_by_side() -> None:
    load()
    assert Passholder.objects.count() == 2 + 12 + PEOPLE
    assert Organizer.objects.count() == 4 + 2 + 60 + 2
    assert PointsLine.objects.exists()


def test_the_admin_client_may_act_for_every_organizer() -> None:
    load()
    everybody = set(Organizer.objects.values_list("pk", flat=True))
    assert set(actor_of_client("demo-admin").organizers_with(Permission.TICKETSALES_SEARCH)) == everybody


def test_it_notes_the_accounts_and_clients(tmp_path: Path) -> None:
    load()
    noted = json.loads((tmp_path / "demo.json").read_text())
    assert [one["client_id"] for one in noted["clients"]] == ["demo-ticketing", "demo-admin", "demo-desk", "demo-app"]
    assert {one["secret"] for one in noted["clients"][:-1]} == {"demo-secret"}
    for account in noted["accounts"]:
        assert User.objects.get(email=account["email"]).check_password(account["password"])
    assert {"dirk@example.org", "eva@example.org", "farid@example.org", "greet@example.org"} < {
        one["email"] for one in noted["accounts"]
    }


def test_a_second_time_it_does_nothing_and_says_so(tmp_path: Path) -> None:
    load()
    (tmp_path / "demo.json").unlink()
    people = Passholder.objects.count()
    assert load() == "The database holds data already: no demo data loaded.\n"
    assert Passholder.objects.count() == people
    assert not (tmp_path / "demo.json").exists()


def test_a_database_with_one_account_is_not_empty() -> None:
    User.objects.create_user("somebody@example.org", "Somebody", "a long password")
    assert "no demo data loaded" in load()
    assert Passholder.objects.count() == 0


def test_what_breaks_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken() -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(loading, "create_region", broken)
    with pytest.raises(RuntimeError):
        load()
    assert Passholder.objects.count() == 0
    assert not (tmp_path / "demo.json").exists()
