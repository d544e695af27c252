"""Ten codes on paper, each of which replaces the second proof once."""

import secrets
from typing import Final

from django.db import transaction

from openpas.identity.models import RecoveryCode, User
from openpas.identity.sign_in import mails
from openpas.identity.sign_in.own_changes import note_own
from openpas.identity.sign_in.rules import (
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    RECOVERY_LETTERS,
    written_recovery_code,
)
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_GROUP: Final = 5


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Ten codes to write down or print; they are shown this once, and the former ones are worth nothing any more."""
    codes = ["".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]
    user.recovery_codes.all().delete()
    now = clock.now()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_hash=_hashed(user, code), created_at=now) for code in codes
    )
    note_own(user, "new_recovery_codes")
    mails.recovery_codes_made(user)
    return [f"{code[:_GROUP]}-{code[_GROUP:]}" for code in codes]


def left(user: User) -> int:
    """How many codes were not used yet."""
    return user.recovery_codes.filter(used_at=None).count()


@transaction.atomic
def use(user: User, code: str) -> bool:
    """Whether this is a code that was not used yet; it is now, and the person is told by mail."""
    found = user.recovery_codes.filter(code_hash=_hashed(user, written_recovery_code(code)), used_at=None)
    if not found.update(used_at=clock.now()):
        return False
    note_own(user, "use_recovery_code")
    mails.recovery_code_used(user, left(user))
    return True


def _hashed(user: User, code: str) -> bytes:
    return blind_index(f"recovery code\n{user.pk}\n{code}")
