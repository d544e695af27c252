"""Orders: operations 84 and 85. Passes for one or more people are ordered online and paid for."""

from datetime import date
from json import dumps, loads
from typing import Annotated, Final, Self
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language_from_request
from ninja import Path
from pydantic import Field

from openpas.api.v4.core.answered_once import digest_of
from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID, CustomToken
from openpas.api.v4.core.callers import with_rights_of_client
from openpas.api.v4.core.plain import idempotency_key, keeps_answers
from openpas.api.v4.core.rates import slow_down, slow_down_for
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, EuroOut, Moment
from openpas.api.v4.core.wire import json_response
from openpas.api.v4.enrolment_schemas import OrganizerNamed, PersonIn
from openpas.api.v4.passholders import Address, Gender, OptInPreferences
from openpas.api.v4.references import OrganizerReference
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.orders.placing import AskedOrder, AskedRegistration, place_order
from openpas.enrolment.orders.reading import ShownOrder, ShownRegistration, order_for, placed_order
from openpas.enrolment.orders.refusals import OrderNotFound
from openpas.enrolment.orders.rules import OrderStatus
from openpas.enrolment.orders.tokens import holder_of
from openpas.foundation.actor import ActorKind
from openpas.records.idempotency import Answer, once
from openpas.records.rate_limit import Rate

router = Router(tags=["Orders"])

READS_OF_ORDER: Final = Rate("order-reads", requests=60, seconds=60)
"""How often one order may be asked for, by whom it may be."""

_MOST_EXTRAS: Final = 19
_OK: Final = 200


class SocialTariffIn(ContractSchema):
    id_token: Annotated[str, Field(description="What a validation of the social tariff proved about this person.")] = ""


class PassholderRegistrationIn(PersonIn):
    registration_organizer: OrganizerNamed
    registration_card_system_id: int | None = None
    registration_voucher: str = ""
    registration_social_tariff: SocialTariffIn | None = None

    def as_registration(self) -> AskedRegistration:
        return AskedRegistration(
            person=self.as_details(),
            organizer_id=self.registration_organizer.id,
            card_system_id=self.registration_card_system_id,
            voucher=self.registration_voucher.strip(),
            id_token=self.registration_social_tariff.id_token if self.registration_social_tariff else "",
        )


class OrderIn(ContractSchema):
    main_passholder_registration: PassholderRegistrationIn
    extra_passholder_registrations: Annotated[list[PassholderRegistrationIn], Field(max_length=_MOST_EXTRAS)] = []
    redirect_url_after_payment: Annotated[
        str, Field(description="Allowed beforehand, compared exactly; `orderId` and `customToken` are added.")
    ] = ""
    redirect_url_after_cancel_payment: Annotated[str, Field(description="As `redirectUrlAfterPayment`.")] = ""

    def as_order(self, language: str) -> AskedOrder:
        people = (self.main_passholder_registration, *self.extra_passholder_registrations)
        return AskedOrder(
            registrations=[one.as_registration() for one in people],
            address_after_payment=self.redirect_url_after_payment,
            address_after_cancel=self.redirect_url_after_cancel_payment,
            language=language,
        )


class SocialTariffRequested(ContractSchema):
    requested: bool


class PassholderRegistrationSchema(ContractSchema):
    id: str
    name: str
    first_name: str
    insz_number: str | None = None
    email: str | None = None
    creation_date: Moment
    date_of_birth: date
    gender: Gender | None = None
    registration_organizer: OrganizerReference
    address: Address
    phone_number: str | None = None
    opt_in_preferences: OptInPreferences
    nationality: str | None = None
    parental_consent: bool | None = None
    legal_terms_paper: bool | None = None
    legal_terms_digital: bool | None = None
    registration_card_system_id: int
    registration_voucher: str | None = None
    registration_social_tariff: SocialTariffRequested | None = None

    @classmethod
    def of(cls, shown: ShownRegistration, order: ShownOrder) -> Self:
        person, registration = shown.person, shown.registration
        return cls(
            id=str(registration.public_id),
            name=person.name,
            first_name=person.first_name,
            insz_number=person.insz or None,
            email=person.email or None,
            creation_date=order.order.ordered_at,
            date_of_birth=person.date_of_birth,
            gender=Gender(person.gender) if person.gender else None,
            registration_organizer=OrganizerReference.of(registration.organizer),
            address=_address(person.address),
            phone_number=person.phone_number or None,
            opt_in_preferences=OptInPreferences.model_validate(person.opt_ins, from_attributes=True),
            nationality=person.nationality or None,
            parental_consent=person.consent.parental_consent,
            legal_terms_paper=person.consent.legal_terms_paper,
            legal_terms_digital=person.consent.legal_terms_digital,
            registration_card_system_id=registration.card_system_id,
            registration_voucher=registration.voucher.code if registration.voucher else None,
            registration_social_tariff=SocialTariffRequested(requested=True)
            if registration.has_social_tariff
            else None,
        )


