"""Social tariff validation: operations 101 to 103. Somebody signs in with the government and shows a right online."""

from enum import StrEnum
from typing import Annotated, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import Header, Query
from pydantic import Field, TypeAdapter

from openpas.api.v4.core.authentication import CustomToken
from openpas.api.v4.core.plain import body_as, idempotency_key, keeps_answers
from openpas.api.v4.core.rates import slow_down, slow_down_for
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id, Moment
from openpas.api.v4.core.wire import json_response
from openpas.entitlement.callback import departure
from openpas.entitlement.service import (
    ShownPerson,
    exchange_code,
    show_entitlement,
    start_sign_in,
)
from openpas.entitlement.service.exchange import actor_of, validation_of
from openpas.foundation.actor import Actor
from openpas.records.rate_limit import Rate

router = Router(tags=["SocialTariffValidation"])

ANSWERS_PER_TOKEN: Final = Rate("validation-answers", requests=10, seconds=60)
"""How often one person's token may ask the government."""

_LONGEST_STATE: Final = 2048


class Prompt(StrEnum):
    LOGIN = "login"


class StartQuery(ContractSchema):
    prompt: Annotated[Prompt | None, Field(description="`login` asks to sign in even when there is a session.")] = None
    state: Annotated[str, Field(min_length=1, max_length=_LONGEST_STATE, description="Comes back with the person.")]
    code_challenge: Annotated[
        str,
        Field(alias="code_challenge", description="SHA-256 of the verifier in base64 or base64url, padded or not."),
    ]
    redirect_uri: Annotated[
        str,
        Field(alias="redirect_uri", description="Where the person comes back; allowed beforehand, compared exactly."),
    ]


class SocialTariffValidationTokenRequest(ContractSchema):
    code: Id
    code_verifier: Id


class SocialTariffValidationTokenResponse(ContractSchema):
    token: str


class SocialTariffValidationPersonSchema(ContractSchema):
    insz_number: str
    family_name: str
    given_name: str
    has_social_tariff: bool
    uitpas_number: Annotated[
        str | None, Field(description="The pass that this person has already; then nobody can register here.")
    ] = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    id_token: str
    id_token_expires_at: Moment

    @classmethod
    def of(cls, shown: ShownPerson) -> "SocialTariffValidationPersonSchema":
        person = shown.person
        return cls(
            insz_number=person.insz,
            family_name=person.family_name,
            given_name=person.given_name,
            has_social_tariff=shown.has_social_tariff,
            uitpas_number=shown.uitpas_number,
            street=person.street or None,
            postal_code=person.postal_code or None,
            city=person.city or None,
            id_token=shown.id_token.token,
            id_token_expires_at=shown.id_token.expires_at,
        )


class SocialTariffValidationSchema(ContractSchema):
    user: SocialTariffValidationPersonSchema
    children: list[SocialTariffValidationPersonSchema]


_TOKEN_REQUEST: Final = TypeAdapter(SocialTariffValidationTokenRequest)


@keeps_answers
def get_token(request: HttpRequest) -> HttpResponse:
    """O102. The code is what makes it happen once: an Idempotency-Key is taken and changes nothing.

    The answer is a secret, so it is stored nowhere; and a code that was used up stays so when the answer is no.
    """
    idempotency_key(request)
    slow_down(request, _calls("token"))
    asked = body_as(_TOKEN_REQUEST, request)
    return json_response({"token": exchange_code(asked.code, asked.code_verifier)})


def _caller_of(token: str) -> Actor:
    return actor_of(validation_of(token))


@router.get(
    "/social-tariff-validation/start",
    auth=None,
    response={303: None},
    operation_id="get-social-tariff-validation-start",
    summary="Start Social Tariff Validation (auth)",
)
def start(request: ApiRequest, asked: Query[StartQuery]) -> HttpResponse:
    """Send the person here. The government's sign-in page follows, and then `redirect_uri` with `code` and `state`.

    When it does not work out, `error` holds words for the person instead of `code`. An address that was not allowed
    beforehand is 404, and nobody is sent there.
    """
    slow_down(request, _calls("start"))
    return departure(
        start_sign_in(
            asked.redirect_uri,
            asked.state,
            asked.code_challenge,
            forces_login=asked.prompt is Prompt.LOGIN,
            language=get_language_from_request(request),
        ),
        is_encrypted=settings.SESSION_COOKIE_SECURE,
    )


@router.post(
    "/social-tariff-validation/token",
    auth=None,
    response=SocialTariffValidationTokenResponse,
    operation_id="post-social-tariff-validation-token",
    summary="Retrieve Social Tariff Validation Token",
)
def describe_token(
    request: ApiRequest, payload: SocialTariffValidationTokenRequest
) -> SocialTariffValidationTokenResponse:
    """Change a code, which works once and for two minutes, for a token that works for half an hour."""
    raise NotImplementedError("get_token answers; this stands for the document")


@router.get(
    "/social-tariff-validation",
    auth=(CustomToken(_caller_of),),
    response=SocialTariffValidationSchema,
    operation_id="get-social-tariff-validation",
    summary="Retrieve Social Tariff Validation information",
)
def get_information(
    request: ApiRequest,
    token: Annotated[str, Header(alias="x-custom-token", include_in_schema=False)],
    card_system_id: Annotated[
        int | None, Query(alias="cardSystemId", description="Decides which statutes count and which service is asked.")
    ] = None,
) -> SocialTariffValidationSchema:
    """The person and the children of the household, each with `hasSocialTariff` and an `idToken` for an order.

    502 when the government does not answer about everybody: that is never shown as `false`.
    """
    slow_down(request, _calls("information"))
    slow_down_for(ANSWERS_PER_TOKEN, token)
    shown = show_entitlement(token.strip(), card_system_id)
    return SocialTariffValidationSchema(
        user=SocialTariffValidationPersonSchema.of(shown.user),
        children=[SocialTariffValidationPersonSchema.of(one) for one in shown.children],
    )


def _calls(operation: str) -> Rate:
    """How often one address may call an operation (contract/rules.md 3.4)."""
    return Rate(f"validation-{operation}", requests=settings.OPENPAS_VALIDATIONS, seconds=60)
