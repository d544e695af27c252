"""Requests made up from the description of the API, and from requests that would succeed: whatever is asked, the answer
is one that the description tells. OPENPAS_EXAMPLES says how often each operation is asked; with 250 it is more than
20,000 requests.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final
from uuid import UUID

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
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
from openpas.checkins.kiosks.credentials import hash_of_device
from openpas.checkins.models import Kiosk
from openpas.demo.cast import Cast
from openpas.identity.tokens import issue_client_token
from tests.api.conftest import Person
from tests.api.samples import Done, Sample, do_before, names_in_path, samples

EXAMPLES: Final = int(os.environ.get("OPENPAS_EXAMPLES", "10"))
OPERATIONS: Final = [(method.upper(), path) for path, methods in document(api)["paths"].items() for method in methods]
CHECKS: Final = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
DEVICE: Final = "ebee0a27-2dba-4231-aaae-15077884fa75"

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(60 + 2 * EXAMPLES)]


@cache
def described() -> BaseSchema:
    """The description as it is served. Who calls is ours to say: made up tokens would only be refused."""
    config = schemathesis.Config()
    config.projects.default.generation.update(with_security_parameters=False)
    return schemathesis.openapi.from_wsgi("/api/v4/openapi.json", get_wsgi_application(), config=config)


@pytest.fixture
def done(cast: Cast) -> Done:
    done = do_before(cast)
    Kiosk.objects.filter(public_id=done.kiosk).update(device_hash=hash_of_device(UUID(DEVICE)))
    return done


def credentials(operation: APIOperation, cast: Cast, person: Person) -> dict[str, str]:
    """Those of the administration; of a person, a kiosk or a client that names itself where nobody else may ask."""
    accepted = {name for way in operation.definition.raw["security"] for name in way}
    if "CLIENT_ACCESS_TOKEN" in accepted:
        return {"Authorization": f"Bearer {issue_client_token(cast.admin_client)}"}
    if "USER_ACCESS_TOKEN" in accepted:
        return dict(person(cast.amina)._usual)
    return {"x-custom-token": DEVICE, "x-client-id": cast.admin_client.client_id}


def cases(operation: APIOperation, known: dict[str, str], sample: Sample) -> st.SearchStrategy[Case]:
    """Requests as the description has them and as it does not, as they are or with parts of one that would succeed."""
    generated = st.one_of([operation.as_strategy(mode, feedback=NO_FEEDBACK) for mode in GenerationMode])
    return st.builds(lambda case, parts: with_parts(case, parts, known, sample), generated, st.sets(st.sampled_from(PARTS)))


PARTS: Final = ("path", "query", "body")


def with_parts(case: Case, parts: set[str], known: dict[str, str], sample: Sample) -> Case:
    if "path" in parts:
        case.path_parameters = {name: known[name] for name in case.path_parameters}
    if "query" in parts:
        case.query = {**case.query, **sample.query}
    if "body" in parts:
        case.body = with_sample(case.body, sample.body)
    return case


def with_sample(generated: Any, sample: Any) -> Any:
    """The sample with one property, the first, as it was generated."""
    match generated, sample:
        case dict(), dict():
            return {**sample, **dict(list(generated.items())[:1])}
        case [first, *_], [only]:
            return [with_sample(first, only)]
    return generated if sample is None else sample


@contextmanager
def undone() -> Iterator[None]:
    """Each request meets the same database. What is only checked at the end of a transaction is checked."""
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_described(method: str, path: str, cast: Cast, done: Done, person: Person) -> None:
    operation = described()[path][method]
    headers = credentials(operation, cast, person)
    failed: dict[str, str] = {}

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases(operation, names_in_path(path, cast, done), samples(cast).get((method, path), Sample())))
    def ask(case: Case) -> None:
        with undone():
            response = case.call(headers=headers)
            try:
                case.validate_response(response, checks=CHECKS, headers=headers)
            except FailureGroup as group:
                failed.update({f"{one.title}: {one.message}"[:600]: case.as_curl_command() for one in group.exceptions})

    ask()
    assert failed == {}
