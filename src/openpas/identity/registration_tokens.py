"""Tokens that prove for a short while that somebody holds a pass (O43, O44, O48, O54)."""

import secrets
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from openpas.foundation.identifiers import is_uitpas_number
from openpas.identity.models import RegistrationToken
from openpas.identity.refusals import TokenInvalid, WrongPair
from openpas.passholders.models import Card, Passholder
from openpas.records.encryption import blind_index
from openpas.records.service import publish
from openpas.runtime import clock

LIVES_FOR: Final = timedelta(hours=1)
"""Long enough to make an account and confirm its address."""

_BYTES: Final = 32
_LONGEST: Final = 200


def token_for_pass(uitpas_number: str, date_of_birth: str) -> str:
    """A token for the holder of an ACTIVE card, whose birth date is given as yyyy-mm-dd.

    Raises WrongPair, whatever is wrong.
    """
    passholder = _holder(uitpas_number)
    born_on = _day(date_of_birth)
    if passholder is None or born_on is None or passholder.is_blocked or passholder.date_of_birth != born_on:
        raise WrongPair
    return issue(passholder)


@transaction.atomic
def issue(passholder: Passholder, lives_for: timedelta = LIVES_FOR) -> str:
    """A new token for the pass, in words that are kept nowhere; tokens that expired are thrown away."""
    now = clock.now()
    RegistrationToken.objects.filter(expires_at__lte=now).delete()
    token = secrets.token_urlsafe(_BYTES)
    RegistrationToken.objects.create(
        token_hash=_hashed(token), passholder=passholder, created_at=now, expires_at=now + lives_for
    )
    publish("RegistrationTokenIssued", {"passholder_id": passholder.pk})
    return token


def passholder_of(token: str) -> Passholder:
    """Whose token it is. Raises TokenInvalid when it is unknown, used or expired."""
    if not 0 < len(token) <= _LONGEST:
        raise _unknown()
    found = RegistrationToken.objects.filter(token_hash=_hashed(token), expires_at__gt=clock.now())
    known = found.select_related("passholder").first()
    if known is None:
        raise _unknown()
    return known.passholder


def use_up(passholder: Passholder) -> None:
    """No token of this pass is good any more."""
    RegistrationToken.objects.filter(passholder=passholder).delete()


def _holder(uitpas_number: str) -> Passholder | None:
    if not is_uitpas_number(uitpas_number):
        return None
    cards = Card.objects.filter(uitpas_number=uitpas_number, status=Card.Status.ACTIVE, membership__isnull=False)
    card = cards.select_related("membership__passholder").first()
    return card.membership.passholder if card and card.membership else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _hashed(token: str) -> bytes:
    return blind_index(f"registration-token\n{token}")


def _unknown() -> TokenInvalid:
    return TokenInvalid("The registration token is missing, unknown or expired.")
