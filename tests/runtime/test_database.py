import pytest

from openpas.runtime.connection_url import django_connection
from openpas.runtime.database import UnusableDatabase, demand_version, external
from openpas.runtime.home import Home, HomeInUse


@pytest.mark.parametrize("version", [150000, 150018, 180003])
def test_a_recent_server_is_taken(version: int) -> None:
    demand_version(version)


@pytest.mark.parametrize(("version", "named"), [(149999, "14.9999"), (130012, "13.12"), (90624, "9.624")])
def test_an_old_server_is_refused(version: int, named: str) -> None:
    with pytest.raises(UnusableDatabase, match=f"PostgreSQL 15 or newer; the one of DATABASE_URL is {named}"):
        demand_version(version)


def test_a_server_that_does_not_answer_is_refused() -> None:
    with pytest.raises(UnusableDatabase, match="does not answer"):
        external("postgresql://openpas@127.0.0.1:1/openpas")


def test_an_address_becomes_a_connection_that_stays_and_prepares() -> None:
    made = django_connection("postgresql://desk:secret@db.example:6432/pas?sslmode=require")

    assert made == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "pas",
        "USER": "desk",
        "PASSWORD": "secret",
        "HOST": "db.example",
        "PORT": "6432",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 1, "sslmode": "require"},
    }


def test_a_home_is_held_by_one_at_a_time(home: Home) -> None:
    with home.alone(), pytest.raises(HomeInUse), home.alone():
        pass
    with home.alone():
        pass
