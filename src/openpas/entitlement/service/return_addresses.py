"""A client may send people here and have them back (contract/rules.md 8-43)."""

from openpas.entitlement.models import ReturnAddress
from openpas.entitlement.rules import require_return_address
from openpas.identity.models import ApiClient


def allow_return_address(client: ApiClient, address: str) -> ReturnAddress:
    """Allow the client to name this address as `redirect_uri`. Raises ReturnAddressInvalid.

    An address belongs to one client; given to another it moves.
    """
    require_return_address(address)
    allowed, _ = ReturnAddress.objects.update_or_create(address=address, defaults={"client": client})
    return allowed
