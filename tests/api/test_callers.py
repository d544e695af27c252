"""Every operation and every kind of caller: what comes of it, and that nobody sees what is not theirs.

The whole table is in docs/callers.md. When it is no longer true this fails; write it anew and read the difference:

    OPENPAS_WRITE_DOCS=1 python3 run test tests/api/test_callers.py
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from django.db import transaction
from django.http import HttpResponse

from openpas.api.v4.app import api
from openpas.demo.cast import AMINA, Cast
from openpas.identity.clients import create_client
from openpas.identity.grants import grant
from openpas.identity.roles import CARD_SYSTEM_ADMINISTRATOR
from tests.api.conftest import Caller, Person
from tests.api.samples import Sample, do_before, path_of, samples

Operation = tuple[str, str]
Table = dict[Operation, dict[str, HttpResponse]]

DOCUMENT: Final = Path(__file__).resolve().parents[2] / "docs" / "callers.md"
CALLERS: Final = {
    "nobody": "no token and no client id",
    "client id": "a client with every permission that only names itself (`x-client-id`)",
    "client": "a token of a client without any permission",
    "other desk": "a token of a client with every permission that an organizer gives, for one in another region",
    "staff": "a token of somebody who holds those permissions at another organizer of the same region",
    "staff elsewhere": "a token of somebody who holds them at an organizer of another region",
    "stranger": "a token of a passholder who is somebody else, through a client with every permission",
    "herself": "a token of the passholder who is meant, through the same client",
    "entitled": "a token of a client with every permission",
}

OPEN_TO_ALL: Final = {"/social-tariff-validation/start", "/social-tariff-validation/token"}
"""Nobody has to say who calls (contract: O101, O102)."""

NO_PERMISSION_NEEDED: Final = OPEN_TO_ALL | {
    "/permissions",
    "/events/{eventId}/card-systems",
    "/passholders/me/uitid/registration-token",
    "/passholders/me/uitid/status",
    "/uitid/emails/{email}",
    "/rewards",
    "/card-systems",
    "/card-systems/{cardSystemId}",
    "/card-systems/{cardSystemId}/social-tariff-settings",
    "/card-systems/{cardSystemId}/city-settings",
    "/card-systems/{cardSystemId}/membership-prices",
    "/passholders/status/insz-numbers/{inszNumber}",
}
"""contract/rules.md 3.3, last paragraph."""

ABOUT_THE_CALLER: Final = {"/passholders/me", "/passholders/membership-prices/{cardSystemId}", "/rewards/{rewardId}"}
"""What a stranger may also ask: it speaks of the caller, or of nobody."""

LEAVES_A_FAMILY: Final = "/passholders/{passholderId}/family-members/{familyMemberId}"
"""The stranger is the member that the path names, and everybody may leave."""

SECRETS: Final = (AMINA.insz, AMINA.name, "amina+uitpas@example.org")
"""What only those may read who are entitled."""


@pytest.fixture
def callers(cast: Cast, person: Person) -> Mapping[str, tuple[Caller, Mapping[str, str]]]:
    """Each kind of caller, with the headers that it adds."""
    powerless, _ = create_client("cast-powerless", "Zonder rechten")
    grant(cast.stranger_client, CARD_SYSTEM_ADMINISTRATOR, cast.aalst)
    grant(cast.farid, CARD_SYSTEM_ADMINISTRATOR, cast.club)
    grant(cast.eva, CARD_SYSTEM_ADMINISTRATOR, cast.aalst)
    return {
        "nobody": (Caller(), {}),
        "client id": (Caller(), {"x_client_id": "cast-admin"}),
        "client": (Caller(powerless), {}),
        "other desk": (Caller(cast.stranger_client), {}),
        "staff": (person(cast.farid), {}),
        "staff elsewhere": (person(cast.eva), {}),
        "stranger": (person(cast.bart), {}),
        "herself": (person(cast.amina), {}),
        "entitled": (Caller(cast.admin_client), {}),
    }


def operations() -> Iterator[Operation]:
    for router in api.routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield operation.methods[0], path


@pytest.fixture
def table(cast: Cast, callers: Mapping[str, tuple[Caller, Mapping[str, str]]]) -> Table:
    """All answers. Each request is undone, so that it does not change what the next one meets."""
    known, done = samples(cast), do_before(cast)
    return {
        (method, route): {
            name: asked(caller, headers, (method, path_of(route, cast, done)), known.get((method, route), Sample()))
            for name, (caller, headers) in callers.items()
        }
        for method, route in operations()
    }


def asked(caller: Caller, headers: Mapping[str, str], operation: Operation, sample: Sample) -> HttpResponse:
    method, path = operation
    with transaction.atomic():
        if method == "GET":
            response = caller.get(path, sample.query, **headers)
        else:
            query = "&".join(f"{name}={value}" for name, value in sample.query.items())
            response = caller.send(method, f"{path}?{query}" if query else path, sample.body, **headers)
        transaction.set_rollback(True)
    return response


def outcomes(table: Table, name: str, is_wrong: Callable[[str, int], bool]) -> list[str]:
    """The operations whose outcome for this caller is wrong."""
    return [
        f"{method} {route}: {answers[name].status_code}"
        for (method, route), answers in table.items()
        if is_wrong(route, answers[name].status_code)
    ]


def written(table: Table) -> str:
    """The document: a line for each operation, a column for each caller."""
    lines = [
        "# Who may do what",
        "",
        "Every operation of the API, and the status that each kind of caller gets when it asks something that would",
        "succeed, about the theatre, its concert and Amina. Made by `tests/api/test_callers.py`, which fails when it",
        "is no longer true. `api/v4/core/callers.py` decides whose permission counts.",
        "",
        *(f"- **{name}**: {words}" for name, words in CALLERS.items()),
        "",
        "Where even who is entitled gets 400 or 404, what the request names is not in the small world of the test.",
        "Kiosks, orders and validations have tokens of their own, which none of these callers has.",
        "",
        f"| operation | {' | '.join(CALLERS)} |",
        f"|---{'|---' * len(CALLERS)}|",
        *(
            f"| `{method} {route}` | {' | '.join(str(answers[name].status_code) for name in CALLERS)} |"
            for (method, route), answers in table.items()
        ),
        "",
    ]
    return "\n".join(lines)


@pytest.mark.django_db
@pytest.mark.slow
def test_table(table: Table) -> None:
    """One walk over the whole table; each assertion is a rule about one kind of caller."""
    if os.environ.get("OPENPAS_WRITE_DOCS"):
        DOCUMENT.write_text(written(table))
    assert outcomes(table, "nobody", lambda route, status: status != 401 and route not in OPEN_TO_ALL) == []
    needs_permission = outcomes(
        table, "client", lambda route, status: status not in (401, 403, 404) and route not in NO_PERMISSION_NEEDED
    )
    assert needs_permission == []
    refused_in_public = outcomes(
        table, "client id", lambda route, status: status == 403 and route in NO_PERMISSION_NEEDED - OPEN_TO_ALL
    )
    assert refused_in_public == []
    may = NO_PERMISSION_NEEDED | ABOUT_THE_CALLER | {LEAVES_A_FAMILY}
    reached = outcomes(table, "stranger", lambda route, status: status < 300 and route not in may)
    assert reached == []
    assert [
        f"{name}: {method} {route}"
        for (method, route), answers in table.items()
        for name in ("nobody", "client id", "client", "stranger")
        for secret in SECRETS
        if secret.encode() in getattr(answers[name], "content", b"")
    ] == []
    assert [
        f"{name}: {method} {route}"
        for (method, route), answers in table.items()
        for name, answer in answers.items()
        if answer.status_code >= 500
    ] == []
    assert DOCUMENT.read_text() == written(table)
