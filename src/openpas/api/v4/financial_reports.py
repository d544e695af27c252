"""Financial reports: operations 61 to 66, and the file behind the links of operation 65."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

from django.conf import settings
from django.http import FileResponse, HttpRequest
from ninja import Path
from pydantic import Field, ValidationInfo, field_validator

from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Moment
from openpas.foundation.refusal import addressed_by_path
from openpas.settlement import service
from openpas.settlement.downloads import download_token, downloaded
from openpas.settlement.models import Report
from openpas.settlement.queries import reports
from openpas.settlement.rules.periods import ReportPeriod

router = Router(tags=["Financial reports"])

FILES: Final = "files/financial-reports/"
"""Below this path, from the root of the site, a link continues with its token."""

_ZIP: Final = "application/x-zip-compressed"
_ZIP_ANSWER: Final[dict[str, Any]] = {
    "responses": {
        200: {
            "description": "OK",
            "headers": {"content-disposition": {"schema": {"type": "string"}}},
            "content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}

OrganizerId = Annotated[str, Path(alias="organizerId")]
ReportId = Annotated[int, Path(alias="reportId")]


class ReportStatus(StrEnum):
    STARTED = "STARTED"
    AVAILABLE = "AVAILABLE"
    FAILED = "FAILED"


class ReportPeriodSchema(ContractSchema):
    start_date: Annotated[date, Field(description="The first day, in Brussels, included.")]
    end_date: Annotated[date, Field(description="The last day, in Brussels, included.")]

    @field_validator("end_date")
    @classmethod
    def _not_before_the_start(cls, end_date: date, others: ValidationInfo) -> date:
        if end_date < others.data.get("start_date", end_date):
            raise ValueError("The end is before the start.")
        return end_date

    @classmethod
    def of(cls, period: ReportPeriod) -> "ReportPeriodSchema":
        return cls(start_date=period.starts_on, end_date=period.ends_on)


class ReportSchema(ContractSchema):
    status: ReportStatus
    id: int
    message: Annotated[str | None, Field(description="Why it FAILED, in Dutch.")] = None
    period: ReportPeriodSchema | None = None
    creation_date: Moment

    @classmethod
    def of(cls, report: Report) -> "ReportSchema":
        return cls(
            status=ReportStatus(report.status),
            id=report.pk,
            message=report.message or None,
            period=ReportPeriodSchema.of(report.period),
            creation_date=report.created_at,
        )


class ReportLinkResponse(ContractSchema):
    download_link: Annotated[str, Field(description="Opens for a quarter of an hour, without signing in.")]


@router.get(
    "/organizers/{organizerId}/financial-reports/periods",
    response=list[ReportPeriodSchema],
    operation_id="get-organizers-financial-reports-periods",
    summary="Get suggested financial report periods",
)
def get_periods(request: ApiRequest, organizer_id: OrganizerId) -> list[ReportPeriodSchema]:
    """The eight calendar quarters before this one, newest first. Needs `ORGANIZERS_REPORTS` for the organizer."""
    with addressed_by_path():
        return [ReportPeriodSchema.of(period) for period in reports.periods_for(request.actor, organizer_id)]


@router.post(
    "/organizers/{organizerId}/financial-reports",
    response=ReportSchema,
    operation_id="post-organizers-financial-reports",
    summary="Start an export of a financial report",
)
def start_report(request: ApiRequest, organizer_id: OrganizerId, payload: ReportPeriodSchema) -> ReportSchema:
    """A report is made while the caller asks how far it is. Needs `ORGANIZERS_REPORTS` for the organizer."""
    period = ReportPeriod(payload.start_date, payload.end_date)
    with addressed_by_path():
        return ReportSchema.of(service.start_report(request.actor, organizer_id, period))


@router.get(
    "/organizers/{organizerId}/financial-reports",
    response=list[ReportSchema],
    operation_id="get-organizers-financial-reports",
    summary="Get financial report exports",
)
def get_reports(request: ApiRequest, organizer_id: OrganizerId) -> list[ReportSchema]:
    """The reports of the last thirty days, newest first. Needs `ORGANIZERS_REPORTS` for the organizer."""
    with addressed_by_path():
        return [ReportSchema.of(report) for report in reports.reports_of(request.actor, organizer_id)]


@router.get(
    "/organizers/{organizerId}/financial-reports/{reportId}.zip",
    operation_id="get-organizers-financial-reports-reportId-zip",
    summary="Download financial report",
    openapi_extra=_ZIP_ANSWER,
)
def download_report(request: ApiRequest, organizer_id: OrganizerId, report_id: ReportId) -> FileResponse:
    """The zip of a report that is `AVAILABLE`: an XLSX and a CSV per government. Needs `ORGANIZERS_REPORTS`."""
    with addressed_by_path():
        return _file(service.fetch_report(request.actor, organizer_id, report_id))


@router.get(
    "/organizers/{organizerId}/financial-reports/{reportId}/download-link",
    response=ReportLinkResponse,
    operation_id="get-organizers-financial-reports-reportId-downloadLink",
    summary="Get financial report temporary download link",
)
def get_report_link(request: ApiRequest, organizer_id: OrganizerId, report_id: ReportId) -> ReportLinkResponse:
    """A link to the zip of a report that is `AVAILABLE`, for a person to follow. Needs `ORGANIZERS_REPORTS`."""
    with addressed_by_path():
        token = download_token(request.actor, organizer_id, report_id)
    return ReportLinkResponse(download_link=f"{settings.OPENPAS_ISSUER}/{FILES}{token}")


@router.get(
    "/organizers/{organizerId}/financial-reports/{reportId}",
    response=ReportSchema,
    operation_id="get-organizers-financial-reports-reportId",
    summary="Get financial report status",
)
def get_report(request: ApiRequest, organizer_id: OrganizerId, report_id: ReportId) -> ReportSchema:
    """How far a report is. Needs `ORGANIZERS_REPORTS` for the organizer."""
    with addressed_by_path():
        return ReportSchema.of(reports.report(request.actor, organizer_id, report_id))


def download(_request: HttpRequest, token: str) -> FileResponse:
    """The file itself, for whoever holds the link. Raises LinkInvalid and ReportNotFound."""
    return _file(downloaded(token))


def _file(report: Report) -> FileResponse:
    """The zip, sent in pieces."""
    response = FileResponse(
        reports.file_of(report.pk).open("rb"), as_attachment=True, filename=report.file_name, content_type=_ZIP
    )
    response["Cache-Control"] = "private, no-store"
    return response
