"""What people let clients do for them: begun by a code, kept by refresh tokens, ended at once for all of them.

A code is good once; a second use means that somebody else has it too, and ends the authorization (RFC 6749, 4.1.2). A
refresh token is changed at each use and the used one stays good for a short while (docs/decisions/0012).
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from openpas.foundation.actor import Actor, ActorKind
from openpas.identity.models import ApiClient, Authorization, AuthorizationCode, RefreshToken, User
from openpas.identity.oauth.rules import CODE_LASTS
from openpas.identity.sign_in.own_changes import hashed, new_token
from openpas.records.service import note, publish
from openpas.runtime import clock
from openpas.runtime.hot_statements import HotRead, HotStatement

_log: Final = logging.getLogger(__name__)
_HELD: Final = HotRead(
    RefreshToken,
    """
    identity_refreshtoken this
    JOIN identity_authorization "authorization" ON "authorization".id = this.authorization_id
    JOIN identity_user "authorization__user" ON "authorization__user".id = "authorization".user_id
    WHERE this.token_hash = %(token_hash)s FOR UPDATE OF this, "authorization"
    """,
    authorization=Authorization,
    authorization__user=User,
)
_NEXT: Final = HotStatement("""
    WITH used AS (
        UPDATE identity_refreshtoken SET used_at = %(now)s WHERE id = %(held)s AND used_at IS NULL
    )
    INSERT INTO identity_refreshtoken (authorization_id, token_hash, created_at, expires_at)
    VALUES (%(authorization)s, %(hash)s, %(now)s, %(ends_at)s)
    RETURNING id
""")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the request for a code said that its exchange must match."""

    redirect_uri: str
    code_challenge: str
    nonce: str


@transaction.atomic
def begin(authorization: Authorization, asked: Asked) -> str:
    """Save what the person just let the client do, and give the code for it."""
    now = clock.now()
    authorization.created_at = now
    authorization.save()
    code = new_token()
    AuthorizationCode.objects.create(
        authorization=authorization,
        code_hash=hashed(code),
        redirect_uri=asked.redirect_uri,
        code_challenge=asked.code_challenge,
        nonce=asked.nonce,
        created_at=now,
        expires_at=now + CODE_LASTS,
    )
    _write_down(authorization, "begin")
    return code


def take_code(code: str, client: ApiClient) -> AuthorizationCode | None:
    """The code of this client, locked, if it can be changed for tokens; a second use ends the authorization.

    Inside a transaction that also marks it used: of two at once, the second waits and finds it so.
    """
    found = _locked_code(code)
    if found is None or found.authorization.client_id != client.pk:
        return None
    if found.used_at is not None:
        revoke(found.authorization, "code_used_twice")
        return None
    return found if found.expires_at > clock.now() and _holds(found.authorization) else None


def mark_used(code: AuthorizationCode) -> None:
    """It is good once."""
    code.used_at = clock.now()
    code.save(update_fields=["used_at"])


def take_refresh_token(token: str, client: ApiClient) -> RefreshToken | None:
    """The refresh token of this client, locked, if it is good; used too long ago it ends the authorization."""
    found = _locked_refresh_token(token)
    if found is None or found.authorization.client_id != client.pk:
        return None
    found.authorization.client = client
    now = clock.now()
    window = timedelta(seconds=settings.OPENPAS_REFRESH_REUSE_SECONDS)
    if found.used_at is not None and now >= found.used_at + window:
        revoke(found.authorization, "refresh_token_used_again")
        return None
    return found if found.expires_at > now and _holds(found.authorization) else None


def first_refresh_token(authorization: Authorization) -> str:
    """The refresh token that comes with the first tokens."""
    token, now = new_token(), clock.now()
    RefreshToken.objects.create(
        authorization=authorization,
        token_hash=hashed(token),
        created_at=now,
        expires_at=_refresh_ends_at(authorization, now),
    )
    return token


