"""What an answer says."""

import json
from typing import Any

from django.http import HttpResponse

_PROBLEMS = "https://api.publiq.be/probs/"


def told(response: HttpResponse) -> Any:
    """The JSON in an answer that went well."""
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def problem(response: HttpResponse) -> tuple[int, str]:
    """The status and the type of a problem document, without what all types begin with."""
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == response.status_code
    return body["status"], body["type"].removeprefix(_PROBLEMS)
