"""The picture of a person: taken with the camera of a phone, chosen, looked at, removed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openpas.enrolment.refusals import PictureMissing, PictureNotFound
from openpas.enrolment.service.private_file import (
    change_picture,
    picture_opened_by,
    picture_token,
    remove_picture,
)
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.passholders.reach import is_in_reach
from openpas.web.desk.files import File, file_page, with_file
from openpas.web.desk.once_per_form import refusal_of
from openpas.web.desk.words import words_of


@require_http_methods(["GET", "HEAD", "POST"])
@with_file
def picture(request: HttpRequest, file: File) -> HttpResponseBase:
    """The picture as it is, with what takes its place."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_PICTURE_WRITE)
    if request.method != "POST":
        return _page(request, file)
    is_removed = request.POST.get("do") == "remove"
    work = _removed if is_removed else _changed
    refusal = refusal_of(request, file.clerk, lambda: work(request, file))
    if refusal is not None:
        return _page(request, file, problem=_words(refusal, file))
    messages.success(request, _("De foto is weg.") if is_removed else _("De foto is bewaard."))
    return redirect(file.url)


@require_safe
@with_file
def shown(request: HttpRequest, file: File, link: str) -> HttpResponseBase:  # noqa: ARG001  Django's
    """What a link of some minutes opens, at the desk for which it was made. Raises LinkInvalid, PictureNotFound."""
    file.clerk.actor.require_somewhere(Permission.PASSHOLDERS_PICTURE_READ)
    answer = HttpResponse(picture_opened_by(link), content_type="image/jpeg")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def link_to_picture(file: File) -> str:
    """Where the picture can be seen for some minutes; empty without one, or where this desk may not see it."""
    if not is_in_reach(file.clerk.actor, Permission.PASSHOLDERS_PICTURE_READ, file.person):
        return ""
    try:
        link = picture_token(file.clerk.actor, file.person)
    except PictureNotFound:
        return ""
    return reverse("person_picture_file", args=[file.token, link])


def _changed(request: HttpRequest, file: File) -> None:
    """Of the two ways to give a picture, the one that was used."""
    given = request.FILES.get("taken") or request.FILES.get("chosen")
    if given is None:
        raise PictureMissing
    change_picture(file.clerk.actor, file.person, given.read())


def _removed(_request: HttpRequest, file: File) -> None:
    remove_picture(file.clerk.actor, file.person)


def _words(refusal: Refusal, file: File) -> str:
    if isinstance(refusal, PictureMissing):
        return _("Neem of kies eerst een foto.")
    return words_of(refusal, file.clerk.desk.pk)


def _page(request: HttpRequest, file: File, problem: str = "") -> HttpResponseBase:
    words = {
        "picture": link_to_picture(file),
        "problem": problem,
    }
    return file_page(request, file, "desk/people/picture.html", words, is_refused=bool(problem))
