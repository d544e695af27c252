from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openpas.runtime import health


@pytest.fixture(autouse=True)
def _fresh_verdict() -> Iterator[None]:
    health._demand_migrated.cache_clear()
    yield
    health._demand_migrated.cache_clear()


@pytest.mark.django_db
def test_healthy(client: Client) -> None:
    answer = client.get("/health")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_unhealthy_while_a_migration_is_pending(client: Client) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="records").delete()

    answer = client.get("/health")

    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "reason": "migrations"})


def test_unhealthy_while_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "close", lambda: None)

    answer = client.get("/health")

    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "reason": "database"})


@pytest.mark.django_db
def test_a_good_verdict_on_migrations_is_kept(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/health")

    with django_assert_num_queries(1):
        client.get("/health")
