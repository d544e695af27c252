"""Access tokens: signed JSON (RS256) that says who calls, through which client and for which API, good for a day.

A token is checked without a query: the keys are kept in the process, and so is the verdict on a token that was good,
for a minute at most (contract/rules.md 3.1). A verdict on a person's token asks whether its authorization still holds.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final
from uuid import UUID

import jwt
from cachetools import TLRUCache
from django.conf import settings

from openpas.identity.models import ApiClient, Authorization, User
from openpas.identity.refusals import ApiNotAllowed, TokenInvalid
from openpas.identity.signing_keys import public_key, signing_key
from openpas.runtime import clock

ALGORITHM: Final = "RS256"
LIFETIME: Final = timedelta(hours=24)
APIS_CLAIM: Final = "https://publiq.be/publiq-apis"
INSZ_CLAIM: Final = "https://publiq.be/rrn"
EARLIER_ID_CLAIM: Final = "https://publiq.be/uitidv1id"
AUTHORIZATION_CLAIM: Final = "sid"
THIS_API: Final = "ups"

_KEPT_VERDICTS: Final = 4096
_KEPT_SECONDS: Final = 60.0
_LONGEST_TOKEN: Final = 8192
_DEMANDED: Final = ["exp", "iss", "aud", "sub"]


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """What a good token says: who is meant (`subject`), through which client, for which APIs.

    Times are POSIX seconds. `authorization_id` is that of the authorization of a person, else empty.
    """

    subject: str
    client_id: str
    expires: float
    issued: float = 0
    apis: tuple[str, ...] = ()
    authorization_id: str = ""
    insz: str = field(default="", repr=False)

    @property
    def is_of_client(self) -> bool:
        """Whether the client acts for itself, and not for a person."""
        return self.subject == self.client_id


def issue_client_token(client: ApiClient) -> str:
    """A token with which the client acts for itself."""
    return _signed({**_standard_claims(clock.now()), "sub": client.client_id, "azp": client.client_id}, client.apis)


def issue_user_token(user: User, client: ApiClient, *, insz: str = "", authorization_id: UUID | None = None) -> str:
    """A token with which the client calls for a person, until the authorization ends.

    `insz` is the national number with which the person signed in at the government, if so; only a client that may see
    it (`sees_insz`) gets it in the token. Our accounts never had an earlier id: that claim repeats the subject.
    """
    claims: dict[str, object] = {
        **_standard_claims(clock.now()),
        "sub": user.subject,
        "azp": client.client_id,
        EARLIER_ID_CLAIM: user.subject,
    }
    if authorization_id is not None:
        claims[AUTHORIZATION_CLAIM] = str(authorization_id)
    if insz and client.sees_insz:
        claims[INSZ_CLAIM] = insz
    return _signed(claims, client.apis)


def verified(token: str) -> VerifiedToken:
    """What the token says. Raises TokenInvalid, and ApiNotAllowed when it is good but not for this API."""
    said = believed(token)
    if THIS_API not in said.apis:
        raise ApiNotAllowed
    return said


def believed(token: str) -> VerifiedToken:
    """What the token says, for whichever API. Raises TokenInvalid."""
    now = clock.now().timestamp()
    with _verdicts_turn:
        verdict = _verdicts.get(token)
    if verdict is None or verdict.expires <= now:
        verdict = _verify(token)
        with _verdicts_turn:
            _verdicts[token] = verdict
    return verdict


def forget_verdicts() -> None:
    """Check every token again, from the next request on."""
    with _verdicts_turn:
        _verdicts.clear()


def _kept_until(_token: str, verdict: VerifiedToken, now: float) -> float:
    return min(now + _KEPT_SECONDS, verdict.expires)


_verdicts: TLRUCache[str, VerifiedToken] = TLRUCache(
    _KEPT_VERDICTS, ttu=_kept_until, timer=lambda: clock.now().timestamp()
)
_verdicts_turn: Final = Lock()


def _verify(token: str) -> VerifiedToken:
    claims = _claims(token)
    subject, authorization_id = str(claims["sub"]), str(claims.get(AUTHORIZATION_CLAIM, ""))
    if authorization_id and not Authorization.objects.filter(pk=authorization_id, revoked_at=None).exists():
        raise TokenInvalid
    return VerifiedToken(
        subject,
        client_id=str(claims.get("azp", subject)),
        expires=float(claims["exp"]),
        issued=float(claims.get("iat", 0)),
        apis=tuple(str(claims.get(APIS_CLAIM, "")).split()),
        authorization_id=authorization_id,
        insz=str(claims.get(INSZ_CLAIM, "")),
    )


def _claims(token: str) -> dict[str, Any]:
    if len(token) > _LONGEST_TOKEN:
        raise TokenInvalid
    try:
        key = public_key(str(jwt.get_unverified_header(token).get("kid", "")))
        if key is None:
            raise TokenInvalid
        return jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=settings.OPENPAS_AUDIENCE,
            issuer=settings.OPENPAS_ISSUER,
            options={"require": _DEMANDED},
        )
    except (jwt.InvalidTokenError, ValueError) as error:
        raise TokenInvalid from error


def _standard_claims(moment: datetime) -> dict[str, object]:
    issued = int(moment.timestamp())
    return {
        "iss": settings.OPENPAS_ISSUER,
        "aud": settings.OPENPAS_AUDIENCE,
        "iat": issued,
        "nbf": issued,
        "exp": issued + int(LIFETIME.total_seconds()),
    }


def _signed(claims: dict[str, object], apis: list[str]) -> str:
    return signed({**claims, APIS_CLAIM: " ".join(apis)})


def signed(claims: dict[str, object]) -> str:
    """Claims as a JWT of ours. Who is meant to believe it is in its `aud`: an id token is no access token."""
    kid, key = signing_key()
    return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": kid})
