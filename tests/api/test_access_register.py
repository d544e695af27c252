"""Every operation that shows a person leaves a line, and every operation says here whether it does.

Who adds an operation adds it here. Whatever is said here, an answer that holds what only the register of passholders
knows of Amina, without a line about her, fails.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from django.db import connection, transaction
from django.test import Client

from openpas.api.v4.app import api
from openpas.api.v4.core.openapi import document
from openpas.demo.cast import AMINA, Cast
from openpas.identity.tokens import issue_client_token
from openpas.passholders.models import FamilyLink
from openpas.records.models import AccessLine
from openpas.runtime import clock
from openpas.settlement.models import Report
from tests.api.conftest import Caller, Person
from tests.api.done_before import DEVICE, Done, do_before
from tests.api.samples import Sample, path_of, samples

PATHS: Final[dict[str, dict[str, Any]]] = document(api)["paths"]
OPERATIONS: Final = sorted((method.upper(), path) for path, methods in PATHS.items() for method in methods)

_P: Final = "/passholders/{passholderId}"
READS: Final = {
    ("GET", "/cards"): "cards.read",
    ("GET", "/checkins"): "checkins",
    ("GET", "/chip-numbers/{chipNumber}"): "passes.read",
    ("GET", "/insz-numbers/{inszNumber}"): "passes.read",
    ("GET", "/kiosk-devices/chip-numbers/{chipNumber}"): "kiosks.points",
    ("GET", "/passes"): "passes.read",
    ("GET", "/passes/{uitpasNumber}"): "passes.read",
    ("GET", "/passholders"): "passholders.search",
    ("GET", "/passholders/status/insz-numbers/{inszNumber}"): "insz_status.read",
    ("GET", _P): "passholders.read",
    ("GET", f"{_P}/association-memberships"): "associations.read",
    ("GET", f"{_P}/coupons"): "coupons",
    ("GET", f"{_P}/families"): "families.read",
    ("GET", f"{_P}/family-members"): "family.read",
    ("GET", f"{_P}/membership-prices/{{cardSystemId}}"): "membership_prices.read",
    ("GET", f"{_P}/memberships/{{cardSystemId}}"): "membership.preview",
    ("GET", f"{_P}/picture"): "passholders.picture.read",
    ("GET", f"{_P}/private"): "passholders.private.read",
    ("GET", f"{_P}/school"): "schools.read",
    ("GET", f"{_P}/transactions"): "transactions",
    ("GET", "/rewards/redeemed"): "rewards",
    ("GET", "/rewards/{rewardId}/redeem-status"): "rewards",
    ("GET", "/ticket-sales"): "ticket_sales",
    ("POST", "/checkins"): "checkins",
    ("POST", "/ticket-sales"): "ticket_sales",
}
"""Operation → the purpose that the person reads. Two more depend on what is asked; they have tests of their own."""

_OWN: Final = "somebody about itself, with a token or proof of its own"
_NOBODY: Final = "nothing about a passholder"
_WRITE: Final = "a change, which has an audit line; the answer says nothing of the person"
_GROUP: Final = "a group is no person"
SILENT: Final = {
    **dict.fromkeys(
        [
            ("GET", "/passholders/me"),
            ("GET", "/passholders/me/uitid/registration-token"),
            ("GET", "/passholders/me/uitid/status"),
            ("PUT", "/passholders/me/uitid"),
            ("POST", "/passholders/me"),
            ("POST", f"{_P}/checkins"),
            ("GET", "/uitid/emails/{email}"),
            ("GET", "/social-tariff-validation/start"),
            ("POST", "/social-tariff-validation/token"),
        ],
        _OWN,
    ),
    **dict.fromkeys(
        [
            ("GET", "/grouppasses"),
            ("GET", "/grouppasses/{passholderId}"),
            ("GET", "/grouppasses/{passholderId}/coupons"),
        ],
        _GROUP,
    ),
    ("GET", "/passholders/membership-prices/{cardSystemId}"): _NOBODY,
    ("GET", "/kiosk-devices/checkins"): _NOBODY,
    ("GET", "/tariffs"): "a price, and no name; the hottest question, about a pass that lies on the counter",
    ("GET", "/tariffs/static"): _NOBODY,
    ("GET", "/checkin-status"): "yes or no about a pass that lies on the counter, and no name",
    ("GET", "/cards/social-tariff/{cardSystemId}/active"): "numbers without names, by the 100,000; one audit line each",
    ("GET", "/social-tariff-validation"): "needs a government; tests/entitlement has it",
    ("GET", "/orders/{orderId}"): "who ordered, or the desk about people whom it is registering",
    ("POST", "/orders"): "who orders, about people who are no passholders yet",
    ("GET", "/rewards"): "about a person only when asked; see below",
    ("GET", "/organizers/{organizerId}/financial-reports/{reportId}.zip"): "names only where allowed; see below",
    ("GET", "/organizers/{organizerId}/financial-reports/{reportId}/download-link"): "the same file; see below",
}


ELSEWHERE: Final = {("GET", "/cards/social-tariff/{cardSystemId}/active"), ("GET", "/orders/{orderId}")}
"""What holds words that are also Amina's, for the reason above."""


