"""Passholders come into being, change and go: operations 25, 30, 31, 50 and 86."""

from enum import StrEnum
from typing import Annotated

from django.conf import settings
from ninja import Path

from openpas.api.v4.core.authentication import PERSON_TOKEN, TOKEN_OR_CLIENT_ID
from openpas.api.v4.core.callers import reach_passholder, require_person
from openpas.api.v4.core.rates import slow_down
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.enrolment_schemas import PassholderIn, RegistrationIn, SelfRegistrationIn
from openpas.api.v4.passholders import PassholderSchema
from openpas.api.v4.references import PassholderId
from openpas.enrolment.insz_status import is_insz_used
from openpas.enrolment.service.erasing import erase_passholder
from openpas.enrolment.service.registering import register
from openpas.enrolment.service.self_registration import register_oneself
from openpas.enrolment.service.updating import update_passholder
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Passholder
from openpas.passholders.persons import shown
from openpas.records.rate_limit import Rate

router = Router(tags=["Passholders"])


class InszState(StrEnum):
    USED = "USED"
    UNUSED = "UNUSED"


class InszStatus(ContractSchema):
    state: InszState


@router.post(
    "/passholders",
    response=PassholderSchema,
    operation_id="post-passholders",
    summary="Register a new passholder",
)
def post_passholder(request: ApiRequest, payload: RegistrationIn) -> PassholderSchema:
    """Needs `PASSHOLDERS_WRITE` for the `registrationOrganizer`; with a social tariff also
    `PASSHOLDERS_WRITE_SOCIALTARIFF`, for somebody of another city than the organizer's
    `PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM`, and for an address outside Belgium
    `PASSHOLDERS_WRITE_FOREIGN_COUNTRY`.

    A card must be in `LOCAL_STOCK` at the organizer. A digital card gets a number here.
    """
    return registered(request.actor, register(request.actor, payload.as_registration()))


@router.put(
    "/passholders/{passholderId}",
    response={204: None},
    operation_id="put-passholders-passholderId",
    summary="Update a passholder",
)
def put_passholder(request: ApiRequest, passholder_id: PassholderId, payload: PassholderIn) -> None:
    """Replaces everything: an optional property that is left out is cleared, but never the INSZ number. Needs
    `PASSHOLDERS_WRITE` in a card system of the passholder; for another end of the social tariff also
    `PASSHOLDERS_WRITE_SOCIALTARIFF`, and for an address outside Belgium `PASSHOLDERS_WRITE_FOREIGN_COUNTRY`.

    Who has a valid social tariff cannot move out of its region.
    """
    person = reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_WRITE)
    ends_on = payload.registration_social_tariff_end_date
    update_passholder(request.actor, person, payload.as_details(), ends_on)


@router.delete(
    "/passholders/{passholderId}",
    response={204: None},
    operation_id="delete-passholders-passholderId",
    summary="Remove passholder",
)
def delete_passholder(request: ApiRequest, passholder_id: PassholderId) -> None:
    """The person is forgotten, and the cards are deleted; sales stay, of nobody. Needs `PASSHOLDERS_DELETE` in a card
    system of the passholder.
    """
    erase_passholder(request.actor, reach_passholder(request.actor, passholder_id, Permission.PASSHOLDERS_DELETE))


@router.post(
    "/passholders/me",
    auth=PERSON_TOKEN,
    response=PassholderSchema,
    operation_id="post-passholders-me",
    summary="Register passholder for the current user",
    tags=["Current Passholder"],
)
def post_me(request: ApiRequest, payload: SelfRegistrationIn) -> PassholderSchema:
    """The person who signed in with a national number gets a digital pass. The client must hold
    `PASSHOLDERS_SELF_REGISTRATION` for the `registrationOrganizer`. Not for minors; one pass per person.
    """
    actor = require_person(request.actor, Permission.PASSHOLDERS_SELF_REGISTRATION)
    return registered(actor, register_oneself(actor, payload.as_registration_of(actor.insz)))


@router.get(
    "/passholders/status/insz-numbers/{inszNumber}",
    auth=TOKEN_OR_CLIENT_ID,
    response=InszStatus,
    operation_id="passholders-status-insz-numbers-insznumber",
    summary="Retrieve the status of a passholder based on INSZ number",
)
def get_insz_status(request: ApiRequest, insz_number: Annotated[str, Path(alias="inszNumber")]) -> InszStatus:
    """Whether a passholder has this number, and nothing about the person. No permission is needed; not too often."""
    slow_down(request, Rate("insz-status", requests=settings.OPENPAS_PUBLIC_LOOKUPS, seconds=60))
    return InszStatus(state=InszState.USED if is_insz_used(request.actor, insz_number) else InszState.UNUSED)


def registered(actor: Actor, person: Passholder) -> PassholderSchema:
    """Somebody who has just been registered."""
    return PassholderSchema.of(shown(actor, Passholder.objects.filter(pk=person.pk), "passholders.register")[0])
