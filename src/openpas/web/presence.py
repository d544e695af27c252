"""What every page for somebody who signed in asks first, in this order; all faces share it.

Signed in completely, then not locked, then a second way to sign in where one is demanded, then what has to be
promised before one sees data of others. Whoever sends a form without being here is told so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from openpas.foundation.calendar import brussels_day
from openpas.identity.declarations.queries import missing_of
from openpas.identity.models import User
from openpas.identity.sign_in.factors import is_set_up, needs_second_factor
from openpas.identity.sign_in.idle import lock_when_left_alone
from openpas.identity.sign_in.present import Present, present, proven_by
from openpas.identity.sign_in.rules import is_strong
from openpas.identity.sign_in.sessions import is_fresh
from openpas.runtime import clock
from openpas.web.going_on import address, page_of, send_to

_READS: Final = frozenset({"GET", "HEAD"})

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
PresentView = Callable[Concatenate[HttpRequest, Present, P], HttpResponseBase]
UserView = Callable[Concatenate[HttpRequest, User, P], HttpResponseBase]


def here(view: PresentView[P]) -> View[P]:
    """Only for somebody who is signed in and not locked: one's own account. Nothing of it stays in a cache."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if isinstance(request.user, User):
            lock_when_left_alone(request.user, request.session.session_key)
        found = present(request)
        if found is None:
            return send_to(
                request, address("sign_in" if request.method in _READS else "session_ended", page_of(request))
            )
        if found.session.locked_at is not None:
            return send_to(request, address("unlock", page_of(request)))
        response = view(request, found, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return guarded


def signed_in(view: UserView[P]) -> View[P]:
    """Only for somebody who may work: present, with a second way to sign in, and all declarations accepted.

    In a browser that is trusted the password was enough today; whoever has no second way at all sets one up first.
    """

    def guarded(request: HttpRequest, found: Present, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_strong(proven_by(request)) and needs_second_factor(found.user) and not is_set_up(found.user):
            return send_to(request, address("set_up", page_of(request)))
        if missing_of(found.user, brussels_day(clock.now())):
            return send_to(request, address("declarations", page_of(request)))
        return view(request, found.user, *args, **kwargs)

    return here(wraps(view)(guarded))


def proven(view: PresentView[P]) -> View[P]:
    """Only for somebody who proved within the last minutes who it is: what is sensitive asks that again."""

    def guarded(request: HttpRequest, found: Present, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_fresh(found):
            return send_to(request, address("prove_again", page_of(request)))
        return view(request, found, *args, **kwargs)

    return here(wraps(view)(guarded))
