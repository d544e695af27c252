"""What the staff of a region wrote down about somebody for each other."""

from functools import partial
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from openpas.enrolment.service.private_file import private_note, write_private_note
from openpas.foundation.permissions import Permission
from openpas.passholders.reach import is_in_reach
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.words import words_of

LONGEST: Final = 5000
TOO_LONG: Final[str | Promise] = gettext_lazy("Dit is te lang. Hou het bij wat een collega moet weten.")


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def remarks(request: HttpRequest, file: File) -> HttpResponseBase:
    """To read, and to change for whoever may."""
    kept = private_note(file.clerk.actor, file.person)
    if request.method != "POST":
        return _page(request, file, kept)
    typed = request.POST.get("note", "").strip()
    if len(typed) > LONGEST:
        return _page(request, file, typed, str(TOO_LONG))
    refusal = refusal_of(request, file.clerk, partial(write_private_note, file.clerk.actor, file.person, typed))
    if refusal is not None:
        return _page(request, file, typed, words_of(refusal, file.clerk.desk.pk))
    messages.success(request, _("De opmerkingen zijn bewaard."))
    return redirect(file.url)


def _page(request: HttpRequest, file: File, note: str, problem: str = "") -> HttpResponseBase:
    words = {
        "note": note,
        "problem": problem,
        "may_write": is_in_reach(file.clerk.actor, Permission.PASSHOLDERS_PRIVATE_WRITE, file.person),
    }
    return file_page(request, file, "desk/people/remarks.html", words, is_refused=bool(problem))
