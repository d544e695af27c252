"""What a client may know about the person for whom it holds an access token (OpenID Connect Core, 5.3)."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from openpas.identity.cross_origin import allow_origin, preflight
from openpas.identity.models import Authorization
from openpas.identity.oauth.authorizations import standing
from openpas.identity.oauth.claims import claims_of
from openpas.identity.refusals import TokenInvalid
from openpas.identity.tokens import believed

_ALLOW: Final = "GET, HEAD, OPTIONS, POST"


@csrf_exempt
def userinfo(request: HttpRequest) -> HttpResponse:
    """The claims that the scopes of the authorization name; from pages of any origin too."""
    if request.method == "OPTIONS":
        return preflight(request, _ALLOW)
    if request.method not in ("GET", "HEAD", "POST"):
        response = HttpResponse(status=405, headers={"Allow": _ALLOW})
    else:
        response = _told(request)
    response["Cache-Control"] = "no-store"
    allow_origin(request, response)
    return response


def _told(request: HttpRequest) -> HttpResponse:
    token = _token_in(request)
    if not token:
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="Openpas"'})
    authorization = _authorization(token)
    if authorization is None:
        return _refused(401, "invalid_token", "The access token is invalid, expired or of no person.")
    if "openid" not in authorization.scope.split():
        return _refused(403, "insufficient_scope", "The scope openid was not asked for.")
    return JsonResponse(claims_of(authorization, authorization.scope))


def _authorization(token: str) -> Authorization | None:
    try:
        authorization_id = believed(token).authorization_id
    except TokenInvalid:
        return None
    return standing(authorization_id) if authorization_id else None


def _token_in(request: HttpRequest) -> str:
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() == "bearer":
        return str(token.strip())
    return str(request.POST.get("access_token", ""))


def _refused(status: int, error: str, description: str) -> HttpResponse:
    response = JsonResponse({"error": error, "error_description": description}, status=status)
    response["WWW-Authenticate"] = f'Bearer realm="Openpas", error="{error}", error_description="{description}"'
    return response
