"""Requests made up from the description of the API, and from requests that would succeed: whatever is asked, the answer
is one that the description tells.

OPENPAS_EXAMPLES says how often each operation is asked; with 250 it is more than 20,000 requests. The same number gives
the same requests each time.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from openpas.api.v4.app import api
from openpas.api.v4.core.openapi import document
from openpas.demo.cast import Cast
from openpas.identity.tokens import issue_client_token
from tests.api.conftest import Person
from tests.api.done_before import DEVICE, Done, do_before
from tests.api.samples import Sample, names_in_path, samples

Operation = APIOperation[Any, Any, Any, Any]
Request = Case[Any]

EXAMPLES: Final = int(os.environ.get("OPENPAS_EXAMPLES", "5"))
OPERATIONS: Final = [(method.upper(), path) for path, methods in document(api)["paths"].items() for method in methods]
CHECKS: Final = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PARTS: Final = ("path", "query", "body")
MOST_PROPERTIES: Final = 15

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(60 + 2 * EXAMPLES)]
generously = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@cache
def described() -> BaseSchema:
    """The description as it is served. Who calls is ours to say: made up tokens would only be refused."""
    config = schemathesis.Config()
    config.projects.default.generation.update(with_security_parameters=False)
    return schemathesis.openapi.from_wsgi("/api/v4/openapi.json", get_wsgi_application(), config=config)


@pytest.fixture(autouse=True)
def _connection_kept() -> Iterator[None]:
    """A request ends a connection with an open transaction, and here one is open around the whole test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def done(cast: Cast) -> Done:
    return do_before(cast)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_described(method: str, path: str, cast: Cast, done: Done, person: Person) -> None:
    operation = described()[path][method]
    headers = credentials(operation, cast, person)
    known = names_in_path(path, cast, done)
    sample = samples(cast).get((method, path), Sample())
    failed: dict[str, str] = {}

    @generously
    @given(cases(operation), st.sets(st.sampled_from(PARTS)), st.integers(0, MOST_PROPERTIES))
    def ask(case: Request, parts: set[str], nth: int) -> None:
        meet_halfway(case, parts, known, sample, nth)
        with undone():
            response = case.call(headers=headers, buffered=True)  # read to the end and closed, as a server does it
        try:
            case.validate_response(response, checks=CHECKS, headers=headers)
        except FailureGroup as group:
            failed.update({f"{one.title}: {one.message}": case.as_curl_command() for one in group.exceptions})

    ask()
    assert failed == {}


def credentials(operation: Operation, cast: Cast, person: Person) -> dict[str, str]:
    """Those of the administration; of a person, a kiosk or a client that names itself where nobody else may ask."""
    accepted = {name for way in operation.definition.raw["security"] for name in way}
    if "CLIENT_ACCESS_TOKEN" in accepted:
        return {"Authorization": f"Bearer {issue_client_token(cast.admin_client)}"}
    if "USER_ACCESS_TOKEN" in accepted:
        return person(cast.amina).credentials
    return {"x-custom-token": DEVICE, "x-client-id": cast.admin_client.client_id}


def cases(operation: Operation) -> st.SearchStrategy[Request]:
    """Requests as the description has them, and as it does not."""
    return st.one_of([operation.as_strategy(mode, feedback=NO_FEEDBACK) for mode in GenerationMode])


def meet_halfway(case: Request, parts: set[str], known: dict[str, str], sample: Sample, nth: int) -> None:
    """Put parts of the request that would succeed in the place of what was made up, but for one property at most."""
    if "path" in parts:
        case.path_parameters = {name: known[name] for name in case.path_parameters}
    if "query" in parts and sample.query:
        case.query = with_one_generated(sample.query, case.query, nth)
    if "body" in parts and sample.body is not None:
        case.body = with_one_generated(sample.body, case.body, nth)


def with_one_generated(sample: Any, generated: Any, nth: int) -> Any:
    match sample, generated:
        case dict(), dict():
            return {**sample, **dict(list(generated.items())[nth : nth + 1])}
        case [only], [first, *_]:
            return [with_one_generated(only, first, nth)]
    return sample


@contextmanager
def undone() -> Iterator[None]:
    """Each request meets the same database. What is checked at the end of a transaction is checked all the same."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)
