"""What every test stands on: a PostgreSQL for the whole run, and Django set up on it.

DATABASE_URL chooses a server; without it the embedded one is started in a folder of its own. This happens when pytest
reads this file, before any test module imports a model.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as made_up_cases
from pytest_django import DjangoDbBlocker

from openpas.runtime import clock
from openpas.runtime.database import external
from openpas.runtime.embedded_postgres import EmbeddedPostgres
from openpas.runtime.home import Home

# The suite proves what is in the transactions, not that the disk keeps them; tests/runtime does that with its own.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_database(home: Home) -> str:
    """The address of the server for this run; the one we start ends with the run."""
    if url := os.environ.get("DATABASE_URL"):
        return external(url).url
    postgres = EmbeddedPostgres(home, FORGETFUL)
    atexit.register(postgres.stop)
    return postgres.start()


def set_up(home: Home) -> None:
    os.environ["OPENPAS_HOME"] = str(home.path)
    os.environ["OPENPAS_LOG"] = str(home.server_log)
    os.environ["DATABASE_URL"] = start_database(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "openpas.runtime.settings"
    django.setup()
    # Slow on purpose in production; here nobody guesses.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


_folder = Path(tempfile.mkdtemp(prefix="openpas-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
set_up(Home(_folder))


from openpas.demo.cast import Cast  # noqa: E402  models need Django to be set up
from openpas.identity import signing_keys  # noqa: E402
from openpas.identity.memory import forget_everything  # noqa: E402
from tests.cast_again import CastAgain  # noqa: E402
from tests.emptying import empty_all_tables  # noqa: E402

# No test fails because the machine is busy: neither over one case nor over the making of cases.
made_up_cases.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
made_up_cases.load_profile("patient")

_one_key_pair = cache(generate_private_key)


# Every test that commits ends with it. Where Django renames its own, we want to know.
assert callable(TransactionTestCase._fixture_teardown)  # type: ignore[attr-defined]
TransactionTestCase._fixture_teardown = staticmethod(empty_all_tables)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A thread of a test server may end after its test; what it still holds open must not keep the database."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def cast_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> CastAgain:
    """How the cast is saved for one test after the other; taken from the database while it is empty."""
    with django_db_blocker.unblock():
        return CastAgain()


@pytest.fixture
def cast(cast_again: CastAgain, db: None) -> Cast:
    """The seven people of tests and demo, and the small world in which they meet."""
    return cast_again.create()


@pytest.fixture
def standing_clock() -> Iterator[None]:
    """The time stands still: what is counted per minute, hour or day is all asked in one of them."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process remembers of callers and keys belongs to the database of one test.

    A key pair takes longer to make than most tests; all of them share one.
    """
    forget_everything()
    monkeypatch.setattr(signing_keys, "generate_private_key", _one_key_pair)
