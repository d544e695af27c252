"""Set up a second step, the first time or one more: choose, try it out, and keep the recovery codes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypedDict

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from openpas.foundation.refusal import Refusal
from openpas.identity.models import User
from openpas.identity.sign_in import factors
from openpas.identity.sign_in.factors import is_set_up
from openpas.identity.sign_in.present import Present, complete, proven_by
from openpas.identity.sign_in.rules import number_hint
from openpas.web.account.codes import code_page
from openpas.web.account.words import APP, EMAIL, ICONS, IN_ADDRESSES, SMS, code_words, words_of
from openpas.web.going_on import address, wanted_page
from openpas.web.presence import here, proven

_KEY_GROUP: Final = 4
_HINT: Final = "number_hint"
"""In the session between a telephone number and its code: its last digits, and no more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A way that somebody may set up, with what it takes."""

    kind: str
    address: str
    icon: str
    title: Promise
    explanation: Promise
    needs: Promise
    is_easiest: bool


_EXPLAINED: Final = {
    EMAIL: (
        gettext_lazy("Een mail"),
        gettext_lazy("Je krijgt de code in je mailbox."),
        gettext_lazy("Nodig: je mailbox, ook aan de balie. Duurt een halve minuut."),
    ),
    SMS: (
        gettext_lazy("Een sms"),
        gettext_lazy("Je krijgt de code op je gsm. Een gewone gsm is genoeg."),
        gettext_lazy("Nodig: je gsm. Duurt een halve minuut."),
    ),
    APP: (
        gettext_lazy("Een app op je telefoon"),
        gettext_lazy("De app toont de code. Het veiligst, en het werkt zonder internet."),
        gettext_lazy("Nodig: een smartphone. Duurt anderhalve minuut."),
    ),
}


def choices(user: User, back: str) -> list[Choice]:
    """What the person did not set up yet, the easiest first."""
    set_up = {method.kind for method in factors.methods_of(user)}
    return [
        Choice(kind, address(f"set_up_{kind.lower()}", back), ICONS[kind], *words, is_easiest=kind == EMAIL)
        for kind, words in _EXPLAINED.items()
        if kind not in set_up
    ]


@require_http_methods(["GET", "HEAD"])
@here
def set_up(request: HttpRequest, found: Present) -> HttpResponse:
    """The three ways, with how long each takes."""
    words = {"choices": choices(found.user, wanted_page(request)), "is_first": not is_set_up(found.user)}
    return render(request, "account/set_up.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def set_up_app(request: HttpRequest, found: Present) -> HttpResponseBase:
    """The seed as a picture and as a key, and the first code."""
    problem, status = "", 200
    if request.method == "POST":
        try:
            factors.confirm_app(found.user, request.POST.get("code", ""))
        except Refusal as refusal:
            problem, status = words_of(refusal), refusal.status
        else:
            return _added(request, found, APP)
    app = factors.start_app(found.user)
    words = {
        **_around(request, found),
        "problem": problem,
        # Drawn by segno out of an address of ours: nothing of it was typed by anybody.
        "qr": mark_safe(segno.make_qr(app.uri, error="m").svg_inline(border=2, omitsize=True)),  # noqa: S308
        "uri": app.uri,
        "key": grouped(app.seed),
    }
    return render(request, "account/set_up_app.html", words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def set_up_sms(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Ask for the number, and send it a code."""
    return _start(request, found, SMS, lambda: factors.start_sms(found.user, request.POST.get("number", "")))


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def set_up_email(request: HttpRequest, found: Present) -> HttpResponseBase:
    """Send a code to the address of the account."""
    return _start(request, found, EMAIL, lambda: factors.start_email(found.user))


@require_http_methods(["GET", "HEAD", "POST"])
@proven
def set_up_code(request: HttpRequest, found: Present, kind: str) -> HttpResponseBase:
    """Type the code that came, so that it is sure that codes arrive."""
    if (wanted := IN_ADDRESSES.get(kind)) not in {EMAIL, SMS}:
        raise Http404
    confirm = factors.confirm_sms if wanted == SMS else factors.confirm_email
    around = _around(request, found)
    words = code_words(wanted, found.user.email if wanted == EMAIL else request.session.get(_HINT, ""), _("Klaar"))
    step = {"step": 3, "steps": 4} if around["is_first"] else {}
    again = address(f"set_up_{kind}", around["next"])
    more = {**step, "can_resend": False, "others": around["others"], "back": again}
    if request.method != "POST":
        return code_page(request, wanted, words, more)
    try:
        confirm(found.user, request.POST.get("code", ""))
    except Refusal as refusal:
        return code_page(request, wanted, words, more, refusal)
    return _added(request, found, wanted)


def grouped(seed: str) -> str:
    """The key of an app in groups of four, as somebody types it over."""
    return " ".join(seed[at : at + _KEY_GROUP] for at in range(0, len(seed), _KEY_GROUP))


def _start(request: HttpRequest, found: Present, kind: str, start: Callable[[], object]) -> HttpResponseBase:
    words: dict[str, object] = {**_around(request, found), "email": found.user.email}
    status = 200
    if request.method == "POST":
        try:
            start()
        except Refusal as refusal:
            words |= {"problem": words_of(refusal), "number": request.POST.get("number", "")}
            status = refusal.status
        else:
            request.session[_HINT] = number_hint(request.POST.get("number", "").strip())
            return redirect(address("set_up_code", wanted_page(request), kind=kind.lower()))
    return render(request, f"account/set_up_{kind.lower()}.html", words, status=status)


def _added(request: HttpRequest, found: Present, kind: str) -> HttpResponseBase:
    """The session is one with two proofs from now on; whoever has no recovery codes yet gets them."""
    back = wanted_page(request)
    methods = list(dict.fromkeys([*proven_by(request), factors.WORDS[kind]]))
    complete(request, found.user, methods, is_installed=found.session.is_installed)
    if not found.user.recovery_codes.filter(used_at=None).exists():
        return redirect(address("recovery_codes", back))
    messages.success(request, _("Toegevoegd. Je kan er bij je volgende aanmelding voor kiezen."))
    return redirect(address("account_factors", back))


class Around(TypedDict):
    """What every page of setting up shows beside its own question."""

    is_first: bool
    next: str
    others: str


def _around(request: HttpRequest, found: Present) -> Around:
    back = wanted_page(request)
    return {"is_first": not is_set_up(found.user), "next": back, "others": address("set_up", back)}
