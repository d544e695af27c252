"""Passkeys: sign in without a password, with something that one has and a finger, face or PIN of the device (WebAuthn).

The device checks who holds it, so a passkey is two proofs at once. It answers to our own host name only, and so cannot
be given away on a page that looks like ours.
"""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import webauthn
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from openpas.identity.models import Passkey, User
from openpas.identity.sign_in import mails
from openpas.identity.sign_in.browsers import forget_all
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.refusals import WrongPasskey
from openpas.identity.sign_in.session_rows import demand_fresh, proven
from openpas.identity.sign_in.signed_in import Present
from openpas.runtime import clock

WORD: Final = "hwk"
"""What a session and a token say of it (RFC 8176)."""

_CHALLENGE: Final = "passkey_challenge"
_CHALLENGE_LIVES: Final = timedelta(minutes=5)
_NAME: Final = "UiTPAS"
_LONGEST_NAME: Final = 80
_LONGEST_ANSWER: Final = 16_384


def are_possible() -> bool:
    """Whether browsers allow passkeys here: they want a host name, and an encrypted connection but for localhost."""
    issuer = urlsplit(settings.OPENPAS_ISSUER)
    host = issuer.hostname or ""
    is_name = not host.replace(".", "").isdigit() and ":" not in host
    return is_name and (issuer.scheme == "https" or host == "localhost")


def start_registration(request: HttpRequest, present: Present) -> str:
    """What the browser needs to make a passkey, as JSON. Raises NotProvenLately."""
    demand_fresh(present)
    user = present.user
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name=_NAME,
        user_id=user.subject.encode(),
        user_name=user.email,
        user_display_name=user.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(bytes(one.credential_id)) for one in user.passkeys.all()],
    )
    _keep(request, options.challenge)
    return webauthn.options_to_json(options)


def finish_registration(request: HttpRequest, present: Present, credential: str, name: str) -> Passkey:
    """Keep the passkey that the browser made, under a name of the person's. Raises NotProvenLately and WrongPasskey."""
    demand_fresh(present)
    made = _made(request, credential)
    user, now = present.user, clock.now()
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                user=user,
                credential_id=made.credential_id,
                public_key=made.credential_public_key,
                sign_count=made.sign_count,
                name=" ".join(name.split())[:_LONGEST_NAME] or present.session.name,
                created_at=now,
            )
            forget_all(user)
            note_own(user, "add_factor", kind=mails.PASSKEY)
            mails.factor_added(user, mails.PASSKEY)
    except IntegrityError:
        raise WrongPasskey from None
    return passkey


def start_sign_in(request: HttpRequest) -> str:
    """What the browser needs to let somebody choose a passkey, as JSON; it says nothing about anybody."""
    options = webauthn.generate_authentication_options(
        rp_id=_host(), user_verification=UserVerificationRequirement.REQUIRED
    )
    _keep(request, options.challenge)
    return webauthn.options_to_json(options)


def person_with(request: HttpRequest, credential: str) -> User:
    """Whose passkey answered. Raises WrongPasskey; complete the sign-in with the method `WORD`."""
    challenge = _taken(request)
    answer = _parsed(credential)
    with transaction.atomic():
        passkey = (
            Passkey.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(credential_id=answer.raw_id, user__is_active=True)
            .first()
        )
        if passkey is None or not _is_of(answer, passkey.user):
            raise WrongPasskey
        passkey.sign_count = _verified_count(answer, challenge, passkey)
        passkey.last_used_at = clock.now()
        passkey.save(update_fields=["sign_count", "last_used_at"])
    return passkey.user


def prove_again(request: HttpRequest, present: Present, credential: str) -> None:
    """Prove once more who one is, with a passkey of one's own. Raises WrongPasskey."""
    if person_with(request, credential) != present.user:
        raise WrongPasskey
    proven(present)


@transaction.atomic
def remove(user: User, passkey_id: int) -> None:
    """Remove one's own passkey. Nothing happens for somebody else's."""
    removed, _ = user.passkeys.filter(pk=passkey_id).delete()
    if removed:
        forget_all(user)
        note_own(user, "remove_factor", kind=mails.PASSKEY)
        mails.factor_removed(user, mails.PASSKEY)


def _made(request: HttpRequest, credential: str) -> VerifiedRegistration:
    if len(credential) > _LONGEST_ANSWER:
        raise WrongPasskey
    try:
        return webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=_taken(request),
            expected_rp_id=_host(),
            expected_origin=settings.OPENPAS_ISSUER,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise WrongPasskey from error


def _verified_count(answer: AuthenticationCredential, challenge: bytes, passkey: Passkey) -> int:
    try:
        return webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=settings.OPENPAS_ISSUER,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        ).new_sign_count
    except (WebAuthnException, ValueError) as error:
        raise WrongPasskey from error


def _parsed(credential: str) -> AuthenticationCredential:
    if len(credential) > _LONGEST_ANSWER:
        raise WrongPasskey
    try:
        return parse_authentication_credential_json(credential)
    except (WebAuthnException, ValueError) as error:
        raise WrongPasskey from error


def _is_of(answer: AuthenticationCredential, user: User) -> bool:
    """A passkey says whose it is; it must be the one to whom we gave it (WebAuthn, 7.2, step 6)."""
    return answer.response.user_handle in (None, user.subject.encode())


def _host() -> str:
    return urlsplit(settings.OPENPAS_ISSUER).hostname or ""


def _keep(request: HttpRequest, challenge: bytes) -> None:
    request.session[_CHALLENGE] = {"bytes": b64encode(challenge).decode(), "at": clock.now().isoformat()}


def _taken(request: HttpRequest) -> bytes:
    """The challenge of this browser, which is good once and for five minutes. Raises WrongPasskey."""
    kept = request.session.pop(_CHALLENGE, None)
    if kept is None or clock.now() >= datetime.fromisoformat(kept["at"]) + _CHALLENGE_LIVES:
        raise WrongPasskey
    return b64decode(kept["bytes"])
