"""Who administers: a person with what it looks after, and nothing of the desk that it may have chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from openpas.foundation.actor import Actor
from openpas.foundation.refusal import Refusal
from openpas.identity.actors import actor_of_user
from openpas.identity.models import OrganizerAdmin, User
from openpas.identity.sign_in.present import Present
from openpas.identity.staff.managers import Scope, scope_of_user
from openpas.web.console.words import words_of
from openpas.web.presence import proven, signed_in

READS: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Administrator:
    """A signed-in person with its rights as a manager; what it may as the ADMIN of a desk is asked where it counts."""

    user: User
    actor: Actor
    scope: Scope


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ConsoleView = Callable[Concatenate[HttpRequest, Administrator, P], HttpResponseBase]


def administers(view: ConsoleView[P]) -> View[P]:
    """Only for who looks after something: the whole, a region, or as an ADMIN a desk.

    Every change asks for a proof of the last minutes. What is of others is refused in the same words as what is not
    there.
    """

    @wraps(view)
    def shown(request: HttpRequest, user: User, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        scope = scope_of_user(user.pk)
        if scope.is_empty() and not user.desks.filter(type=OrganizerAdmin.Type.ADMIN).exists():
            return _refused(request, _("Je beheert nog niets. Werk je aan een balie? Ga dan naar de balie."), 403)
        administrator = Administrator(user, actor_of_user(user.pk, None, user.grants_version), scope)
        try:
            return view(request, administrator, *args, **kwargs)
        except Refusal as refusal:
            return _refused(request, words_of(refusal), refusal.status)

    read = signed_in(shown)

    def proved(request: HttpRequest, _present: Present, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return read(request, *args, **kwargs)

    change = proven(wraps(view)(proved))

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return (read if request.method in READS else change)(request, *args, **kwargs)

    return guarded


def _refused(request: HttpRequest, text: str, status: int) -> HttpResponseBase:
    return render(request, "console/refused.html", {"text": text}, status=status)
