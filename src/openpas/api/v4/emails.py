"""What an e-mail address can be used for: operation 45."""

from typing import Annotated

from django.conf import settings
from ninja import Path

from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID
from openpas.api.v4.core.rates import slow_down
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, EmailAddress
from openpas.identity.linked_passes import EmailState, email_state
from openpas.records.rate_limit import Rate

router = Router(tags=["UiTiD"])


class EmailStateSchema(ContractSchema):
    state: EmailState


@router.get(
    "/uitid/emails/{email}",
    auth=TOKEN_OR_CLIENT_ID,
    response=EmailStateSchema,
    operation_id="get-uitid-email",
    summary="Retrieve UiTiD email address status",
)
def get_email_state(request: ApiRequest, email: Annotated[EmailAddress, Path()]) -> EmailStateSchema:
    """Whether the address has an account, and whether that account has a pass. Limited per network address."""
    slow_down(request, Rate("email-states", settings.OPENPAS_REGISTRATION_LOOKUPS, seconds=600))
    return EmailStateSchema(state=email_state(email))
