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
from openpas.passholders.families.service import add_family_member
from tests.api.conftest import Caller, Person
from tests.api.done_before import do_before
from tests.api.samples import Sample, path_of, samples
from tests.api.ways_in import Operation, WayIn, bodies, ways_in
from tests.desk_rights import let_desk
from tests.entitlement.conftest import (
    _identity_provider,
    _running,
    authority,
    government_services,
    identity_provider,
    magda,
    page,
)
from tests.entitlement.traveller import Traveller
from tests.passholders.conftest import ALL
from tests.passholders.household import GROWN, somebody

__all__ = ["_identity_provider", "_running", "authority", "government_services", "identity_provider", "magda", "page"]

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
    "family": "a token of a passholder who has the one who is meant in the own family list, through the same client",
    "herself": "a token of the passholder who is meant, through the same client",
    "entitled": "a token of a client with every permission, or the proof that the operation asks for in its place",
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

ABOUT_THE_CALLER: Final = {
    "/passholders/me",
    "/passholders/membership-prices/{cardSystemId}",
    "/rewards/{rewardId}",
    "/orders",
}
"""What a stranger may also ask: it speaks of the caller, or of nobody."""

FOR_THE_FAMILY: Final = {
    "/passholders/{passholderId}/checkins",
    "/passholders/{passholderId}/transactions",
    "/rewards/redeemed",
    "/rewards/{rewardId}/redeem-status",
}
"""What somebody may do for who is in the own family list (contract/rules.md 2.9)."""

SECRETS: Final = (AMINA.insz, AMINA.name, "amina+uitpas@example.org")
"""What only those may read who are entitled."""


@pytest.fixture
def callers(cast: Cast, person: Person) -> Mapping[str, WayIn]:
    """Each kind of caller."""
    powerless, _ = create_client("cast-powerless", "Zonder rechten")
    grant(cast.stranger_client, CARD_SYSTEM_ADMINISTRATOR, cast.aalst)
    let_desk(cast.club, CARD_SYSTEM_ADMINISTRATOR)
    let_desk(cast.aalst, CARD_SYSTEM_ADMINISTRATOR)
    hanne = somebody(cast, "Hanne", GROWN)
    add_family_member(ALL, hanne, cast.amina)
    return {
        "nobody": WayIn(Caller()),
        "client id": WayIn(Caller(), {"x_client_id": "cast-admin"}),
        "client": WayIn(Caller(powerless)),
        "other desk": WayIn(Caller(cast.stranger_client)),
        "staff": WayIn(person(cast.farid)),
        "staff elsewhere": WayIn(person(cast.eva)),
        "stranger": WayIn(person(cast.bart)),
        "family": WayIn(person(hanne)),
        "herself": WayIn(person(cast.amina)),
        "entitled": WayIn(Caller(cast.admin_client)),
    }


def operations() -> Iterator[Operation]:
    for router in api.routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield operation.methods[0], path


@pytest.fixture
def table(cast: Cast, callers: Mapping[str, WayIn], page: str) -> Table:
    """All answers. Each request is undone, so that it does not change what the next one meets."""
    done, traveller = do_before(cast), Traveller(page)
    known = {**samples(cast), **bodies(traveller)}
    special = ways_in(cast, done, callers["herself"].caller, traveller)
    return {
        (method, route): {
            name: asked(way, (method, path_of(route, cast, done)), known.get((method, route), Sample()))
            for name, way in {**callers, "entitled": special.get((method, route), callers["entitled"])}.items()
        }
        for method, route in operations()
    }


def asked(way: WayIn, operation: Operation, sample: Sample) -> HttpResponse:
    method, path = operation
    with transaction.atomic():
        if method == "GET":
            response = way.caller.get(path, sample.query, **way.headers)
        else:
            query = "&".join(f"{name}={value}" for name, value in sample.query.items())
            address = f"{path}?{query}" if query else path
            response = way.caller.send(method, address, sample.body, content_type=sample.content_type, **way.headers)
        transaction.set_rollback(True)
    for _ in getattr(response, "streaming_content", ()):
        pass  # the file behind it is closed at its end
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
        "Kiosks, validations, and passes without an account have proofs of their own; only the last caller has them.",
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
@pytest.mark.timeout(600)
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
    may = NO_PERMISSION_NEEDED | ABOUT_THE_CALLER
    reached = outcomes(table, "stranger", lambda route, status: status < 400 and route not in may)
    assert reached == []
    for_others = outcomes(table, "family", lambda route, status: status < 400 and route not in may | FOR_THE_FAMILY)
    assert for_others == []
    assert outcomes(table, "family", lambda route, status: status >= 400 and route in FOR_THE_FAMILY) == []
    assert outcomes(table, "entitled", lambda _, status: status >= 400) == []
    assert [
        f"{name}: {method} {route}"
        for (method, route), answers in table.items()
        for name in ("nobody", "client id", "client", "stranger", "family")
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
