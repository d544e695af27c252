"""Sign in and out with e-mail address and password."""

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from openpas.web.desk.attempts import forget_failures, must_rest, remember_failure


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The same words for a wrong password, an unknown address and a closed account."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    if request.method != "POST":
        return _form(request)
    email, address = request.POST.get("email", ""), request.META.get("REMOTE_ADDR", "")
    if must_rest(email, address):
        return _form(
            request, _("Dat was te vaak een verkeerd wachtwoord. Wacht een kwartier en probeer het opnieuw."), 429
        )
    user = authenticate(request, username=email.strip(), password=request.POST.get("password", ""))
    if user is None:
        remember_failure(email, address)
        return _form(
            request, _("Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer opnieuw."), 422
        )
    forget_failures(email, address)
    login(request, user)
    return redirect(_next(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    request.user = AnonymousUser()
    return redirect("sign_in")


def _form(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    words = {
        "problem": problem,
        "email": request.POST.get("email", ""),
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "desk/sign_in.html", words, status=status)


def _next(request: HttpRequest) -> str:
    """Where somebody wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else "counter"
