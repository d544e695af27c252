"""The passholder that calls for itself: its pass, and the link between pass and account (O43, O44, O48, O49)."""

import base64
import binascii
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Final

from django.conf import settings
from ninja import Header

from openpas.api.v4.core.authentication import CLIENT_ID, PERSON_TOKEN
from openpas.api.v4.core.callers import own_pass, require_through_client
from openpas.api.v4.core.rates import slow_down, slow_down_for
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.passholders import PassholderSchema
from openpas.foundation.permissions import Permission
from openpas.identity.linked_passes import RegistrationStatus, link_account, registration_status
from openpas.identity.refusals import WrongPair
from openpas.identity.registration_tokens import token_for_pass
from openpas.passholders.models import Passholder
from openpas.passholders.persons import shown
from openpas.records.rate_limit import Rate

router = Router(tags=["Current Passholder"])

_TEN_MINUTES: Final = 600
_ONE_HOUR: Final = 3600

RegistrationTokenHeader = Annotated[
    str, Header(alias="x-registration-token", description="The registration token of the passholder.")
]


class RegistrationTokenSchema(ContractSchema):
    token: str


class RegistrationState(StrEnum):
    REGISTERED = "REGISTERED"
    UNREGISTERED = "UNREGISTERED"


class RegistrationStatusSchema(ContractSchema):
    uitpas_number: str
    email: str | None = None
    state: RegistrationState

    @classmethod
    def of(cls, status: RegistrationStatus) -> "RegistrationStatusSchema":
        state = RegistrationState.REGISTERED if status.is_registered else RegistrationState.UNREGISTERED
        return cls(uitpas_number=status.uitpas_number, email=status.email or None, state=state)


@router.get(
    "/passholders/me/uitid/registration-token",
    auth=CLIENT_ID,
    response=RegistrationTokenSchema,
    operation_id="get-uitid-passholder-registration-token",
    summary="Retrieve UiTiD registration token",
)
def get_registration_token(
    request: ApiRequest, authorization: Annotated[str, Header(description="Basic, number and birth date.")] = ""
) -> RegistrationTokenSchema:
    """Basic authentication with the UiTPAS number and the birth date (yyyy-mm-dd). Limited per address and per pass."""
    slow_down(request, Rate("registration-tokens", settings.OPENPAS_REGISTRATION_LOOKUPS, _TEN_MINUTES))
    uitpas_number, date_of_birth = _credentials(authorization)
    slow_down_for(Rate("guesses-per-pass", settings.OPENPAS_GUESSES_PER_PASS, _ONE_HOUR), uitpas_number)
    return RegistrationTokenSchema(token=token_for_pass(uitpas_number, date_of_birth))


@router.get(
    "/passholders/me/uitid/status",
    auth=CLIENT_ID,
    response=RegistrationStatusSchema,
    operation_id="get-uitid-passholder-status",
    summary="Retrieve UiTiD registration status",
)
def get_registration_status(request: ApiRequest, token: RegistrationTokenHeader = "") -> RegistrationStatusSchema:
    """Whether the pass has an account already, and with which e-mail address to go on."""
    slow_down(request, Rate("registration-statuses", settings.OPENPAS_REGISTRATION_LOOKUPS, _TEN_MINUTES))
    return RegistrationStatusSchema.of(registration_status(token))


@router.put(
    "/passholders/me/uitid",
    auth=PERSON_TOKEN,
    response={201: None},
    operation_id="register-uitid-passholder",
    summary="Register UiTiD for passholder",
)
def register_uitid(request: ApiRequest, token: RegistrationTokenHeader = "") -> None:
    """Link the account that signed in to the pass of the registration token.

    The client that obtained the access token needs `PASSHOLDERS_REGISTER_UITID`.
    """
    require_through_client(request.actor, Permission.PASSHOLDERS_REGISTER_UITID)
    link_account(request.actor, token)


@router.get(
    "/passholders/me",
    auth=PERSON_TOKEN,
    response=PassholderSchema,
    operation_id="get-passholders-me",
    summary="Retrieve passholder for the current user",
    openapi_extra={"responses": {404: {"$ref": "#/components/responses/NotFound"}}},
)
def get_me(request: ApiRequest) -> PassholderSchema:
    """The pass of who signed in: by national number when the token has one, else by the linked account.

    The client that obtained the access token needs `PASSHOLDERS_SELF_READ`.
    """
    require_through_client(request.actor, Permission.PASSHOLDERS_SELF_READ)
    own = own_pass(request.actor)
    (found,) = shown(request.actor, Passholder.objects.filter(pk=own.pk), "passholders.me")
    return PassholderSchema.of(replace(found, insz=request.actor.insz if own.insz_index else ""))


def _credentials(authorization: str) -> tuple[str, str]:
    """Number and birth date out of a Basic header. What cannot be read is as wrong as what is not true."""
    scheme, _, encoded = authorization.partition(" ")
    try:
        if scheme.lower() != "basic":
            raise WrongPair
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise WrongPair from error
    number, _, born_on = decoded.partition(":")
    return number.strip(), born_on.strip()
