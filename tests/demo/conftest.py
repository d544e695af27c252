"""A world is saved once for all the tests of a module that only look at it, and taken back after them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

World = Callable[[Callable[[], None]], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> World:
    """Saves what it is given, for the length of a block. What is deferred up to the commit is checked at once."""

    @contextmanager
    def saved(create: Callable[[], None]) -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            create()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
            transaction.set_rollback(True)

    return saved
