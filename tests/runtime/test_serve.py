"""The product as a person starts it: one process that owns a database and a web server."""

import json
import os
import signal

import pytest

from openpas.runtime.home import Home
from tests.runtime.processes import end, get, manage, openpas, serving

pytestmark = [pytest.mark.serve, pytest.mark.slow]


def users(home: Home) -> int:
    return int(
        manage(
            home,
            "shell",
            "-v0",
            "-c",
            "from openpas.identity.models import User; print(User.objects.count())",
        )
    )


@pytest.mark.parametrize(("before", "number"), [("home", signal.SIGTERM), ("used_home", signal.SIGINT)])
def test_it_starts_stops_and_starts_again_with_everything_kept(
    request: pytest.FixtureRequest, free_port: int, before: str, number: signal.Signals
) -> None:
    home: Home = request.getfixturevalue(before)
    with serving(home, free_port) as process:
        manage(
            home,
            "shell",
            "-v0",
            "-c",
            # With a password: an account with nothing behind it is thrown away every hour.
            "from openpas.identity.models import User; User.objects.create_user('a@example.org', 'Amina', 'geheim')",
        )
        code, seconds, printed = end(process, number)
        assert code == 0
        assert seconds < 10
        assert f"http://127.0.0.1:{free_port}" in printed
    assert get(free_port, "/health")[0] == 0
    assert users(home) == 1

    with serving(home, free_port) as process:
        assert users(home) == 1
        assert end(process, number)[0] == 0


def test_data_of_people_never_becomes_a_demo(used_home: Home, free_port: int) -> None:
    """Without --no-demo, on a database in which there is something already: nobody reads the messages of everybody."""
    with serving(used_home, free_port) as process:
        manage(
            used_home,
            "shell",
            "-v0",
            "-c",
            "from openpas.card_systems.models import CardSystem; CardSystem.objects.create(id=7, name='Echte regio')",
        )
        assert end(process, signal.SIGTERM)[0] == 0

    with serving(used_home, free_port, may_be_demo=True) as process:
        assert get(free_port, "/demo/messages")[0] == 404
        code, _, printed = end(process, signal.SIGTERM)
    assert (code, "demo" in printed.lower().replace("no demo data loaded", "")) == (0, False)


def test_nothing_of_a_killed_server_stands_in_the_way(used_home: Home, free_port: int) -> None:
    with serving(used_home, free_port) as process:
        process.kill()
    with serving(used_home, free_port) as process:
        assert end(process, signal.SIGTERM)[0] == 0


def test_a_home_is_served_once(used_home: Home, free_port: int) -> None:
    with serving(used_home, free_port) as process:
        second = openpas("serve", "--home", str(used_home.path), "--port", str(free_port), "--no-demo")
        printed, _ = second.communicate(timeout=30)
        assert second.returncode == 1
        assert "already runs on" in printed
        assert end(process, signal.SIGTERM)[0] == 0


def test_it_ends_when_its_database_does(used_home: Home, free_port: int) -> None:
    with serving(used_home, free_port) as process:
        pid = int((used_home.database_folder / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        printed, _ = process.communicate(timeout=30)
        assert process.returncode == 1
        assert "The database ended by itself" in printed


def test_its_log_names_no_pass_and_no_query(used_home: Home, free_port: int) -> None:
    with serving(used_home, free_port) as process:
        get(free_port, "/nowhere/0900000095902?insz=80010112345")
        end(process, signal.SIGTERM)
    lines = [json.loads(line) for line in used_home.server_log.read_text().splitlines()]

    assert {"/nowhere/:id"} == {line["path"] for line in lines if line.get("status") == 404}
    assert "0900000095902" not in used_home.server_log.read_text()
    assert "insz" not in used_home.server_log.read_text()
