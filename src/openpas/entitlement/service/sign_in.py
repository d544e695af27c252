"""Somebody goes to sign in with the government, and comes back."""

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction

from openpas.entitlement.government import government
from openpas.entitlement.models import ReturnAddress, Validation
from openpas.entitlement.providers.identity_provider import SignedIn
from openpas.entitlement.refusals import (
    ChallengeInvalid,
    GovernmentSilent,
    ReturnAddressUnknown,
    SignInCancelled,
    SignInFailed,
    SignInForgotten,
)
from openpas.entitlement.rules import SIGN_IN_LASTS, Identity, address_with, challenge_digest
from openpas.entitlement.service.persons import sealed
from openpas.entitlement.statuses import SourceSilent
from openpas.foundation.refusal import Refusal
from openpas.records.encryption import blind_index, decrypt, encrypt
from openpas.runtime import clock

CALLBACK_PATH: Final = "government/callback"
_CANCELLED: Final = "access_denied"
_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the person goes now. `state` is ours at the identity provider; the browser must bring it back.

    It is empty when the person is sent straight back because the government cannot be reached.
    """

    location: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """With what a browser comes back. `browser_state` is what it kept of the departure."""

    state: str
    browser_state: str
    code: str
    error: str


def start_sign_in(
    redirect_uri: str, client_state: str, code_challenge: str, *, forces_login: bool = False, language: str = "nl"
) -> Departure:
    """Remember the client's state and challenge, and send the person to the identity provider.

    Raises ReturnAddressUnknown and ChallengeInvalid; everything else goes to the client's page as `error`.
    """
    back = ReturnAddress.objects.filter(address=redirect_uri, client__is_active=True).first()
    if back is None:
        raise ReturnAddressUnknown
    digest = challenge_digest(code_challenge)
    if digest is None:
        raise ChallengeInvalid
    state, nonce, verifier = (secrets.token_urlsafe(_SECRET_BYTES) for _ in range(3))
    try:
        location = government().identity_provider.sign_in_address(
            callback_address(), state, nonce, verifier, forces_login=forces_login
        )
    except (SourceSilent, GovernmentSilent):
        return Departure(_back_with(redirect_uri, client_state, GovernmentSilent(), language))
    Validation.objects.create(
        return_address=back,
        client_state=client_state,
        challenge_digest=digest,
        state_index=blind_index(state),
        nonce=nonce,
        verifier_encrypted=encrypt(verifier),
        started_at=clock.now(),
    )
    return Departure(location, state)


def finish_sign_in(came: Return, language: str = "nl") -> str:
    """The client's page with a `code`, or with an `error` for the person, and with the client's own `state`.

    Raises SignInForgotten when nobody knows where the person came from.
    """
    validation = _taken(came)
    page, client_state = validation.return_address.address, validation.client_state
    try:
        person = _person(validation, came)
    except SignInFailed as failed:
        return _back_with(page, client_state, failed, language)
    except (SourceSilent, GovernmentSilent):
        return _back_with(page, client_state, GovernmentSilent(), language)
    code = secrets.token_urlsafe(_SECRET_BYTES)
    validation.person_encrypted = sealed(Identity(person.insz, person.family_name, person.given_name))
    validation.code_index = blind_index(code)
    validation.returned_at = clock.now()
    validation.save(update_fields=["person_encrypted", "code_index", "returned_at"])
    return address_with(page, code=code, state=client_state)


def callback_address() -> str:
    """Our own address at the identity provider, to be registered there."""
    return f"{settings.OPENPAS_ISSUER}/{CALLBACK_PATH}"


@transaction.atomic
def _taken(came: Return) -> Validation:
    """The validation that comes back, once. The network is asked after this transaction."""
    found = (
        Validation.objects.select_for_update(of=("self",))
        .select_related("return_address")
        .filter(
            state_index=blind_index(came.state),
            returned_at=None,
            started_at__gt=clock.now() - SIGN_IN_LASTS,
        )
        .first()
    )
    if found is None or not secrets.compare_digest(came.state.encode(), came.browser_state.encode()):
        raise SignInForgotten
    found.returned_at = clock.now()
    found.save(update_fields=["returned_at"])
    return found


def _person(validation: Validation, came: Return) -> SignedIn:
    if came.error or not came.code:
        raise SignInCancelled if came.error == _CANCELLED else SignInFailed
    return government().identity_provider.person(
        callback_address(), came.code, validation.nonce, decrypt(validation.verifier_encrypted)
    )


def _back_with(page: str, client_state: str, refusal: Refusal, language: str) -> str:
    words = refusal.end_user_message
    return address_with(page, error=words.in_language(language) if words else refusal.title, state=client_state)
