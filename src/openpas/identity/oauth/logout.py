"""Signing out on behalf of a program (OpenID Connect RP-Initiated Logout 1.0), without a question.

Known clients name only themselves and expect to get the person back at once (contract/clients.md 4). What is lost by
it: a page elsewhere can end somebody's session here, which costs a sign-in and nothing else (docs/decisions/0012).
"""

from typing import Any, Final

import jwt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from openpas.identity.clients import active_client
from openpas.identity.models import ApiClient
from openpas.identity.oauth.authorizations import revoke, standing
from openpas.identity.oauth.going_back import see_other, with_parameters
from openpas.identity.plain_pages import SIGNED_OUT, message
from openpas.identity.return_addresses import is_registered
from openpas.identity.sign_in.present import end
from openpas.identity.signing_keys import public_key
from openpas.identity.tokens import ALGORITHM, AUTHORIZATION_CLAIM

_ALLOW: Final = "GET, HEAD, POST"


@csrf_exempt
def logout(request: HttpRequest) -> HttpResponse:
    """End the session, and the authorization that `id_token_hint` names; then back to the client's own address.

    An address that is not the client's, or a hint that is not ours or of another client, leads to a page of ours.
    """
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponse(status=405, headers={"Allow": _ALLOW})
    given = request.POST if request.method == "POST" else request.GET
    end(request)
    client, is_sure = _client(given.get("client_id", ""), given.get("id_token_hint", ""))
    address = given.get("post_logout_redirect_uri", "")
    if client is None or not is_sure or not is_registered(address, client.logout_addresses):
        return message(request, SIGNED_OUT)
    return see_other(with_parameters(address, state=given.get("state", "")))


def _client(client_id: str, hint: str) -> tuple[ApiClient | None, bool]:
    """The client, and whether what was said about it agrees."""
    if not hint:
        return active_client(client_id), True
    claims = _id_claims(hint)
    named = str(claims.get("aud", ""))
    if not named or (client_id and client_id != named):
        return None, False
    authorization = standing(str(claims[AUTHORIZATION_CLAIM]))
    if authorization is not None and authorization.client.client_id == named:
        revoke(authorization, "signed_out")
    return active_client(named), True


def _id_claims(token: str) -> dict[str, Any]:
    """What an id token of ours says, also an expired one; nothing for what is none."""
    try:
        key = public_key(str(jwt.get_unverified_header(token).get("kid", "")))
        if key is None:
            return {}
        options: Any = {"verify_aud": False, "verify_exp": False, "require": ["aud", "sub", AUTHORIZATION_CLAIM]}
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=[ALGORITHM], issuer=settings.OPENPAS_ISSUER, options=options
        )
    except (jwt.InvalidTokenError, ValueError):
        return {}
    return claims