class OrderSchema(ContractSchema):
    id: str
    status: OrderStatus
    payment_url: Annotated[str | None, Field(description="Only while the status is `PENDING_PAYMENT`.")] = None
    email: Annotated[str | None, Field(description="Of who orders. Forgotten thirty days after the end.")] = None
    total_price: EuroOut
    registration_token: Annotated[
        str | None, Field(description="Links an account to the new pass; while `PENDING_UITID_CONNECT`.")
    ] = None
    custom_token: Annotated[
        str | None, Field(description="Reads this order without anything else; only in the answer to `POST`.")
    ] = None
    main_passholder_registration: PassholderRegistrationSchema | None = None
    extra_passholder_registrations: list[PassholderRegistrationSchema] | None = None

    @classmethod
    def of(cls, shown: ShownOrder) -> Self:
        people = [PassholderRegistrationSchema.of(one, shown) for one in shown.registrations]
        return cls(
            id=str(shown.order.public_id),
            status=shown.status,
            payment_url=shown.payment_url or None,
            email=shown.email or None,
            total_price=shown.order.total_cents,
            registration_token=shown.registration_token or None,
            custom_token=shown.custom_token or None,
            main_passholder_registration=people[0] if people else None,
            extra_passholder_registrations=people[1:] or None,
        )


@router.post(
    "/orders",
    auth=TOKEN_OR_CLIENT_ID,
    response=OrderSchema,
    operation_id="post-orders",
    summary="Create online order",
)
@keeps_answers
def post_order(request: ApiRequest, payload: OrderIn) -> HttpResponse:
    """Needs `ORDERS_CREATE` for the `registrationOrganizer` of everybody in the order. Send the person to `paymentUrl`;
    an order that costs nothing is `PENDING_UITID_CONNECT` at once. The first person has an `email`.

    502 when nothing can be paid now; then nothing was ordered. With the same `Idempotency-Key` the same order comes
    back, as it is by then: what was filled in and the tokens are not stored with the key.
    """
    key = idempotency_key(request)
    if request.actor.kind is ActorKind.IDENTIFIED_CLIENT:
        slow_down(request, Rate("orders", requests=settings.OPENPAS_ORDERS, seconds=600))
    actor = with_rights_of_client(request.actor)
    asked = payload.as_order(get_language_from_request(request))

    def work() -> Answer:
        return Answer(_OK, dumps({"order": str(place_order(actor, asked).public_id)}))

    answer = once(actor.id, key, digest_of(request), work) if key else work()
    shown = OrderSchema.of(placed_order(UUID(loads(answer.body)["order"]), actor))
    return json_response(shown.model_dump(by_alias=True, exclude_none=True))


@router.get(
    "/orders/{orderId}",
    auth=(CustomToken(holder_of), *TOKEN_OR_CLIENT_ID),
    response=OrderSchema,
    operation_id="get-orders-orderid",
    summary="Retrieve order",
)
def get_order(request: ApiRequest, order_id: Annotated[str, Path(alias="orderId")]) -> OrderSchema:
    """With the `customToken` of the order in `x-custom-token`, or with `ORDERS_READ` for its desk; a person may read
    what it ordered itself. The provider is asked how the payment stands.

    A client that only names itself sees nothing of a person, and no `registrationToken`; whoever has the order's token
    sees no INSZ numbers. Not too often per minute, and with the token not more than a few hundred times.
    """
    slow_down_for(READS_OF_ORDER, order_id)
    return OrderSchema.of(order_for(request.actor, _uuid(order_id)))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise OrderNotFound from None


def _address(home: HomeAddress) -> Address:
    return Address(
        street=home.street or None, postal_code=home.postal_code, city=home.city, country=home.country or None
    )
