"""Browsers that somebody trusts for thirty days, and browsers that it used before (contract/rules.md F 111)."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from openpas.identity.models import KnownBrowser, TrustedBrowser, User
from openpas.identity.sign_in.own_changes import hashed, new_token, note_own
from openpas.identity.sign_in.rules import TRUST_LIVES
from openpas.runtime import clock

TRUSTED_COOKIE: Final = "openpas_trusted"
KNOWN_COOKIE: Final = "openpas_browser"


@transaction.atomic
def trust(user: User, request_name: str) -> str:
    """Ask for no second proof in this browser until thirty days from now; the token is for its cookie, and of this
    person only. `request_name` is what the person recognises the browser by.
    """
    now = clock.now()
    token = new_token()
    user.trusted_browsers.filter(expires_at__lte=now).delete()
    TrustedBrowser.objects.create(
        user=user,
        token_hash=hashed(token),
        name=request_name,
        created_at=now,
        last_used_at=now,
        expires_at=now + TRUST_LIVES,
    )
    note_own(user, "trust_browser")
    return token


def is_trusted(user: User, token: str) -> bool:
    """Whether this person trusts the browser with this cookie; using it does not make the thirty days longer."""
    now = clock.now()
    trusted = user.trusted_browsers.filter(token_hash=hashed(token), expires_at__gt=now)
    return bool(token) and trusted.update(last_used_at=now) > 0


def trusted_of(user: User) -> Sequence[TrustedBrowser]:
    """The browsers that the person trusts now, last used first."""
    return list(user.trusted_browsers.filter(expires_at__gt=clock.now()).order_by("-last_used_at", "-pk"))


@transaction.atomic
def revoke(user: User, browser_id: int) -> None:
    """Trust one browser no longer. Nothing happens for one that is not the person's."""
    deleted, _ = user.trusted_browsers.filter(pk=browser_id).delete()
    if deleted:
        note_own(user, "revoke_trust")


def forget_all(user: User) -> None:
    """Trust no browser any more: called by every change of password, address, number or factor."""
    user.trusted_browsers.all().delete()


def is_known(email: str, token: str) -> bool:
    """Whether the account with this address was used before in the browser with this cookie; one query in any case."""
    return KnownBrowser.objects.filter(user__email=email, token_hash=hashed(token)).exists()


def remember(user: User, token: str) -> bool:
    """Note that the person signs in in this browser; whether that is news: it had another one before."""
    had_another = user.known_browsers.exists()
    _, is_new = KnownBrowser.objects.get_or_create(
        user=user, token_hash=hashed(token), defaults={"first_seen_at": clock.now()}
    )
    return is_new and had_another
