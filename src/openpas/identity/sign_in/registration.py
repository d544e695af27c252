"""An account of one's own, for passholders: by a code to the address, which tells nobody whether it had one."""

from typing import Final

from django.db import transaction

from openpas.foundation.text import LANGUAGES
from openpas.identity.models import User
from openpas.identity.sign_in import mails
from openpas.identity.sign_in.codes import new_code, use_code
from openpas.identity.sign_in.mailboxes import demand_personal, normal_address
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.password import demand_strength
from openpas.identity.sign_in.refusals import CodeTooSoon, WrongCode
from openpas.identity.sign_in.waiting_mails import MAIL_REGISTRATION_CODE, defer, demand_patience
from openpas.runtime import clock

_PURPOSE: Final = "register"


def start(email: str, language: str, address: str = "") -> str:
    """Ask for an account, from a network address; gives the e-mail address as it will be kept.

    To the eye the same happens for an address that has one: its reader is told so instead of getting a code. Raises
    NotAnAddress, SharedMailbox and MustRest.
    """
    wanted = normal_address(email)
    demand_personal(wanted)
    demand_patience(address)
    defer(MAIL_REGISTRATION_CODE, email=wanted, language=language)
    return wanted


@transaction.atomic
def send(email: str, language: str) -> None:
    """The worker's part: a code, or word of the account that is there. A code that was sent just now is enough."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, email)
    if is_used(user):
        mails.account_exists(user)
        return
    user.language = language if language in LANGUAGES else user.language
    user.save(update_fields=["language"])
    try:
        mails.send_registration_code(user, new_code(user, _PURPOSE, email))
    except CodeTooSoon:
        return


def finish(email: str, code: str, name: str, password: str) -> User:
    """The account, with a password of its own. Raises NotAnAddress, WeakPassword and WrongCode.

    Who was invited and registers instead has proved the same: that it reads the mailbox.
    """
    wanted = normal_address(email)
    demand_strength(password, User(email=wanted, name=name))
    with transaction.atomic():
        user = User.objects.select_for_update().filter(email=wanted, is_active=True).first()
        is_right = user is not None and not is_used(user) and use_code(user, _PURPOSE, wanted, code)
        if is_right and user is not None:
            user.name = " ".join(name.split()) or wanted
            user.email_confirmed_at = clock.now()
            user.set_password(password)
            user.save(update_fields=["name", "email_confirmed_at", "password"])
            note_own(user, "register")
            return user
    raise WrongCode


def is_used(user: User) -> bool:
    """Whether somebody ever made the account its own; one that was only invited or asked for is not."""
    return (
        user.has_usable_password()
        or user.last_login is not None
        or user.passkeys.exists()
        or user.external_accounts.exists()
    )
