"""Passwords: given, changed, and replaced by a link in a mail. Whether an account exists shows in none of it."""

from typing import Final

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from openpas.identity.models import Authorization, SignedInSession, User
from openpas.identity.sign_in import attempts, mails
from openpas.identity.sign_in.browsers import forget_all, is_known
from openpas.identity.sign_in.mailed_links import mailed_link, token_of, use_link
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.refusals import MustRest, WeakPassword, WrongPassword
from openpas.identity.sign_in.rules import LONGEST_PASSWORD, RESET_LIVES
from openpas.identity.sign_in.session_rows import demand_fresh, end_all, end_rows
from openpas.identity.sign_in.signed_in import Present
from openpas.identity.sign_in.waiting_mails import MAIL_RESET_LINK, defer, demand_patience
from openpas.runtime import clock

_NONE: Final = "!"
"""No password at all: checking against it takes as long as against any other."""
_RESET: Final = "reset password"


def person_with(email: str, password: str, address: str, known_browser: str = "") -> User:
    """Whose address and password these are, asked from a network address.

    Raises WrongPassword, in the same time and words whether the account is unknown, closed, without a password or
    another's; and MustRest after too many, even with the right one. `known_browser` is the cookie of that name: where
    the person signed in before, guessing from elsewhere does not keep it out.
    """
    normal = email.strip().lower()
    origins = [attempts.account_at(normal, address), attempts.network_address(address)]
    with transaction.atomic():
        attempts.take_turn(origins[0])
        user = User.objects.filter(email=normal).first()
        if not is_known(normal, known_browser):
            origins.append(attempts.account_anywhere(normal))
        minutes = attempts.minutes_to_rest(origins)
        if not minutes and _is_right(user, password) and user is not None and user.is_active:
            attempts.forget_failures([attempts.account_at(normal, address), attempts.account_anywhere(normal)])
            return user
        if not minutes:
            attempts.remember_failure(origins)
    raise MustRest(minutes) if minutes else WrongPassword


def demand_strength(password: str, user: User) -> None:
    """Raise WeakPassword, with what to do about it in the language of the reader."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(error.messages) from None


def change_password(request: HttpRequest, present: Present, password: str) -> None:
    """Set a new password, for who has just proved again who it is (`sessions.prove_again`).

    All other sessions end, those of programs too, and no browser is trusted any more. Raises NotProvenLately and
    WeakPassword.
    """
    demand_fresh(present)
    demand_strength(password, present.user)
    with transaction.atomic():
        _set(present.user, password)
        end_rows(SignedInSession.objects.filter(user=present.user).exclude(pk=present.session.pk))
        update_session_auth_hash(request, present.user)
        SignedInSession.objects.filter(pk=present.session.pk).update(session_key=request.session.session_key)
    present.session.session_key = request.session.session_key or ""


def request_reset(email: str, address: str = "") -> None:
    """Ask for a link to a new password, from a network address. Nothing tells whether there is such an account.

    The worker looks that up and sends the mail, so that it takes equally long. Raises MustRest.
    """
    demand_patience(address)
    defer(MAIL_RESET_LINK, email=email.strip().lower())


def mail_reset_link(email: str) -> None:
    """The worker's part: nothing is sent to an address without an account, nor for a closed one."""
    user = User.objects.filter(email=email, is_active=True).first()
    if user is not None:
        mails.reset_password(user, token_of(user, _RESET, RESET_LIVES))


def reset_owner(token: str) -> User:
    """Whose link it is, to show the page. Raises LinkGone."""
    return mailed_link(_RESET, token).user


@transaction.atomic
def reset(token: str, password: str) -> User:
    """Set a new password with the link of a mail. The second step is not touched: it is asked at the next sign-in.

    Every session ends, and the address has been proven. Raises LinkGone and WeakPassword.
    """
    sent = mailed_link(_RESET, token)
    demand_strength(password, sent.user)
    use_link(sent)
    user = sent.user
    if user.email_confirmed_at is None:
        user.email_confirmed_at = clock.now()
    _set(user, password)
    end_all(user)
    attempts.forget_failures([attempts.account_anywhere(user.email)])
    return user


def _is_right(user: User | None, password: str) -> bool:
    """One hash is computed whatever it is about. An old kind of hash is replaced when the password is right."""
    encoded = _NONE if user is None or len(password) > LONGEST_PASSWORD else user.password

    def renew(right: str) -> None:
        if user is not None:
            user.set_password(right)
            user.save(update_fields=["password"])

    return check_password(password, encoded, renew)


def _set(user: User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password", "email_confirmed_at"])
    forget_all(user)
    Authorization.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.now())
    note_own(user, "change_password")
    mails.password_changed(user)
