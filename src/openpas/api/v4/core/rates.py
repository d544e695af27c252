"""Slowing down who asks too often (contract/rules.md 3.4).

A write counts outside the transaction of its Idempotency-Key, which a refusal rolls back: it is marked `keeps_answers`
and calls `answered` after it has counted.
"""

from django.http import HttpRequest

from openpas.api.v4.core.refusals import RateLimited
from openpas.records.rate_limit import Rate, seconds_to_wait


def slow_down(request: HttpRequest, rate: Rate) -> None:
    """Count the request for the network address that it comes from. Raises RateLimited above the rate."""
    slow_down_for(rate, request.META.get("REMOTE_ADDR", ""))


def slow_down_for(rate: Rate, subject: str) -> None:
    """Count a request about `subject`, wherever it comes from; kept as a keyed hash. Raises RateLimited."""
    if wait := seconds_to_wait(rate, subject):
        raise RateLimited(wait)
