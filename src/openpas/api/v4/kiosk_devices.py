"""What a kiosk itself asks: operations 93 to 100, with the configuration code or the device id in `x-custom-token`."""

from contextlib import suppress
from typing import Annotated, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path
from pydantic import TypeAdapter

from openpas.api.v4.core.authentication import CustomToken
from openpas.api.v4.core.plain import body_as, idempotency_key, keeps_answers
from openpas.api.v4.core.rates import slow_down
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.wire import json_response
from openpas.api.v4.kiosk_schemas import (
    KioskDeviceCheckinRequest,
    KioskDeviceCheckinResponse,
    KioskDeviceEventRequest,
    KioskDeviceEventSchema,
    KioskDeviceSchema,
    KioskDeviceSetup,
    KioskPass,
)
from openpas.checkins.kiosks import devices, queries, service
from openpas.checkins.kiosks.refusals import DeviceUnknown
from openpas.events.refusals import EventNotFound
from openpas.foundation.refusal import addressed_by_path
from openpas.records.rate_limit import Rate
from openpas.runtime import clock

router = Router(tags=["Kiosk devices"])

SETUPS: Final = Rate("kiosk-setup", requests=10, seconds=600)
"""How often one address may try a configuration code."""

ChipNumber = Annotated[str, Path(alias="chipNumber", description="Chip number of the card, hexadecimal")]


DEVICE: Final = (CustomToken(devices.actor_of_device),)
_OR_NONE: Final = {"responses": {"404": {"$ref": "#/components/responses/NotFound"}}}
"""There may be no event, though the address is always there."""
_SETUP: Final = TypeAdapter(KioskDeviceSetup)


@keeps_answers
def set_up(request: HttpRequest) -> HttpResponse:
    """O93, without ninja: the answer holds the device id, which is a password, and so is not kept under the key.

    A request with a key that comes again is answered from what the kiosk is now.
    """
    code = request.headers.get("x-custom-token", "").strip()
    if not code:
        raise DeviceUnknown("The header x-custom-token is missing.")
    slow_down(request, SETUPS)
    wanted = body_as(_SETUP, request)
    is_retry = bool(idempotency_key(request))
    kiosk = service.set_up(wanted.name, code, wanted.device_id, is_retry=is_retry)
    shown = KioskDeviceSchema.for_device(kiosk, str(wanted.device_id))
    return json_response(shown.model_dump(mode="json", by_alias=True, exclude_none=True))


@router.put(
    "/kiosk-devices/setup",
    auth=DEVICE,
    response=KioskDeviceSchema,
    operation_id="put-kiosks-setup",
    summary="Setup new kiosk device",
)
def describe_set_up(request: ApiRequest, payload: KioskDeviceSetup) -> None:
    """Become the kiosk of this name, with its configuration code in `x-custom-token`, which works once.

    From then on the device id is what goes into `x-custom-token`. Not too often per ten minutes.
    """
    raise NotImplementedError("set_up answers; this stands for the document")


@router.get(
    "/kiosk-devices",
    auth=DEVICE,
    response=KioskDeviceSchema,
    operation_id="get-kiosk-devices",
    summary="Retrieve kiosk",
)
def get_kiosk(request: ApiRequest) -> KioskDeviceSchema:
    """The kiosk that the device is."""
    return KioskDeviceSchema.for_device(devices.kiosk_of(request.actor), _custom_token(request))


@router.get(
    "/kiosk-devices/events",
    auth=DEVICE,
    response=KioskDeviceEventSchema,
    operation_id="get-kiosks-event",
    summary="Retrieve configured event",
    openapi_extra=_OR_NONE,
)
def get_configured_event(request: ApiRequest) -> KioskDeviceEventSchema:
    """The event that was configured, open or not. 404 when there is none."""
    with addressed_by_path():
        return KioskDeviceEventSchema.of(queries.configured_event(devices.kiosk_of(request.actor)))


@router.put(
    "/kiosk-devices/events",
    auth=DEVICE,
    response={204: None},
    operation_id="put-kiosks-events",
    summary="Configure event",
)
def put_configured_event(request: ApiRequest, payload: KioskDeviceEventRequest) -> None:
    """Be at this event whenever it is open."""
    service.fix_event(request.actor, devices.kiosk_of(request.actor).public_id, payload.id)


@router.delete(
    "/kiosk-devices/events",
    auth=DEVICE,
    response={204: None},
    operation_id="delete-kiosks-events",
    summary="Delete configured event",
)
def delete_configured_event(request: ApiRequest) -> None:
    """Find the event itself from now on; also when none was configured."""
    with suppress(EventNotFound):
        service.unfix_event(request.actor, devices.kiosk_of(request.actor).public_id)


@router.post(
    "/kiosk-devices/checkins",
    auth=DEVICE,
    response=KioskDeviceCheckinResponse,
    operation_id="post-kiosks-checkin",
    summary="Checkin passholder via kiosk",
)
def check_in(request: ApiRequest, payload: KioskDeviceCheckinRequest) -> KioskDeviceCheckinResponse:
    """Save a point for the holder of the card, at the current event of the kiosk."""
    fact = devices.check_in_by_chip(request.actor, payload.chip_number)
    return KioskDeviceCheckinResponse(new_points=fact.points, total_points=fact.balance)


@router.get(
    "/kiosk-devices/checkins",
    auth=DEVICE,
    response=KioskDeviceEventSchema,
    operation_id="get-kiosks-checkins",
    summary="Retrieve the current checkin event",
    openapi_extra=_OR_NONE,
)
def get_current_event(request: ApiRequest) -> KioskDeviceEventSchema:
    """The event at which the kiosk checks in now: the configured one while it is open, else one that it finds."""
    with addressed_by_path():
        return KioskDeviceEventSchema.of(queries.current_event_of(devices.kiosk_of(request.actor), clock.now()))


@router.get(
    "/kiosk-devices/chip-numbers/{chipNumber}",
    auth=DEVICE,
    response=KioskPass,
    operation_id="get-kiosks-chip-numbers-chipNumber",
    summary="Retrieve total points of a passholder by chip number",
)
def get_points(request: ApiRequest, chip_number: ChipNumber) -> KioskPass:
    """How many points the holder of the card has."""
    return KioskPass(total_points=devices.points_of_chip(request.actor, chip_number))


def _custom_token(request: ApiRequest) -> str:
    return request.headers.get("x-custom-token", "").strip()
