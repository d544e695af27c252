"""The second proof: an app, an SMS or a mail, as the person chooses at each sign-in (contract/rules.md F 105 to 115).

Only the person adds or removes one. Nobody else can, at no desk, in no region: there is no command for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from openpas.identity.models import Factor, User
from openpas.identity.sign_in import attempts, mails, recovery
from openpas.identity.sign_in.app_codes import step_of
from openpas.identity.sign_in.browsers import forget_all
from openpas.identity.sign_in.codes import end_codes, new_code, use_code
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.refusals import LastFactorStays, MustRest, WrongCode
from openpas.identity.sign_in.rules import email_hint, number_hint
from openpas.identity.sign_in.setting_up import (
    AppSetup,
    confirm_app,
    confirm_email,
    confirm_sms,
    start_app,
    start_email,
    start_sms,
)
from openpas.records.encryption import decrypt
from openpas.runtime import clock

__all__ = [
    "RECOVERY",
    "AppSetup",
    "Method",
    "check",
    "confirm_app",
    "confirm_email",
    "confirm_sms",
    "end_second_step",
    "is_set_up",
    "methods_of",
    "needs_second_factor",
    "remove",
    "send_code",
    "start_app",
    "start_email",
    "start_sms",
    "works_somewhere",
]

RECOVERY: Final = "RECOVERY"
WORDS: Final = {Factor.Kind.APP: "otp", Factor.Kind.EMAIL: "email", Factor.Kind.SMS: "sms", RECOVERY: "recovery"}
"""What a session and a token say of each kind (RFC 8176, and our own words where that has none)."""

_SECOND_STEP: Final = "second step {}"


@dataclass(frozen=True, slots=True)
class Method:
    """One way to make the second step. `hint` tells which telephone or mailbox: "… 12", "d…@ex…"; the app has none."""

    kind: Factor.Kind
    hint: str


def methods_of(user: User) -> tuple[Method, ...]:
    """What can be chosen at this sign-in, what was used last first; recovery codes come beside it."""
    confirmed = user.factors.filter(confirmed_at__isnull=False).order_by("-last_used_at", "pk")
    return tuple(Method(Factor.Kind(factor.kind), _hint(user, factor)) for factor in confirmed)


def works_somewhere(user: User) -> bool:
    """Whether somebody works at a desk or looks after a region, and so must use a second proof."""
    return user.desks.exists() or user.manages.exists()


def needs_second_factor(user: User) -> bool:
    """Whether a password is not enough: for everybody who works somewhere, and who wants it so."""
    return user.factors.filter(confirmed_at__isnull=False).exists() or works_somewhere(user)


def is_set_up(user: User) -> bool:
    """Whether the person can prove more than a password; until then the pages lead to setting it up."""
    return user.factors.filter(confirmed_at__isnull=False).exists() or user.passkeys.exists()


@transaction.atomic
def send_code(user: User, kind: str) -> None:
    """Send a code for the second step, by SMS or mail; an app makes its own.

    Raises CodeTooSoon, and WrongCode where the person does not have this method.
    """
    factor = _confirmed(user, kind)
    if factor.kind == Factor.Kind.SMS:
        number = decrypt(factor.secret_encrypted)
        mails.send_code_by_sms(user, number, new_code(user, _SECOND_STEP.format(kind), number))
    elif factor.kind == Factor.Kind.EMAIL:
        mails.send_code(user, user.email, new_code(user, _SECOND_STEP.format(kind), user.email))


def check(user: User, kind: str, code: str) -> str:
    """The second step with a code of this kind, RECOVERY included; gives the word for the methods of the session.

    Raises WrongCode; after the fifth wrong one MustRest, and the person is told by mail, because whoever comes so far
    knows the password.
    """
    origins = [attempts.second_proof_of(user)]
    with transaction.atomic():
        attempts.take_turn(origins[0])
        minutes = attempts.minutes_to_rest(origins)
        if not minutes and _is_right(user, kind, code):
            attempts.forget_failures(origins)
            return WORDS[kind]
        if not minutes:
            attempts.remember_failure(origins)
            _tell_of_guessing(user, origins)
    raise MustRest(minutes) if minutes else WrongCode


def end_second_step(user: User) -> None:
    """Somebody is in: codes that were sent on the way are of no use for another sign-in (OWASP ASVS 5.0, 6.6.2)."""
    end_codes(user, (_SECOND_STEP.format(kind) for kind in Factor.Kind))


@transaction.atomic
def remove(user: User, kind: str) -> None:
    """Remove one's own method. Raises LastFactorStays for the last one of somebody who works somewhere."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    others = user.factors.filter(confirmed_at__isnull=False).exclude(kind=kind)
    if not others.exists() and works_somewhere(user):
        raise LastFactorStays
    removed, _ = user.factors.filter(kind=kind).delete()
    if not removed:
        return
    if not others.exists():
        user.recovery_codes.all().delete()
    forget_all(user)
    note_own(user, "remove_factor", kind=kind)
    mails.factor_removed(user, kind)


def _confirmed(user: User, kind: str) -> Factor:
    factor = user.factors.select_for_update().filter(kind=kind, confirmed_at__isnull=False).first()
    if factor is None:
        raise WrongCode
    return factor


def _is_right(user: User, kind: str, code: str) -> bool:
    if kind == RECOVERY:
        return recovery.use(user, code)
    factor = user.factors.select_for_update().filter(kind=kind, confirmed_at__isnull=False).first()
    if factor is None:
        return False
    if kind == Factor.Kind.APP:
        step = step_of(decrypt(factor.secret_encrypted), code, after=factor.last_step)
        is_right = step is not None
        factor.last_step = step or factor.last_step
    else:
        destination = user.email if kind == Factor.Kind.EMAIL else decrypt(factor.secret_encrypted)
        is_right = use_code(user, _SECOND_STEP.format(kind), destination, code)
    if is_right:
        factor.last_used_at = clock.now()
        factor.save(update_fields=["last_step", "last_used_at"])
    return is_right


def _tell_of_guessing(user: User, origins: Sequence[attempts.Origin]) -> None:
    if attempts.minutes_to_rest(origins):
        mails.wrong_codes(user)


def _hint(user: User, factor: Factor) -> str:
    if factor.kind == Factor.Kind.EMAIL:
        return email_hint(user.email)
    return number_hint(decrypt(factor.secret_encrypted)) if factor.kind == Factor.Kind.SMS else ""
