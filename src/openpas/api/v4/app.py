"""The API: the routers of its resources in one list, in the order in which the reference shows them."""

from typing import Final

from openpas.api.v4 import (
    card_systems,
    cards,
    checkins,
    coupons,
    events,
    group_passes,
    organizers,
    passes,
    passholders,
    permissions,
    redemptions,
    rewards,
    tariffs,
    ticket_sales,
)
from openpas.api.v4.core.router import ContractApi, PlainViews, Router

ROUTERS: Final[tuple[Router, ...]] = (
    permissions.router,
    organizers.router,
    card_systems.router,
    events.router,
    tariffs.router,
    ticket_sales.router,
    coupons.router,
    checkins.router,
    passes.router,
    passholders.router,
    group_passes.router,
    cards.router,
    redemptions.router,
    rewards.router,
)

PLAIN_VIEWS: Final[PlainViews] = {
    ("POST", "checkins"): checkins.register_checkin,
    ("GET", "tariffs"): tariffs.tariffs,
    ("POST", "ticket-sales"): ticket_sales.register_ticket_sales,
}
"""(method, path without slashes around it) → the plain view of a hot operation, see core/plain.py."""

api: Final = ContractApi(
    ROUTERS,
    title="UiTPAS API",
    version="4.0",
    description=(
        "The UiTPAS API 4.0 as Openpas serves it. Errors are problem documents (RFC 7807); a write may carry an "
        "`Idempotency-Key`, and is then carried out once however often it is sent."
    ),
    urls_namespace="api-v4",
)
