"""Where somebody is signed in: listed, ended, locked with a PIN, and proven again for what is sensitive."""

from collections.abc import Sequence

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from openpas.identity.models import SignedInSession, User
from openpas.identity.sign_in.factors import check
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.password import person_with
from openpas.identity.sign_in.refusals import SessionEnded, UnfitPin, WrongPin
from openpas.identity.sign_in.rules import PIN_ATTEMPTS, is_pin, is_simple_pin
from openpas.identity.sign_in.session_rows import alive, demand_fresh, end_all, end_rows, is_fresh, proven
from openpas.identity.sign_in.signed_in import Present
from openpas.runtime import clock

__all__ = [
    "demand_fresh",
    "end_all",
    "end_others",
    "end_session",
    "is_fresh",
    "lock",
    "prove_again",
    "remove_pin",
    "sessions_of",
    "set_pin",
    "unlock",
]


def sessions_of(user: User) -> Sequence[SignedInSession]:
    """Where the person is signed in now, last used first."""
    return list(alive().filter(user=user).order_by("-last_seen_at", "-pk"))


@transaction.atomic
def end_session(user: User, session_id: int) -> None:
    """End one of the person's sessions. Nothing happens for somebody else's."""
    if end_rows(SignedInSession.objects.filter(user=user, pk=session_id)):
        note_own(user, "end_session")


@transaction.atomic
def end_others(present: Present) -> None:
    """End all of the person's sessions but this one."""
    ended = end_rows(SignedInSession.objects.filter(user=present.user).exclude(pk=present.session.pk))
    if ended:
        note_own(present.user, "end_sessions", ended=ended)


def lock(present: Present) -> None:
    """Wait for the PIN. A person without one cannot lock, and nothing happens."""
    if present.user.pin and present.session.locked_at is None:
        present.session.locked_at = clock.now()
        present.session.save(update_fields=["locked_at"])


def unlock(present: Present, pin: str) -> None:
    """Open a locked session. Raises WrongPin, and SessionEnded after the fifth wrong PIN, which ends it."""
    with transaction.atomic():
        session = SignedInSession.objects.select_for_update().filter(pk=present.session.pk).first()
        if session is None:
            raise SessionEnded
        if check_password(pin, present.user.pin):
            SignedInSession.objects.filter(pk=session.pk).update(locked_at=None, wrong_pins=0, last_seen_at=clock.now())
            return
        left = PIN_ATTEMPTS - session.wrong_pins - 1
        SignedInSession.objects.filter(pk=session.pk).update(wrong_pins=F("wrong_pins") + 1)
        if left <= 0:
            end_rows(SignedInSession.objects.filter(pk=session.pk))
    if left <= 0:
        raise SessionEnded
    raise WrongPin(left)


@transaction.atomic
def set_pin(user: User, pin: str) -> None:
    """The PIN that opens a locked desk. Raises UnfitPin."""
    if not is_pin(pin) or is_simple_pin(pin):
        raise UnfitPin
    user.pin = make_password(pin)
    user.save(update_fields=["pin"])
    note_own(user, "set_pin")


def remove_pin(user: User) -> None:
    """Without a PIN the desk cannot be locked."""
    if user.pin:
        user.pin = ""
        user.save(update_fields=["pin"])
        note_own(user, "remove_pin")


def prove_again(present: Present, *, password: str = "", kind: str = "", code: str = "", address: str = "") -> None:
    """Prove once more who one is, with the password (asked from a network address) or a code of one's own method
    (`factors.send_code` sends it); ten minutes long nothing asks again.

    Raises WrongPassword, WrongCode and MustRest. With a passkey: `passkeys.prove_again`.
    """
    if kind:
        check(present.user, kind, code)
    else:
        person_with(present.user.email, password, address)
    proven(present)
