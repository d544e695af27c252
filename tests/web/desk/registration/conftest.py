"""Desks that register people, and how somebody is registered."""

import re
from typing import Any

import pytest
from django.db import models
from django.test import Client

from openpas.demo.builders import price_table
from openpas.demo.cast import Cast
from openpas.enrolment.models import RegistrationDraft
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, Passholder
from tests.desk_rights import let_desk
from tests.enrolment.people import card_at, rows
from tests.web.conftest import Answer, at

INSZ = "83030201540"
"""Of a man who was born on 2 March 1983."""
MARC: dict[str, str] = {
    "first_name": "Marc",
    "name": "Peeters",
    "born_on": "1983-03-02",
    "gender": "MALE",
    "street": "Brugsesteenweg 5",
    "postal_code": "9030",
    "city": "Mariakerke",
}
REGISTERS = (Permission.PASSHOLDERS_WRITE, Permission.PASSHOLDERS_SEARCH)
GRANTS = (Permission.PASSHOLDERS_WRITE_SOCIALTARIFF,)
STEPS: dict[str, dict[str, str]] = {
    "card": {"card_kind": "DIGITAL"},
    "identity": {"insz": INSZ},
    "person": MARC,
    "contact": {"email": "marc@example.org", "phone_number": "0470 12 34 56"},
    "consent": {"terms_on_paper": "yes"},
}


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """Dirk at the theatre, which registers people without the social tariff."""
    price_table(cast.gent)
    let_desk(cast.theatre, REGISTERS)
    return at(cast.dirk, cast.theatre)


@pytest.fixture
def granting(cast: Cast) -> Client:
    """The same desk, which also grants the social tariff."""
    price_table(cast.gent)
    let_desk(cast.theatre, (*REGISTERS, *GRANTS, Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY))
    return at(cast.dirk, cast.theatre)


@pytest.fixture
def card(cast: Cast) -> Card:
    """An ordinary card in the stock of the theatre."""
    return card_at(cast.theatre, cast.gent)


def begun(client: Client, **form: str) -> str:
    """The address of a new registration, without its step."""
    response = client.post("/desk/register", form or {"do": "digital"})
    assert response.status_code == 302, response.content.decode()
    return re.sub(r"/\w+$", "", str(response.headers["Location"]))


def fill_in(client: Client, draft: str, **changes: dict[str, str]) -> Answer:
    """Fill in every step, with these changes; the answer to the last one."""
    last: Any = None
    for name, form in {**STEPS, **changes}.items():
        last = client.post(f"{draft}/{name}", form)
        assert last.status_code == 302, (name, last.content.decode())
    return last  # type: ignore[no-any-return]


def shown_cents(client: Client, draft: str) -> str:
    """What the last page says that it costs."""
    found = re.search(r'name="shown_cents" value="(\d*)"', client.get(f"{draft}/price").content.decode())
    assert found
    return found[1]


def finish(client: Client, draft: str) -> Answer:
    return client.post(f"{draft}/finish", {"shown_cents": shown_cents(client, draft)})


def newcomer() -> Passholder:
    return Passholder.objects.get(name="Peeters")


def written() -> dict[str, int]:
    """How many rows there are of everything that a registration makes."""
    return rows()


def drafts() -> models.QuerySet[RegistrationDraft]:
    return RegistrationDraft.objects.all()