def said(method: str, path: str) -> str:
    """Why the operation leaves no line, or "" when nobody said so."""
    if (method, path) in SILENT:
        return SILENT[method, path]
    if method in {"POST", "PUT", "DELETE"}:
        return _WRITE
    about_people = ("pass", "insz", "chip", "checkins", "sale", "redeem", "family", "order", "Number")
    return "" if any(word in path for word in about_people) else _NOBODY


@dataclass
class Walk:
    """Asks one operation after the other with the same people there; each leaves the database as it was."""

    cast: Cast
    done: Done
    person: Person
    wrong: dict[str, str] = field(default_factory=dict)

    def sample(self, method: str, path: str) -> Sample:
        if (method, path) == ("GET", "/ticket-sales"):
            return Sample({"eventId": "cast-open-house"})
        return samples(self.cast).get((method, path), Sample())

    def callers(self, method: str, path: str) -> set[str]:
        """Who may ask, as the description says it."""
        return {name for way in PATHS[path][method.lower()].get("security", []) for name in way}

    def credentials(self, method: str, path: str) -> dict[str, str]:
        accepted = self.callers(method, path)
        if "CLIENT_ACCESS_TOKEN" in accepted:
            return {"Authorization": f"Bearer {issue_client_token(self.cast.admin_client)}"}
        if "USER_ACCESS_TOKEN" in accepted:
            return self.person(self.cast.amina).credentials
        return {"x-custom-token": DEVICE, "x-client-id": self.cast.admin_client.client_id}

    def ask(self, method: str, path: str) -> tuple[int, str]:
        """Status and text of the answer to a request that would succeed."""
        sample = self.sample(method, path)
        response = Client(raise_request_exception=False).generic(
            method,
            f"/api/v4{path_of(path, self.cast, self.done)}",
            b"" if sample.body is None else json.dumps(sample.body).encode(),
            sample.content_type,
            query_params=sample.query or None,
            headers=self.credentials(method, path),
        )
        content = b"".join(response) if response.streaming else response.content
        return response.status_code, content.decode(errors="replace")

    def told_beyond_asked(self, method: str, path: str, answer: str) -> list[str]:
        """What the answer knows of Amina that the request did not say."""
        amina, sample = self.cast.amina, self.sample(method, path)
        known = (str(amina.public_id), amina.name, amina.email, amina.street, AMINA.insz, self.cast.amina_number)
        asked = f"{path_of(path, self.cast, self.done)} {json.dumps(sample.query)} {json.dumps(sample.body)}"
        return [word for word in known if word in answer and word not in asked]


@pytest.fixture
def walk(cast: Cast, person: Person) -> Walk:
    return Walk(cast, do_before(cast), person)


@contextmanager
def looks_at(cast: Cast) -> Iterator[list[tuple[str, str]]]:
    """Who looks at Amina inside the block, and what for; nothing of what is done in it stays."""
    before = set(AccessLine.objects.values_list("id", flat=True))
    found: list[tuple[str, str]] = []
    with transaction.atomic():
        yield found
        lines = AccessLine.objects.filter(passholder_id=cast.amina.pk).exclude(id__in=before)
        found.extend(lines.values_list("actor", "purpose"))
        connection.check_constraints()
        transaction.set_rollback(True)


