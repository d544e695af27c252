"""The server's half of the conversation with a passkey, in JSON; `static/web/passkeys.js` has the other half."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from openpas.foundation.refusal import Refusal
from openpas.identity.sign_in import passkeys
from openpas.identity.sign_in.present import Present, present
from openpas.web.account.arriving import INSTALLED, arrive, home_of
from openpas.web.account.words import words_of
from openpas.web.going_on import wanted_page
from openpas.web.presence import proven

_JSON = "application/json"


@never_cache
@require_POST
def prove_options(request: HttpRequest) -> HttpResponse:
    """The same for everybody: the device knows for whom it has a passkey here."""
    return HttpResponse(passkeys.start_sign_in(request), content_type=_JSON)


@never_cache
@require_POST
def prove(request: HttpRequest) -> HttpResponseBase:
    """Sign in; or, for somebody who is in already, prove again who it is."""
    found, credential = present(request), request.POST.get("credential", "")
    try:
        if found is not None and found.session.locked_at is None:
            passkeys.prove_again(request, found, credential)
            return JsonResponse({"next": wanted_page(request) or home_of(found.user)})
        user = passkeys.person_with(request, credential)
    except Refusal as refusal:
        return _refused(refusal)
    request.session[INSTALLED] = request.POST.get("installed") == "1"
    arrive(request, user, [passkeys.WORD])
    return JsonResponse({"next": wanted_page(request) or home_of(user)})


@require_POST
@proven
def remember_options(request: HttpRequest, found: Present) -> HttpResponse:
    """What the device needs to make one for who is here."""
    return HttpResponse(passkeys.start_registration(request, found), content_type=_JSON)


@require_POST
@proven
def remember(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Keep the public half."""
    try:
        passkeys.finish_registration(request, found, request.POST.get("credential", ""), request.POST.get("name", ""))
    except Refusal as refusal:
        return _refused(refusal)
    messages.success(request, _("Je passkey is klaar. Meld je de volgende keer aan met “Met een passkey”."))
    return JsonResponse({"next": reverse("account_passkeys")})


def _refused(refusal: Refusal) -> JsonResponse:
    return JsonResponse({"problem": words_of(refusal)}, status=refusal.status)
