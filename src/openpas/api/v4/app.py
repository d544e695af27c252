"""The API: the routers of its resources in one list, in the order in which the reference shows them."""

from typing import Final

from openpas.api.v4 import (
    associations,
    card_systems,
    cards,
    checkin_codes,
    checkins,
    coupons,
    current_passholder,
    emails,
    enrolment,
    events,
    families,
    financial_reports,
    group_passes,
    kiosk_devices,
    kiosks,
    memberships,
    orders,
    organizer_admins,
    organizers,
    passes,
    passholder_points,
    passholders,
    permissions,
    private_files,
    redemptions,
    rewards,
    schools,
    social_tariff_cards,
    social_tariff_validation,
    tariffs,
    ticket_sales,
)
from openpas.api.v4.core.router import ContractApi, PlainViews, Router

ROUTERS: Final[tuple[Router, ...]] = (
    permissions.router,
    organizers.router,
    organizer_admins.router,
    card_systems.router,
    events.router,
    checkin_codes.router,
    tariffs.router,
    ticket_sales.router,
    coupons.router,
    checkins.router,
    passes.router,
    current_passholder.router,
    emails.router,
    passholders.router,
    passholder_points.router,
    enrolment.router,
    memberships.router,
    private_files.router,
    families.router,
    schools.router,
    associations.router,
    group_passes.router,
    cards.router,
    social_tariff_cards.router,
    financial_reports.router,
    redemptions.router,
    rewards.router,
    kiosks.router,
    kiosk_devices.router,
    social_tariff_validation.router,
    orders.router,
)

PLAIN_VIEWS: Final[PlainViews] = {
    ("POST", "checkins"): checkins.register_checkin,
    ("GET", "tariffs"): tariffs.tariffs,
    ("POST", "ticket-sales"): ticket_sales.register_ticket_sales,
    ("PUT", "kiosk-devices/setup"): kiosk_devices.set_up,
    ("POST", "social-tariff-validation/token"): social_tariff_validation.get_token,
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
