"""Ask for a place at a desk (D-02): for whoever has none yet, or misses one."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.actors import actor_of_user
from openpas.identity.models import User
from openpas.identity.staff.asking import LONGEST_WORDS, Wish, ask_for_place, regions_that_answer
from openpas.identity.staff.refusals import RegionUnknown
from openpas.web.desk.clerk import signed_in

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in, and the words beside the fields that need another look."""

    region: str = ""
    organization: str = ""
    words: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def listed(self) -> list[tuple[str, str]]:
        """For the summary on top: the field and its words."""
        return list(self.problems.items())


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_access(request: HttpRequest, user: User) -> HttpResponseBase:
    """The form; then one answer, whether or not there is such an organization."""
    if request.method != "POST":
        return _form(request, Asked())
    asked = _asked(request)
    if asked.problems:
        return _form(request, asked, 422)
    wish = Wish(int(asked.region), asked.organization, asked.words)
    try:
        ask_for_place(actor_of_user(user.pk, None, user.grants_version), user, wish)
    except Refusal as refusal:
        place = "region" if isinstance(refusal, RegionUnknown) else ""
        asked.problems[place] = _words_of(refusal)
        return _form(request, asked, refusal.status)
    messages.success(request, _("Je vraag is verstuurd. Je krijgt een mail zodra iemand je een plaats geeft."))
    return redirect("desks")


def _asked(request: HttpRequest) -> Asked:
    region = request.POST.get("region", "")
    organization = " ".join(request.POST.get("organization", "").split())[:LONGEST_NAME]
    asked = Asked(region, organization, request.POST.get("words", "").strip()[:LONGEST_WORDS])
    if not region.isdecimal():
        asked.problems["region"] = _("Kies de regio waarin je werkt.")
    if not organization:
        asked.problems["organization"] = _("Schrijf voor welke organisatie je werkt.")
    return asked


def _form(request: HttpRequest, asked: Asked, status: int = 200) -> HttpResponseBase:
    choices = [("", _("Kies een regio")), *regions_that_answer().values_list("pk", "name")]
    return render(request, "desk/frame/ask_access.html", {"asked": asked, "regions": choices}, status=status)


def _words_of(refusal: Refusal) -> str:
    message = refusal.end_user_message
    return message.in_language(get_language() or "nl") if message else ""
