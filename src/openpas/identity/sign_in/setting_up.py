"""Set up a second step: what is shown or sent counts once a code of it came back. Only the person does this."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import pyotp
from django.db import transaction

from openpas.identity.models import Factor, User
from openpas.identity.sign_in import mails
from openpas.identity.sign_in.app_codes import step_of
from openpas.identity.sign_in.browsers import forget_all
from openpas.identity.sign_in.codes import new_code, use_code
from openpas.identity.sign_in.mailboxes import demand_personal
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.refusals import WrongCode
from openpas.records.encryption import decrypt, encrypt
from openpas.records.sms.numbers import mobile_number
from openpas.runtime import clock

_PENDING_LIVES: Final = timedelta(hours=1)
_ISSUER: Final = "UiTPAS"
_SET_UP: Final = "set up {}"


@dataclass(frozen=True, slots=True)
class AppSetup:
    """What an authenticator app takes in: `uri` as a picture, or `seed` typed by hand."""

    seed: str = field(repr=False)
    uri: str = field(repr=False)


@transaction.atomic
def start_app(user: User) -> AppSetup:
    """What the app needs. The same for an hour, so that whoever reloads the page need not scan again."""
    factor = _prepared(user, Factor.Kind.APP)
    is_kept = factor.pending_since is not None and clock.now() < factor.pending_since + _PENDING_LIVES
    seed = decrypt(factor.pending_encrypted) if is_kept else _await(factor, pyotp.random_base32())
    return AppSetup(seed, pyotp.TOTP(seed).provisioning_uri(name=user.email, issuer_name=_ISSUER))


@transaction.atomic
def confirm_app(user: User, code: str) -> None:
    """The app gave its first code, so from now on it counts. Raises WrongCode, and nothing changes."""
    factor = _pending(user, Factor.Kind.APP)
    step = step_of(decrypt(factor.pending_encrypted), code, after=0)
    if step is None:
        raise WrongCode
    factor.last_step = step
    _confirm(user, factor)


@transaction.atomic
def start_sms(user: User, number: str) -> None:
    """Send a code to the number, however it was typed. Raises NoMobileNumber and CodeTooSoon."""
    normal = mobile_number(number)
    code = new_code(user, _SET_UP.format(Factor.Kind.SMS), normal)
    _await(_prepared(user, Factor.Kind.SMS), normal)
    mails.send_code_by_sms(user, normal, code)


def confirm_sms(user: User, code: str) -> None:
    """The code came back: the number counts, in the place of a former one. Raises WrongCode."""
    with transaction.atomic():
        factor = _pending(user, Factor.Kind.SMS)
        number = decrypt(factor.pending_encrypted)
        is_right = use_code(user, _SET_UP.format(Factor.Kind.SMS), number, code)
        if is_right:
            _confirm(user, factor)
    if not is_right:
        raise WrongCode


@transaction.atomic
def start_email(user: User) -> None:
    """Send a code to the address of the account. Raises SharedMailbox and CodeTooSoon."""
    demand_personal(user.email)
    code = new_code(user, _SET_UP.format(Factor.Kind.EMAIL), user.email)
    _await(_prepared(user, Factor.Kind.EMAIL), user.email)
    mails.send_code(user, user.email, code)


def confirm_email(user: User, code: str) -> None:
    """The code came back: codes go to that address from now on. Raises WrongCode."""
    with transaction.atomic():
        factor = _pending(user, Factor.Kind.EMAIL)
        is_right = use_code(user, _SET_UP.format(Factor.Kind.EMAIL), user.email, code)
        if is_right:
            User.objects.filter(pk=user.pk, email_confirmed_at=None).update(email_confirmed_at=clock.now())
            _confirm(user, factor)
    if not is_right:
        raise WrongCode


def _prepared(user: User, kind: Factor.Kind) -> Factor:
    factor, _ = Factor.objects.select_for_update().get_or_create(
        user=user, kind=kind, defaults={"created_at": clock.now()}
    )
    return factor


def _await(factor: Factor, secret: str) -> str:
    factor.pending_encrypted = encrypt(secret)
    factor.pending_since = clock.now()
    factor.save(update_fields=["pending_encrypted", "pending_since"])
    return secret


def _pending(user: User, kind: Factor.Kind) -> Factor:
    since = clock.now() - _PENDING_LIVES
    factor = user.factors.select_for_update().filter(kind=kind, pending_since__gt=since).first()
    if factor is None:
        raise WrongCode
    return factor


def _confirm(user: User, factor: Factor) -> None:
    now = clock.now()
    factor.secret_encrypted = b"" if factor.kind == Factor.Kind.EMAIL else factor.pending_encrypted
    factor.pending_encrypted = b""
    factor.pending_since = None
    factor.confirmed_at = factor.last_used_at = now
    factor.save()
    forget_all(user)
    note_own(user, "add_factor", kind=factor.kind)
    mails.factor_added(user, factor.kind)
