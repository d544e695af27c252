"""Payments for the tests of orders."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.enrolment.orders.doubles.mollie import MollieDouble
from tests.api.conftest import Caller
from tests.enrolment.ordering import paying, prices


@pytest.fixture
def mollie(settings: Settings, tmp_path: Path) -> Iterator[MollieDouble]:
    with paying(settings, tmp_path) as double:
        yield double


@pytest.fixture
def shop(cast: Cast, mollie: MollieDouble) -> Caller:
    """A client that sells passes of Gent online."""
    prices(cast.gent)
    return Caller(cast.admin_client)
