"""Kiosks as their organizers see them: operations 89 to 92."""

from typing import Annotated
from uuid import UUID

from ninja import Path, Query
from pydantic import Field

from openpas.api.v4.core.paging import Collection, Page, paged
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.kiosk_schemas import KioskDeviceEventRequest, KioskDeviceEventSchema, KioskDeviceSchema
from openpas.checkins.kiosks import queries, service
from openpas.checkins.kiosks.refusals import KioskUnknown
from openpas.foundation.refusal import addressed_by_path

router = Router(tags=["Kiosks"])

KioskId = Annotated[str, Path(alias="kioskId", description="The id of the kiosk")]


class KioskSearch(Page):
    organizer_id: Annotated[str, Field(description="Kiosks of this organizer.")] = ""


@router.get(
    "/kiosks",
    response=Collection[KioskDeviceSchema],
    operation_id="get-kiosks",
    summary="Retrieve kiosks",
)
def search_kiosks(request: ApiRequest, search: Query[KioskSearch]) -> Collection[KioskDeviceSchema]:
    """The kiosks that serve. Needs `KIOSKS_READ`; who works for an organizer may also name that one.

    `deviceId` tells devices apart and is not what they prove themselves with.
    """
    return paged(queries.kiosks(request.actor, search.organizer_id), search, KioskDeviceSchema.of)


@router.get(
    "/kiosks/{kioskId}/fixed-event",
    response=KioskDeviceEventSchema,
    operation_id="get-kiosks-kioskId-fixed-event",
    summary="Retrieve fixed event of kiosk",
)
def get_fixed_event(request: ApiRequest, kiosk_id: KioskId) -> KioskDeviceEventSchema:
    """The event at which the kiosk is fixed. 404 when there is none, and the kiosk finds its event itself.

    Needs `KIOSKS_READ` for an organizer of the kiosk, or to work for one.
    """
    with addressed_by_path():
        return KioskDeviceEventSchema.of(queries.fixed_event_of(request.actor, _kiosk_id(kiosk_id)))


@router.put(
    "/kiosks/{kioskId}/fixed-event",
    response={204: None},
    operation_id="put-kiosks-kioskId-fixed-event",
    summary="Configure fixed event for kiosk",
)
def put_fixed_event(request: ApiRequest, kiosk_id: KioskId, payload: KioskDeviceEventRequest) -> None:
    """Needs `KIOSKS_WRITE` for an organizer of the kiosk, or to work for one."""
    service.fix_event(request.actor, _kiosk_id(kiosk_id), payload.id)


@router.delete(
    "/kiosks/{kioskId}/fixed-event",
    response={204: None},
    operation_id="delete-kiosks-kioskId-fixed-event",
    summary="Remove fixed event for kiosk",
)
def delete_fixed_event(request: ApiRequest, kiosk_id: KioskId) -> None:
    """Let the kiosk find its event itself. Needs `KIOSKS_WRITE` for an organizer of it, or to work for one."""
    with addressed_by_path():
        service.unfix_event(request.actor, _kiosk_id(kiosk_id))


def _kiosk_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise KioskUnknown from None
