"""Tell what goes wrong or could be better (D-05): a mail to whoever helps this desk."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.guidance.refusals import TextMissing, TextTooLong
from openpas.guidance.rules import Feedback
from openpas.guidance.service import tell
from openpas.identity.sign_in.refusals import NotAnAddress
from openpas.web.desk.clerk import Clerk, at_desk
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.words import words_of

_MISSING: Final[dict[str, str | Promise]] = {
    "name": gettext_lazy("Vul je naam in."),
    "email": gettext_lazy("Vul je e-mailadres in. Daar komt het antwoord."),
    "message": gettext_lazy("Schrijf wat er misgaat, of wat beter kan."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def feedback(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """The form; or the message, sent once."""
    if request.method != "POST":
        return _form(request, clerk, Feedback(clerk.user.name, clerk.user.email, ""))
    told = Feedback(request.POST.get("name", ""), request.POST.get("email", ""), request.POST.get("message", ""))
    missing = [name for name in _MISSING if not getattr(told, name).strip()]
    if missing:
        return _form(request, clerk, told, [(name, str(_MISSING[name])) for name in missing])
    refusal = refusal_of(request, clerk, lambda: tell(clerk.actor, clerk.user, clerk.desk, told))
    if refusal is not None:
        return _form(request, clerk, told, [(_field(refusal), words_of(refusal, clerk.desk.pk))])
    messages.success(
        request, _("Bedankt, je bericht is verstuurd. Je krijgt een antwoord op %(email)s.") % {"email": told.email}
    )
    return redirect("feedback")


def _form(
    request: HttpRequest, clerk: Clerk, told: Feedback, problems: list[tuple[str, str]] | None = None
) -> HttpResponseBase:
    words = {"clerk": clerk, "told": told, "problems": problems or [], "problem": dict(problems or [])}
    return render(request, "desk/guidance/feedback.html", words, status=422 if problems else 200)


def _field(refusal: Refusal) -> str:
    """At which field it is told; on top where it is about none of them."""
    if isinstance(refusal, NotAnAddress):
        return "email"
    return refusal.field if isinstance(refusal, TextMissing | TextTooLong) else ""
