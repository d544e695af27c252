"""The token with which an order is read without anything else (contract: customToken).

It is made of the order's id and a keyed hash of it: kept nowhere, the same each time, and of use for this order alone.
It stands in addresses, so it is plain letters and digits.
"""

import hmac
from typing import Final
from uuid import UUID

from django.db.models import F

from openpas.enrolment.models import Order
from openpas.enrolment.orders.refusals import OrderTokenInvalid
from openpas.foundation.actor import Actor, ActorKind
from openpas.records.encryption import blind_index

READS: Final = 500
"""How often a token works: a browser that asks every two seconds for a quarter of an hour."""

_ID_LENGTH: Final = 32


def token_of(public_id: UUID) -> str:
    proof = blind_index(f"order-token\n{public_id.hex}")
    return f"{public_id.hex}{proof.hex()}"


def holder_of(token: str) -> Actor:
    """Whoever has the token of an order; counts the use. Raises OrderTokenInvalid."""
    try:
        public_id = UUID(token[:_ID_LENGTH])
    except ValueError:
        raise OrderTokenInvalid from None
    if not hmac.compare_digest(token.encode(), token_of(public_id).encode()):
        raise OrderTokenInvalid
    if not Order.objects.filter(public_id=public_id, token_reads__lt=READS).update(token_reads=F("token_reads") + 1):
        raise OrderTokenInvalid
    return Actor(holder_id(public_id), ActorKind.SYSTEM)


def holder_id(public_id: UUID) -> str:
    """The id of the actor that the token of an order stands for."""
    return f"order:{public_id}"
