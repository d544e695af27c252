"""The embedded database starts on whatever its predecessor left behind, and keeps what was committed."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from openpas.runtime.embedded_postgres import DatabaseFailed, EmbeddedPostgres, Postmaster, running_address
from openpas.runtime.home import Home
from openpas.runtime.postgres_account import Account, Caller, Nobody, RootInNamespace

pytestmark = pytest.mark.serve
AS_ROOT = os.geteuid() == 0


@contextmanager
def running(home: Home, run_as: Account | None = None) -> Iterator[str]:
    postgres = EmbeddedPostgres(home, run_as=run_as)
    try:
        yield postgres.start()
    finally:
        postgres.stop()


def note(url: str, word: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS word (word text)")
        connection.execute("INSERT INTO word VALUES (%s)", [word])


def noted(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT word FROM word ORDER BY word")]


def setting(url: str, name: str) -> str:
    with psycopg.connect(url) as connection:
        return str(connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0])  # type: ignore[index]


def test_a_second_start_has_kept_everything(home: Home) -> None:
    with running(home) as url:
        note(url, "one")
    with running(home) as url:
        assert noted(url) == ["one"]


def test_durability_is_on_and_no_network_is_listened_on(home: Home) -> None:
    with running(home) as url:
        durable = {name: setting(url, name) for name in ("fsync", "synchronous_commit", "full_page_writes")}
        assert durable == {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
        assert setting(url, "listen_addresses") == ""
        assert setting(url, "server_encoding") == "UTF8"


def test_nothing_is_left_after_a_stop(home: Home) -> None:
    with running(home):
        assert running_address(home) is not None
    assert running_address(home) is None


def test_a_note_of_a_server_that_is_no_more(home: Home) -> None:
    with running(home) as url:
        note(url, "one")
    # The number in the note belongs to a process that lives, and is no PostgreSQL.
    stale = f"{os.getpid()}\n{home.database_folder}\n1\n5432\n{home.socket_folder}\n\n\nready\n"
    (home.database_folder / "postmaster.pid").write_text(stale)

    with running(home) as url:
        assert noted(url) == ["one"]


def test_a_killed_database_is_recovered(home: Home) -> None:
    with running(home) as url:
        note(url, "one")
        os.kill(postmaster(home), signal.SIGKILL)
    with running(home) as url:
        assert noted(url) == ["one"]


def test_a_database_that_outlived_its_parent_is_taken_over(home: Home) -> None:
    orphan(home)
    left = postmaster(home)

    with running(home) as url:
        assert postmaster(home) != left
        note(url, "one")
        assert noted(url) == ["one"]


def test_an_interrupted_first_start_is_begun_again(home: Home) -> None:
    draft = home.path / "postgres.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")

    with running(home) as url:
        note(url, "one")


def test_a_long_path_gets_a_socket_elsewhere(home: Home) -> None:
    deep = Home(home.path / ("a" * 60) / ("b" * 60))

    with running(deep) as url:
        note(url, "one")
        assert running_address(deep) == url
        place = Postmaster.of(deep.database_folder)
        assert place is not None
        assert place.socket_folder.is_relative_to(tempfile.gettempdir())
    assert not place.socket_folder.exists()


def test_files_of_another_version_are_refused(home: Home) -> None:
    with running(home):
        pass
    (home.database_folder / "PG_VERSION").write_text("9\n")

    with pytest.raises(DatabaseFailed, match="written by PostgreSQL 9"), running(home):
        pass


def test_a_database_that_cannot_start_says_why(home: Home) -> None:
    postgres = EmbeddedPostgres(home, {"shared_buffers": "nonsense"})

    with pytest.raises(DatabaseFailed, match="shared_buffers"):
        postgres.start()


@pytest.mark.skipif(not AS_ROOT, reason="only root has to become somebody else")
def test_root_runs_it_in_either_way_on_the_same_files(home: Home) -> None:
    ways: list[Account] = [Nobody()]
    if RootInNamespace.possible():
        ways = [RootInNamespace(), Nobody(), RootInNamespace()]

    for number, way in enumerate(ways):
        with running(home, way) as url:
            note(url, str(number))
            assert noted(url) == [str(before) for before in range(number + 1)]


@pytest.mark.skipif(not AS_ROOT, reason="only root has to become somebody else")
def test_nobody_refuses_a_home_it_may_not_enter(home: Home) -> None:
    home.path.chmod(0o700)
    inner = Home(home.path / "inner")

    with pytest.raises(PermissionError, match="may not enter"), running(inner, Nobody()):
        pass


@pytest.mark.skipif(not AS_ROOT, reason="only root has to become somebody else")
def test_nobody_gets_a_copy_of_programs_it_may_not_read(home: Home) -> None:
    installed = home.path / "closed" / "pginstall"
    (installed / "bin").mkdir(parents=True)
    (installed / "bin" / "postgres").write_text("#!/bin/sh\necho started\n")
    (installed / "bin" / "postgres").chmod(0o700)
    installed.parent.chmod(0o700)
    home.path.chmod(0o711)
    nobody = Nobody()

    copy = nobody.readable(installed / "bin", home.path)

    ran = subprocess.run([copy / "postgres"], cwd="/", capture_output=True, check=True, **nobody.popen_options)
    assert ran.stdout == b"started\n"
    assert nobody.readable(installed / "bin", home.path) == copy


@pytest.mark.skipif(AS_ROOT, reason="PostgreSQL refuses root")
def test_everybody_else_runs_it_plainly(home: Home) -> None:
    with running(home, Caller()) as url:
        note(url, "one")


def postmaster(home: Home) -> int:
    found = Postmaster.of(home.database_folder)
    assert found is not None
    return found.pid


def orphan(home: Home) -> None:
    """Start the database in a process that is killed at once."""
    program = (
        "import sys, time\n"
        "from openpas.runtime.embedded_postgres import EmbeddedPostgres\n"
        "from openpas.runtime.home import Home\n"
        f"EmbeddedPostgres(Home.of({str(home.path)!r})).start()\n"
        "print('started', flush=True)\n"
        "time.sleep(60)\n"
    )
    source = str(Path(__file__).parents[2] / "src")
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": source}
    )
    with parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        parent.kill()
    time.sleep(0.1)
