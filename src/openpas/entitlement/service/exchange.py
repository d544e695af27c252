"""The code that came back with the person is changed for a token, once."""

import secrets
from typing import Final

from openpas.entitlement.models import Validation
from openpas.entitlement.refusals import CodeRefused, ValidationTokenInvalid
from openpas.entitlement.rules import CODE_LASTS, TOKEN_LASTS, is_verifier_of
from openpas.foundation.actor import Actor, ActorKind
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_SECRET_BYTES: Final = 48


def exchange_code(code: str, verifier: str) -> str:
    """A token for the information. Raises CodeRefused; whoever has a code but not its verifier has used it up."""
    now = clock.now()
    mine = Validation.objects.filter(code_index=blind_index(code), code_used_at=None)
    if not mine.filter(returned_at__gt=now - CODE_LASTS).update(code_used_at=now):
        raise CodeRefused
    validation = Validation.objects.get(code_index=blind_index(code))
    if not is_verifier_of(bytes(validation.challenge_digest), verifier):
        raise CodeRefused
    token = secrets.token_urlsafe(_SECRET_BYTES)
    validation.token_index = blind_index(token)
    validation.save(update_fields=["token_index"])
    return token


def validation_of(token: str) -> Validation:
    """The validation of a token that is still good. Raises ValidationTokenInvalid."""
    found = (
        Validation.objects.select_related("return_address__client")
        .filter(
            token_index=blind_index(token),
            code_used_at__gt=clock.now() - TOKEN_LASTS,
            return_address__client__is_active=True,
        )
        .first()
    )
    if found is None:
        raise ValidationTokenInvalid
    return found


def actor_of(validation: Validation) -> Actor:
    """The client that began the validation, with no right but this one. It is who looks, for the log of access."""
    return Actor(f"client:{validation.return_address.client.client_id}", ActorKind.IDENTIFIED_CLIENT)
