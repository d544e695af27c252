"""The apps and websites for which somebody signed in with the account, each to be ended for all devices at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.identity.models import Authorization, User
from openpas.identity.oauth.authorizations import authorizations_of, end_for
from openpas.identity.sign_in.present import Present
from openpas.web.presence import here


@require_http_methods(["GET", "HEAD", "POST"])
@here
def programs(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Less trust needs no fresh proof: whoever doubts must be able to act at once."""
    if chosen := request.POST.get("end", ""):
        end_for(found.user, chosen)
        messages.success(request, _("Afgemeld. Wil je daar weer binnen, dan meld je je er opnieuw aan."))
        return redirect("account_programs")
    return render(request, "account/programs.html", {"programs": programs_of(found.user)})


def programs_of(user: User) -> list[Authorization]:
    """The newest sign-in of each."""
    newest = {one.client_id: one for one in reversed(authorizations_of(user))}
    return sorted(newest.values(), key=lambda one: one.client.name.casefold())
