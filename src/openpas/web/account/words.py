"""How the ways to sign in are called on a page, and what somebody reads when something is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from openpas.foundation.refusal import Refusal
from openpas.identity.models import Factor, User
from openpas.identity.sign_in.factors import methods_of
from openpas.runtime import clock

APP: Final = Factor.Kind.APP
EMAIL: Final = Factor.Kind.EMAIL
SMS: Final = Factor.Kind.SMS
IN_ADDRESSES: Final = {"app": APP, "email": EMAIL, "sms": SMS}
"""The last part of an address → the kind of factor."""
ICONS: Final = {APP: "smartphone", EMAIL: "mail", SMS: "message-square-text"}
_TITLES: Final[dict[str, Promise]] = {
    APP: gettext_lazy("De app op je telefoon"),
    EMAIL: gettext_lazy("Een mail"),
    SMS: gettext_lazy("Een sms"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A way to get a code, as a page shows it."""

    kind: str
    title: str
    icon: str
    hint: str
    is_last_used: bool


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What the page says on which a code is typed."""

    title: str
    explanation: str
    hint: str
    button: str


def words_of(refusal: Refusal) -> str:
    """The refusal in the reader's language."""
    message = refusal.end_user_message
    if message is None:
        return _("Dat lukte niet, er is niets veranderd. Laad de pagina opnieuw en probeer nog eens.")
    return message.in_language(get_language() or "nl")


def shown(user: User) -> list[Shown]:
    """What somebody can choose at this sign-in: what was used last comes first."""
    used_at = dict(user.factors.values_list("kind", "last_used_at"))
    methods = sorted(methods_of(user), key=lambda method: used_at.get(method.kind) or clock.now(), reverse=True)
    return [
        Shown(method.kind, str(_TITLES[method.kind]), ICONS[method.kind], method.hint, is_last_used=at == 0)
        for at, method in enumerate(methods)
    ]


def named_together(methods: Sequence[Shown]) -> str:
    """Their titles in one line: "Een sms, de app op je telefoon"."""
    first, *others = [method.title for method in methods] or [_("Nog niet ingesteld")]
    return ", ".join([first, *(title[:1].lower() + title[1:] for title in others)])


def code_words(kind: str, hint: str, button: str) -> CodeWords:
    """What to do to find the code. `hint` is where it went, as far as may be shown."""
    if kind == APP:
        return CodeWords(
            _("Typ de code uit je app"),
            _("Open de app op je telefoon en zoek UiTPAS. De code verandert elke halve minuut."),
            "",
            button,
        )
    title, went, patience = _("Typ de code uit de sms"), _("We stuurden een code naar je gsm (%(hint)s)."), ""
    if kind == EMAIL:
        title, went = _("Typ de code uit de mail"), _("We stuurden een code naar %(hint)s.")
        patience = _("Komt er niets? Kijk ook bij ongewenste mail.")
    sent = " ".join((went % {"hint": hint}, _("Ze is tien minuten geldig.")))
    return CodeWords(title, sent, patience, button)
