"""Where a person goes after the payment, and where the provider tells that something changed."""

from typing import Final
from uuid import UUID

from django.conf import settings

from openpas.enrolment.orders.refusals import (
    AddressAfterCancelRefused,
    AddressAfterPaymentRefused,
    ReturnAddressRefused,
)
from openpas.enrolment.orders.tokens import token_of
from openpas.entitlement.models import ReturnAddress
from openpas.entitlement.rules import address_with
from openpas.foundation.actor import Actor

WEBHOOK_PATH: Final = "payment/webhook"
RETURN_PATH: Final = "payment/return"


def webhook_address() -> str:
    """To be reached by the provider from outside."""
    return f"{settings.OPENPAS_ISSUER}/{WEBHOOK_PATH}"


def return_addresses(actor: Actor, public_id: UUID, after_payment: str, after_cancel: str) -> tuple[str, str]:
    """Both addresses with the order and its token in them; a page of our own where the client names none.

    Raises AddressAfterPaymentRefused and AddressAfterCancelRefused.
    """
    paid = _allowed(actor, after_payment, AddressAfterPaymentRefused) or f"{settings.OPENPAS_ISSUER}/{RETURN_PATH}"
    cancelled = _allowed(actor, after_cancel, AddressAfterCancelRefused) or paid
    known = {"orderId": str(public_id), "customToken": token_of(public_id)}
    return address_with(paid, **known), address_with(cancelled, **known)


def _allowed(actor: Actor, address: str, refused: type[ReturnAddressRefused]) -> str:
    """The address when it is on the list of the client that calls, compared exactly."""
    client_id = (actor.through or actor).id.removeprefix("client:")
    if address and not ReturnAddress.objects.filter(address=address, client__client_id=client_id).exists():
        raise refused
    return address