def next_refresh_token(held: RefreshToken) -> str:
    """The refresh token that takes the place of this one, which is used now: the first use counts, and no later one
    makes its window longer. One statement.
    """
    token, now = new_token(), clock.now()
    _NEXT.row(
        {
            "held": held.pk,
            "authorization": held.authorization_id,
            "hash": hashed(token),
            "now": now,
            "ends_at": _refresh_ends_at(held.authorization, now),
        }
    )
    return token


def refresh_token_of(token: str) -> RefreshToken | None:
    """The row of a refresh token, whatever its state."""
    return (
        RefreshToken.objects.select_related("authorization__client", "authorization__user")
        .filter(token_hash=hashed(token))
        .first()
    )


def is_good(held: RefreshToken) -> bool:
    """Whether it was not used and can be."""
    return held.used_at is None and held.expires_at > clock.now() and _holds(held.authorization)


def standing(authorization_id: str) -> Authorization | None:
    """The authorization with this id, as long as it holds."""
    found = Authorization.objects.select_related("client", "user").filter(pk=authorization_id).first()
    return found if found is not None and _holds(found) else None


@transaction.atomic
def revoke(authorization: Authorization, reason: str) -> None:
    """End it: no refresh from now on, and its access tokens are refused within a minute."""
    if Authorization.objects.filter(pk=authorization.pk, revoked_at=None).update(revoked_at=clock.now()):
        _write_down(authorization, "revoke", reason=reason)
        _log.info("authorization ended", extra={"fields": {"client_id": authorization.client_id, "reason": reason}})


def authorizations_of(user: User) -> Sequence[Authorization]:
    """The clients that may act for somebody now, for the profile; the newest first."""
    since = clock.now() - timedelta(days=settings.OPENPAS_AUTHORIZATION_DAYS)
    standing_now = user.authorizations.filter(revoked_at=None, created_at__gt=since, client__is_active=True)
    return list(
        standing_now.filter(refresh_tokens__expires_at__gt=clock.now())
        .select_related("client")
        .distinct()
        .order_by("-created_at")
    )


def end_for(user: User, client_id: str) -> None:
    """The person lets this client act no longer, on whichever device."""
    for authorization in user.authorizations.filter(client__client_id=client_id, revoked_at=None):
        revoke(authorization, "by_the_person")


def end_all_of(user: User, reason: str) -> None:
    """No client may act for the person any more: the password was replaced, or the account closed."""
    for authorization in user.authorizations.filter(revoked_at=None):
        revoke(authorization, reason)


def _refresh_ends_at(authorization: Authorization, now: datetime) -> datetime:
    """When nobody used it for long, and never beyond the authorization itself."""
    unused = now + timedelta(days=settings.OPENPAS_REFRESH_DAYS)
    at_last = authorization.created_at + timedelta(days=settings.OPENPAS_AUTHORIZATION_DAYS)
    return min(unused, at_last)


def _holds(authorization: Authorization) -> bool:
    ends_at = authorization.created_at + timedelta(days=settings.OPENPAS_AUTHORIZATION_DAYS)
    is_within = authorization.revoked_at is None and ends_at > clock.now()
    return is_within and authorization.client.is_active and authorization.user.is_active


def _locked_code(code: str) -> AuthorizationCode | None:
    codes = AuthorizationCode.objects.select_for_update(of=("self", "authorization"))
    return codes.select_related("authorization__client", "authorization__user").filter(code_hash=hashed(code)).first()


def _locked_refresh_token(token: str) -> RefreshToken | None:
    return _HELD.first(token_hash=hashed(token))


def _write_down(authorization: Authorization, verb: str, **details: object) -> None:
    actor = Actor(f"user:{authorization.user_id}", ActorKind.PASSHOLDER)
    facts = {"authorization_id": str(authorization.pk), "client_id": authorization.client_id}
    publish("AuthorizationChanged", {**facts, "change": verb})
    note(actor, f"authorization.{verb}", f"client:{authorization.client_id}", None, **details)
