"""What is not needed any more of codes, refresh tokens and authorizations; and keys that sign for long enough."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef

from openpas.identity.models import Authorization, AuthorizationCode, RefreshToken
from openpas.identity.signing_keys import forget_retired, rotate_when_old
from openpas.identity.tokens import LIFETIME
from openpas.runtime import clock

_USED_CODES_KEPT: Final = timedelta(days=1)
"""So long a second use of a code is still noticed, and ends what the first one began."""


def forget_old_authorizations() -> int:
    """Delete codes and refresh tokens that expired, then authorizations that no token belongs to; how many of these."""
    now = clock.now()
    AuthorizationCode.objects.filter(expires_at__lt=now - _USED_CODES_KEPT).delete()
    RefreshToken.objects.filter(expires_at__lt=now).delete()
    refreshing = RefreshToken.objects.filter(authorization=OuterRef("pk"))
    over = Authorization.objects.filter(~Exists(refreshing), created_at__lt=now - LIFETIME - _USED_CODES_KEPT)
    return over.delete()[0]


def renew_signing_keys() -> None:
    """A new key when the present one has signed for long enough; the old ones go when their tokens have expired."""
    rotate_when_old(timedelta(days=settings.OPENPAS_SIGNING_KEY_DAYS))
    forget_retired()