def test_every_operation_says_whether_it_shows_a_person() -> None:
    assert [one for one in OPERATIONS if one not in READS and not said(*one)] == []
    assert [one for one in (*READS, *SILENT) if one not in OPERATIONS] == []
    assert READS.keys() & SILENT.keys() == set()


def test_each_read_leaves_one_line(walk: Walk) -> None:
    for (method, path), purpose in READS.items():
        with looks_at(walk.cast) as looks:
            status, answer = walk.ask(method, path)
        if status not in {200, 201}:
            walk.wrong[f"{method} {path}"] = answer
        elif [told for _, told in looks] != [purpose]:
            walk.wrong[f"{method} {path}"] = str(looks)
        elif path.startswith("/kiosk") != looks[0][0].startswith("kiosk:"):
            walk.wrong[f"{method} {path}"] = looks[0][0]
    assert walk.wrong == {}


def test_no_other_answer_holds_what_is_known_of_her(walk: Walk) -> None:
    for method, path in OPERATIONS:
        if walk.callers(method, path) == {"USER_ACCESS_TOKEN"} or (method, path) in ELSEWHERE:
            continue
        with looks_at(walk.cast) as looks:
            _, answer = walk.ask(method, path)
        if not looks and (told := walk.told_beyond_asked(method, path, answer)):
            walk.wrong[f"{method} {path}"] = str(told)
    assert walk.wrong == {}


def test_rewards_that_somebody_can_redeem(cast: Cast, admin: Caller) -> None:
    for parameter in ("isRedeemableByPassholderId", "isInterestingForPassholderId"):
        with looks_at(cast) as looks:
            assert admin.get("/rewards", {parameter: str(cast.amina.public_id)}).status_code == 200
        assert looks == [("client:cast-admin", "rewards")]


def test_the_families_of_others_are_others_too(cast: Cast, admin: Caller) -> None:
    FamilyLink.objects.create(main=cast.bart, member=cast.amina, created_at=clock.now())
    assert admin.get(f"/passholders/{cast.amina.public_id}/families").status_code == 200
    looks = AccessLine.objects.order_by("passholder_id").values_list("passholder_id", "purpose")
    assert sorted(looks) == sorted((one.pk, "families.read") for one in (cast.amina, cast.bart))


def test_who_fetches_names_is_noted_each_time(cast: Cast, admin: Caller) -> None:
    done = do_before(cast)
    Report.objects.filter(pk=done.report).update(named_passholder_ids=[cast.amina.pk])
    for path in (f"{done.report}.zip", f"{done.report}/download-link"):
        with looks_at(cast) as looks:
            answer = admin.get(f"/organizers/cast-theatre/financial-reports/{path}")
            assert (answer.status_code, b"".join(answer) != b"") == (200, True)
            assert AccessLine.objects.latest("created_at").desk_id == cast.theatre.pk
        assert looks == [("client:cast-admin", "financial_report.fetch")]


def test_who_is_alone_at_a_desk_is_noted_there(cast: Cast, desk: Caller) -> None:
    assert desk.get("/passes", {"identifier": cast.amina_number}).status_code == 200
    assert AccessLine.objects.values_list("passholder_id", "actor", "desk_id", "purpose").get() == (
        cast.amina.pk,
        "client:cast-desk",
        cast.theatre.pk,
        "passes.read",
    )


def test_nobody_is_noted_for_looking_at_its_own_pass(cast: Cast, person: Person) -> None:
    amina = person(cast.amina)
    for path in ("me", "me/transactions", "me/family-members", "me/families"):
        with looks_at(cast) as looks:
            assert amina.get(f"/passholders/{path}").status_code == 200, path
        assert looks == []


def test_a_refused_question_leaves_no_line(cast: Cast, stranger: Caller, anonymous: Caller) -> None:
    for caller in (stranger, anonymous):
        with looks_at(cast) as looks:
            assert caller.get(f"/passholders/{cast.amina.public_id}/private").status_code in {401, 403}
        assert looks == []
