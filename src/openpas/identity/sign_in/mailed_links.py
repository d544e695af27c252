"""Links in mails that prove that somebody reads its mailbox: the newest is good, once, for a while."""

from datetime import timedelta
from typing import Final

from django.db import transaction

from openpas.identity.models import SentCode, User
from openpas.identity.sign_in.own_changes import hashed, new_token
from openpas.identity.sign_in.refusals import LinkGone
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_SEPARATOR: Final = "."


@transaction.atomic
def token_of(user: User, purpose: str, lives: timedelta) -> str:
    """A token for a link of this purpose; a former one is worth nothing any more."""
    now = clock.now()
    token = new_token()
    user.sent_codes.filter(purpose=purpose).delete()
    SentCode.objects.create(
        user=user,
        purpose=purpose,
        destination=blind_index(user.email),
        code_hash=hashed(token),
        created_at=now,
        expires_at=now + lives,
    )
    return f"{user.subject}{_SEPARATOR}{token}"


def mailed_link(purpose: str, token: str) -> SentCode:
    """The row of the link, with its user. Raises LinkGone."""
    subject, _, secret = token.partition(_SEPARATOR)
    found = SentCode.objects.filter(
        user__subject=subject,
        user__is_active=True,
        purpose=purpose,
        code_hash=hashed(secret),
        used_at=None,
        expires_at__gt=clock.now(),
    )
    sent = found.select_related("user").first()
    if sent is None:
        raise LinkGone
    return sent


def use_link(sent: SentCode) -> None:
    """Use it up. Raises LinkGone for the second of two at once."""
    if not SentCode.objects.filter(pk=sent.pk, used_at=None).update(used_at=clock.now()):
        raise LinkGone
