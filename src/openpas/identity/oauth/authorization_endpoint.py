"""Where a browser is sent to sign in for a program, and from where it goes back with a code (RFC 6749, 3.1).

Every client is registered by the platform, so nobody is asked whether it may. Errors go back to the program only once
its address is known to be its own; before that the person reads them here.
"""

from typing import Final

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oidc.core.errors import InteractionRequiredError, LoginRequiredError
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from openpas.identity.external.insz import sealed_insz
from openpas.identity.models import Authorization
from openpas.identity.oauth.authorizations import Asked, begin
from openpas.identity.oauth.going_back import by_way_of, see_other, with_parameters
from openpas.identity.oauth.requests import ClientRequest, demand_readable, given_in_query
from openpas.identity.oauth.rules import Demand, DemandUnclear, Here, Step, demand_of, next_step, scope_for
from openpas.identity.oauth.server import server
from openpas.identity.plain_pages import WRONG_LINK, message
from openpas.identity.sign_in.browsers import TRUSTED_COOKIE, is_trusted
from openpas.identity.sign_in.factors import is_set_up, needs_second_factor
from openpas.identity.sign_in.present import Present, begin_half, end, present, proven_by
from openpas.identity.sign_in.rules import is_strong
from openpas.runtime import clock

_ALLOW: Final = "GET, HEAD, POST"
_DONE_BY_SIGNING_IN: Final = frozenset({"prompt", "max_age"})
_NEEDS_A_PAGE: Final = frozenset({Step.UNLOCK, Step.GIVE_SECOND_PROOF})
_FIRST_PROOFS: Final = frozenset({"pwd", "ext"})


@csrf_exempt
def authorize(request: HttpRequest) -> HttpResponse:
    """A code for the program, or the page on which the person first does what is still to be done."""
    if request.method == "POST":
        return see_other(f"{request.path}?{request.POST.urlencode()}")
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": _ALLOW})
    asked = ClientRequest(request, given_in_query(request))
    try:
        demand_readable(asked.payload.datalist)
        redirect_uri = _checked(asked)
    except OAuth2Error as error:
        return _refused(request, asked, error)
    return _answered(request, asked, redirect_uri)


def _checked(asked: ClientRequest) -> str:
    """The program's own address. Raises OAuth2Error, with that address once it is known."""
    return str(server.get_consent_grant(asked).redirect_uri)


def _answered(request: HttpRequest, asked: ClientRequest, redirect_uri: str) -> HttpResponse:
    try:
        demand = _demand(asked)
    except DemandUnclear as unclear:
        return _refused(request, asked, InvalidRequestError(str(unclear), redirect_uri=redirect_uri))
    found = present(request)
    step = next_step(demand, _here(request, found) if found else None, clock.now())
    if step is Step.NOTHING and found is not None:
        return _back(redirect_uri, asked, code=_code(request, asked, found))
    if demand.is_silent:
        error = InteractionRequiredError if step in _NEEDS_A_PAGE else LoginRequiredError
        return _refused(request, asked, error(redirect_uri=redirect_uri))
    return _sent_to(step, request, found)


def _demand(asked: ClientRequest) -> Demand:
    given = asked.payload.data
    if given.get("response_mode", "query") != "query":
        raise DemandUnclear("response_mode must be query.")
    return demand_of(given.get("prompt", ""), given.get("max_age", ""), given.get("acr_values", ""))


def _here(request: HttpRequest, found: Present) -> Here:
    return Here(
        proven_at=found.session.proven_at,
        is_strong=is_strong(proven_by(request)),
        is_locked=found.session.locked_at is not None,
        must_be_strong=needs_second_factor(found.user)
        and not is_trusted(found.user, request.COOKIES.get(TRUSTED_COOKIE, "")),
    )


def _sent_to(step: Step, request: HttpRequest, found: Present | None) -> HttpResponse:
    """Signing in again begins by signing out. What signing in has done is not asked a second time."""
    if found is None or step is Step.SIGN_IN_AGAIN:
        end(request)
        return by_way_of("sign_in", request, _DONE_BY_SIGNING_IN)
    if step is Step.UNLOCK:
        return by_way_of("unlock", request)
    if not is_set_up(found.user):
        return by_way_of("set_up", request)
    first = next((method for method in proven_by(request) if method in _FIRST_PROOFS), "pwd")
    end(request)
    begin_half(request, found.user, first)
    return by_way_of("second_step", request)


def _code(request: HttpRequest, asked: ClientRequest, found: Present) -> str:
    given, client = asked.payload.data, asked.client.row
    authorization = Authorization(
        client=client,
        user=found.user,
        scope=scope_for(given.get("scope", "")),
        methods=list(proven_by(request)),
        insz_encrypted=sealed_insz(request) if client.sees_insz else b"",
        signed_in_at=found.session.proven_at,
    )
    challenge, nonce = given.get("code_challenge", ""), given.get("nonce", "")
    return begin(authorization, Asked(given.get("redirect_uri", ""), challenge, nonce))


def _back(address: str, asked: ClientRequest, **told: str) -> HttpResponse:
    """With the program's own state, and with our name against mix-ups (RFC 9207)."""
    state = asked.payload.data.get("state", "")
    return see_other(with_parameters(address, **told, state=state, iss=settings.OPENPAS_ISSUER))


def _refused(request: HttpRequest, asked: ClientRequest, error: OAuth2Error) -> HttpResponse:
    description = error.get_error_description()
    if not error.redirect_uri:
        return message(request, WRONG_LINK, f"{error.error}: {description}", status=400)
    return _back(error.redirect_uri, asked, error=str(error.error), error_description=description)
