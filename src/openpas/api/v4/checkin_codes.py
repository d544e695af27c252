"""Check-in codes: operation 17, and the files behind its links."""

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query

from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.references import EventId
from openpas.checkins.downloads import download_token, downloaded
from openpas.checkins.posters import PosterFormat
from openpas.foundation.refusal import addressed_by_path

router = Router(tags=["Events"])


class DownloadLinkResponse(ContractSchema):
    download_link: str


@router.get(
    "/events/{eventId}/qr-checkincodes/download-link",
    response=DownloadLinkResponse,
    operation_id="get-events-qr-checkincodes-downloadlink",
    summary="Get event QR checkin code as download link",
)
def get_download_link(
    request: ApiRequest,
    event_id: EventId,
    form: Annotated[PosterFormat, Query(alias="format", description="The form of the file.")] = PosterFormat.PDF,
) -> DownloadLinkResponse:
    """A link that opens for a quarter of an hour, without signing in: an A4 sheet as PDF, or a zip with a PNG too.

    Needs `EVENTS_QR_CHECKINCODE` for the organizer of the event. Refused once the event is over.
    """
    with addressed_by_path():
        token = download_token(request.actor, event_id, form)
    return DownloadLinkResponse(download_link=settings.OPENPAS_ISSUER + reverse("checkin_code_file", args=[token]))


def download(request: HttpRequest, token: str) -> HttpResponse:
    """The file itself, for whoever holds the link. Raises LinkInvalid."""
    file = downloaded(token)
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Cache-Control"] = "private, no-store"
    return response
