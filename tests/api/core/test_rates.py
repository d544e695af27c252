"""What was counted outlasts a refusal, also of a request with an Idempotency-Key."""

from collections.abc import Iterator

from openpas.api.v4.app import PLAIN_VIEWS, ROUTERS
from openpas.api.v4.core.endpoint import View
from openpas.api.v4.core.plain import does_keep_answers

COUNTING = {"slow_down", "slow_down_for", "seconds_to_wait"}


def writes() -> Iterator[tuple[str, View]]:
    """Every operation that changes something, and what answers it."""
    for (method, path), view in PLAIN_VIEWS.items():
        if method != "GET":
            yield f"{method} {path}", view
    for router in ROUTERS:
        for path, path_view in router.path_operations.items():
            for operation in path_view.operations:
                if "GET" not in operation.methods:
                    yield f"{operation.methods[0]} {path}", operation.view_func


def test_a_write_that_counts_does_so_outside_the_transaction_of_its_key() -> None:
    counting = {name: view for name, view in writes() if COUNTING & {*view.__code__.co_names}}
    assert sorted(counting) == [
        "POST /orders",
        "POST /passholders/{passholderId}/checkins",
        "POST social-tariff-validation/token",
        "PUT kiosk-devices/setup",
    ]
    assert all(does_keep_answers(view) for view in counting.values())
