"""Refused to who looks for regions, organizers, clients and reports."""

from functools import partial

from openpas.runtime import clock
from openpas.settlement.models import Report
from tests.api.refusals.scenario import Ask, World, refused

REPORTS = "/organizers/cast-theatre/financial-reports"


@refused("uitpas/organizer-not-found", 404)
def reports_of_nobody(world: World) -> Ask:
    return partial(world.admin.get, "/organizers/nowhere/financial-reports")


@refused("uitpas/report-not-found", 404)
def a_report_that_was_never_made(world: World) -> Ask:
    return partial(world.admin.get, f"{REPORTS}/404")


@refused("uitpas/report-invalid-status")
def a_report_that_is_not_ready(world: World) -> Ask:
    report = Report.objects.create(
        organizer=world.cast.theatre,
        starts_on="2026-01-01",
        ends_on="2026-03-31",
        status="STARTED",
        created_at=clock.now(),
    )
    return partial(world.admin.get, f"{REPORTS}/{report.pk}/download-link")


@refused("uitpas/client-not-found", 404)
def the_rights_of_no_client(world: World) -> Ask:
    return partial(world.admin.get, "/permissions/nobody")


@refused("uitpas/group-not-found")
def organizers_of_no_group(world: World) -> Ask:
    return partial(world.admin.get, "/organizers", {"groupId": "8"})


@refused("uitpas/postal-code-required")
def nearest_to_nowhere(world: World) -> Ask:
    return partial(world.desk.get, "/card-systems", {"sort": "postalCode"})


@refused("uitpas/invalid-postal-code")
def five_digits(world: World) -> Ask:
    return partial(world.desk.get, "/card-systems", {"postalCode": "99999"})


@refused("uitpas/postal-code-not-in-card-system")
def a_city_of_another_region(world: World) -> Ask:
    return partial(world.desk.get, "/card-systems/5/city-settings", {"postalCode": "9300"})
