"""Change the address of an account: by a code to the new one, and a mail to the old one."""

from typing import Final

from django.db import IntegrityError, transaction

from openpas.identity.models import User
from openpas.identity.sign_in import mails
from openpas.identity.sign_in.browsers import forget_all
from openpas.identity.sign_in.codes import new_code, use_code
from openpas.identity.sign_in.mailboxes import demand_personal, is_shared_mailbox, normal_address
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.refusals import WrongCode
from openpas.identity.sign_in.session_rows import demand_fresh
from openpas.identity.sign_in.signed_in import Present
from openpas.runtime import clock

__all__ = ["confirm_change", "is_shared_mailbox", "start_change"]

_PURPOSE: Final = "change address"


@transaction.atomic
def start_change(present: Present, address: str) -> str:
    """Send a code to the new address, and give it as it will be kept. The account keeps the old one until then.

    For an address that has an account already the same happens to the eye, but its reader is told that instead of the
    code. Raises NotProvenLately, NotAnAddress, SharedMailbox and CodeTooSoon.
    """
    demand_fresh(present)
    wanted = normal_address(address)
    demand_personal(wanted)
    code = new_code(present.user, _PURPOSE, wanted)
    owner = User.objects.filter(email=wanted).first()
    if owner is None:
        mails.send_address_code(present.user, wanted, code)
    else:
        mails.account_exists(owner)
    return wanted


def confirm_change(present: Present, address: str, code: str) -> None:
    """The code came back from the new address, which is that of the account from now on.

    No browser is trusted any more, and links for a new password that went to the old address are gone. Raises
    NotProvenLately, NotAnAddress and WrongCode.
    """
    demand_fresh(present)
    wanted, former = normal_address(address), present.user.email
    with transaction.atomic():
        is_right = use_code(present.user, _PURPOSE, wanted, code) and _move(present.user, wanted)
        if is_right:
            forget_all(present.user)
            present.user.sent_codes.all().delete()
            note_own(present.user, "change_email")
            mails.email_changed(present.user, former)
    if not is_right:
        raise WrongCode


def _move(user: User, wanted: str) -> bool:
    """Whether the address was still free."""
    try:
        with transaction.atomic():
            user.email = wanted
            user.email_confirmed_at = clock.now()
            user.save(update_fields=["email", "email_confirmed_at"])
    except IntegrityError:
        user.refresh_from_db(fields=["email", "email_confirmed_at"])
        return False
    return True
