"""The rest of a desk's day in the desk application, over HTTP: associations of a person, and the month's expenses.

Its calls stand in contract/clients.md 2; what comes before is in test_desk_application.py.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from openpas.demo.cast import AMINA, Cast, create_cast
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.identity.tokens import issue_user_token
from openpas.passholders.associations.service import register_membership
from openpas.runtime import clock
from openpas.settlement.tasks import make_report
from tests.desk_rights import let_desk
from tests.passholders.associating import STAFF, associations
from tests.passholders.conftest import ALL

REPORTS = "organizers/cast-theatre/financial-reports"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast where other threads see it: the server of these tests is one."""
    return create_cast()


@pytest.fixture
def dirk(live_server: Any, cast: Cast) -> Iterator[httpx.Client]:
    """Dirk at his desk, which may do the books and see associations."""
    let_desk(cast.theatre, [Permission.ORGANIZERS_REPORTS, Permission.ASSOCIATIONS])
    headers = {"Authorization": f"Bearer {issue_user_token(cast.dirk, cast.desk_client)}"}
    with httpx.Client(base_url=f"{live_server.url}/api/v4/", headers=headers, timeout=30) as client:
        yield client


def good(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_associations_of_who_stands_at_the_desk(dirk: httpx.Client, cast: Cast) -> None:
    associations(cast)
    register_membership(ALL, cast.theatre, cast.amina, str(STAFF))
    found = good(dirk.get(f"passholders/{AMINA.public_id}/association-memberships?organiserId=cast-theatre"))
    assert [one["association"]["name"] for one in found if one["status"] == "ACTIVE"] == ["Personeel"]


def test_the_expenses_of_a_day(dirk: httpx.Client, cast: Cast) -> None:
    ticket = {"eventId": "cast-concert", "tariff": {"id": "SOCIALTARIFF"}, "regularPrice": 11}
    good(dirk.post("ticket-sales", json=[{**ticket, "uitpasNumber": cast.amina_number}]))

    periods = good(dirk.get(f"{REPORTS}/periods"))
    assert len(periods) == 8
    assert set(periods[0]) == {"startDate", "endDate"}
    today = brussels_day(clock.now()).isoformat()
    number = good(dirk.post(REPORTS, json={"startDate": today, "endDate": today}))["id"]
    assert good(dirk.get(f"{REPORTS}/{number}"))["status"] == "STARTED"
    make_report(number)  # what the worker beside the server does
    assert good(dirk.get(f"{REPORTS}/{number}"))["status"] == "AVAILABLE"

    zipped = dirk.get(f"{REPORTS}/{number}.zip")
    assert zipped.headers["Content-Type"] == "application/x-zip-compressed"
    with ZipFile(io.BytesIO(zipped.content)) as files:
        (name,) = (name for name in files.namelist() if name.endswith(".csv"))
        sheet = files.read(name).decode("utf-8-sig")
    assert "Gent" in name
    (line,) = csv.DictReader(io.StringIO(sheet), delimiter=";")
    assert (line["EVENT"], line["UID"]) == ("Concert: De Nachtuilen", str(AMINA.public_id))
    assert (line["TOTALPRICE"], line["SHARE_PASSHOLDER"], line["CONTRIBUTION"]) == ("11,00", "2,20", "4,40")
