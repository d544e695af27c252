"""Somebody lost telephone, app and paper. Three proofs together open the account again (docs/decisions/0016).

An ADMIN of a desk where it works, who knows it, asks for a link; it opens that link in its own mailbox; it gives its
password. Nobody of these alone can take away a second step, and the ADMIN gets no more than that a mail was sent.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.identity.models import Factor, SentCode, User
from openpas.identity.oauth.authorizations import end_all_of
from openpas.identity.refusals import AdminNotFound
from openpas.identity.sign_in import mails
from openpas.identity.sign_in.browsers import forget_all
from openpas.identity.sign_in.mailed_links import mailed_link, token_of, use_link
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.password import person_with
from openpas.identity.sign_in.refusals import WrongPassword
from openpas.identity.sign_in.session_rows import end_all
from openpas.identity.staff.places import locked_by_who_may
from openpas.organizers.models import Organizer
from openpas.records.encryption import decrypt
from openpas.records.service import note

LIVES: Final = timedelta(hours=24)
_PURPOSE: Final = "start over"


@transaction.atomic
def vouch(actor: Actor, organizer: Organizer, user: User) -> None:
    """Send somebody of the desk a link with which it can choose a new second step. Nothing of the account changes yet.

    Nobody vouches for itself, nor for who looks after a region. Raises PermissionMissing and AdminNotFound.
    """
    locked = locked_by_who_may(actor, organizer)
    works_here = locked.admins.filter(user=user, user__is_active=True, user__manages=None).exists()
    if not works_here or actor.id == f"user:{user.pk}":
        raise AdminNotFound
    mails.start_over(user, token_of(user, _PURPOSE, LIVES), int(LIVES.total_seconds() // 3600))
    note(actor, "account.vouch", f"user:{user.pk}", None, organizer_id=locked.pk)


def starting_over(token: str) -> User:
    """Who got the link, to show the page. Raises LinkGone."""
    return mailed_link(_PURPOSE, token).user


def start_over(token: str, password: str, address: str) -> User:
    """Remove all second steps of whoever got the link and gives its password, from a network address.

    Passkeys, recovery codes, trusted browsers, sessions and what programs hold go with them; the person signs in and
    sets up a new one. The mailbox and the telephone that was known are told. Raises LinkGone, WrongPassword and
    MustRest.
    """
    link = mailed_link(_PURPOSE, token)
    user = person_with(link.user.email, password, address)
    if user != link.user:
        raise WrongPassword
    with transaction.atomic():
        use_link(link)
        _forget_proofs(user, link)
        note_own(user, "start_over")
    return user


def _forget_proofs(user: User, link: SentCode) -> None:
    for factor in user.factors.filter(kind=Factor.Kind.SMS, confirmed_at__isnull=False):
        mails.started_over_by_sms(user, decrypt(factor.secret_encrypted))
    mails.started_over(user)
    for rows in (user.factors.all(), user.passkeys.all(), user.recovery_codes.all()):
        rows.delete()
    user.sent_codes.exclude(pk=link.pk).delete()
    forget_all(user)
    end_all(user)
    end_all_of(user, "start_over")
