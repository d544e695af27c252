"""Other places where somebody may sign in (a government provider, a Keycloak): as buttons, and in the own account."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.external.coming_in import linked_accounts_of, unlink
from openpas.identity.external.issuers import Issuer, issuers
from openpas.identity.models import ExternalAccount
from openpas.identity.sign_in.present import Present
from openpas.web.account.words import words_of
from openpas.web.going_on import address
from openpas.web.middleware import CONTENT_POLICY
from openpas.web.presence import proven


@dataclass(frozen=True, slots=True)
class Button:
    """The way to another issuer."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Linked:
    """An issuer in the own account; `account` is None while it is not linked."""

    title: str
    address: str
    account: ExternalAccount | None


def shown_issuers(back: str) -> list[Button]:
    """Every issuer that is trusted here, in the order of its file; none in most installations."""
    return [Button(issuer.title, address("external_sign_in", back, issuer=name)) for name, issuer in issuers().items()]


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def accounts_elsewhere(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Link an account at another issuer, or let it go. The form may lead to the issuers, and nowhere else."""
    problem, status = "", 200
    if (chosen := request.POST.get("unlink", "")).isdecimal():
        try:
            unlink(found.user, int(chosen))
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            messages.success(request, _("Je meldt je daar niet langer mee aan."))
            return redirect("account_elsewhere")
    by_issuer = {account.issuer: account for account in linked_accounts_of(found.user)}
    linked = [_linked(name, issuer, by_issuer) for name, issuer in issuers().items()]
    response = render(request, "account/elsewhere.html", {"linked": linked, "problem": problem}, status=status)
    origins = " ".join(sorted({_origin(issuer) for issuer in issuers().values()}))
    response.headers["Content-Security-Policy"] = CONTENT_POLICY.replace(
        "form-action 'self'", f"form-action 'self' {origins}"
    )
    return response


def _linked(name: str, issuer: Issuer, by_issuer: dict[str, ExternalAccount]) -> Linked:
    back = reverse("account_elsewhere")
    account = by_issuer.get(issuer.party.registration.issuer)
    return Linked(issuer.title, address("external_sign_in", back, issuer=name), account)


def _origin(issuer: Issuer) -> str:
    parts = urlsplit(issuer.party.registration.issuer)
    return f"{parts.scheme}://{parts.netloc}"
