"""Commands of a validation of the social tariff, in the order in which they happen, and of attests seen at a desk."""

from openpas.entitlement.service.attests import AttestSeen, record_attest
from openpas.entitlement.service.exchange import exchange_code
from openpas.entitlement.service.id_tokens import spend_id_token
from openpas.entitlement.service.information import ShownEntitlement, ShownPerson, show_entitlement
from openpas.entitlement.service.return_addresses import allow_return_address
from openpas.entitlement.service.sign_in import finish_sign_in, start_sign_in

__all__ = [
    "AttestSeen",
    "ShownEntitlement",
    "ShownPerson",
    "allow_return_address",
    "exchange_code",
    "finish_sign_in",
    "record_attest",
    "show_entitlement",
    "spend_id_token",
    "start_sign_in",
]
