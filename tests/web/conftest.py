"""Clerks at their desks, and what a page says."""

import re
from collections.abc import Callable, Mapping
from typing import Protocol

import pytest
from django.test import Client

from openpas.checkins.models import Checkin, CheckinCancellation, PointsLine
from openpas.demo.cast import Cast
from openpas.events.models import PriceClass
from openpas.identity.models import User
from openpas.organizers.models import Organizer
from openpas.passholders.models import PointsAccount
from openpas.records.models import AuditLine, OutboxMessage
from openpas.rewards.models import Redemption
from openpas.tariffs.models import TicketSale, TicketSaleCancellation
from openpas.web.desk.clerk import DESK, EVENT
from tests.signing_in import signed_in

WRITTEN = (
    Checkin,
    CheckinCancellation,
    PointsLine,
    TicketSale,
    TicketSaleCancellation,
    Redemption,
    OutboxMessage,
    AuditLine,
)


class Answer(Protocol):
    """What Django's client gives."""

    @property
    def status_code(self) -> int: ...
    @property
    def content(self) -> bytes: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


def at(user: User, desk: Organizer, event_id: str | None = "") -> Client:
    """A browser in which somebody signed in and chose a desk, and an activity (None: did not come so far)."""
    client = Client()
    signed_in(client, user)
    session = client.session
    session[DESK] = desk.pk
    if event_id is not None:
        session[EVENT] = event_id
    session.save()
    return client


def words(response: Answer) -> str:
    """The text of a page, without its tags."""
    body = re.sub(r"<(head|script|kbd)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()


def price_class(cast: Cast) -> PriceClass:
    return PriceClass.objects.get(event=cast.open_house)


def social(cast: Cast) -> str:
    return f"{price_class(cast).pk}:SOCIALTARIFF"


def count_field(cast: Cast) -> str:
    """Where a group says how many tickets it takes."""
    return f"count:{social(cast)}"


def points(cast: Cast) -> int:
    return PointsAccount.objects.get(passholder=cast.amina).points


def follow(client: Client, response: Answer) -> str:
    assert response.status_code == 302
    return words(client.get(response.headers["Location"]))


@pytest.fixture
def written() -> Callable[[], tuple[int, ...]]:
    """How many rows there are in every table that work at a desk writes to."""
    return lambda: tuple(table.objects.count() for table in WRITTEN)


@pytest.fixture
def dirk(cast: Cast) -> Client:
    """Dirk at the theatre, with the open house as his activity."""
    return at(cast.dirk, cast.theatre, cast.open_house.public_id)


@pytest.fixture
def scan() -> Callable[[Client, str], str]:
    """Show a pass, and give the address of its page."""

    def scanned(client: Client, identifier: str, nonce: str = "") -> str:
        response = client.post("/desk/", {"identifier": identifier, "nonce": nonce})
        assert response.status_code == 302
        return str(response.headers["Location"])

    return scanned
