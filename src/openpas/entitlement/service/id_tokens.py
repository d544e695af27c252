"""Proofs about one person each: given out with the information, spent in an order."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from openpas.entitlement.models import IdToken, Validation
from openpas.entitlement.refusals import IdTokenInvalid
from openpas.entitlement.rules import ID_TOKEN_LASTS, NOT_GOOD, Identity, Proof, require_proof
from openpas.entitlement.service.persons import opened, sealed
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_SECRET_BYTES: Final = 48


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A token that is seen this once, and until when it can be spent."""

    token: str
    expires_at: datetime


@transaction.atomic
def give_out(validation: Validation, proven: Iterable[tuple[Identity, bool]]) -> list[GivenOut]:
    """A token for each person (and whether the tariff is due); those of an earlier answer are worthless from now on."""
    expires_at = clock.now().replace(microsecond=0) + ID_TOKEN_LASTS
    validation.id_tokens.filter(used_at=None).delete()
    given = []
    for identity, has_social_tariff in proven:
        token = secrets.token_urlsafe(_SECRET_BYTES)
        IdToken.objects.create(
            validation=validation,
            token_index=blind_index(token),
            person_encrypted=sealed(identity),
            has_social_tariff=has_social_tariff,
            expires_at=expires_at,
        )
        given.append(GivenOut(token, expires_at))
    return given


@transaction.atomic
def spend_id_token(token: str, registered: Identity) -> None:
    """Use a token for the registration of this person, in the transaction of the registration. Raises IdTokenInvalid.

    Two orders at once: the second waits for the row and finds it used.
    """
    row = IdToken.objects.select_for_update().filter(token_index=blind_index(token)).first()
    if row is None:
        raise IdTokenInvalid(NOT_GOOD)
    proof = Proof(opened(row.person_encrypted), row.has_social_tariff, row.expires_at, row.used_at is not None)
    now = clock.now()
    require_proof(proof, registered, now)
    row.used_at = now
    row.save(update_fields=["used_at"])
