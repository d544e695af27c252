"""The page behind the link in the mail to somebody who was added to a family: leave it, without signing in.

Following the link changes nothing, for mail programs follow links too; the one button does.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.text import Text
from openpas.passholders.families.refusals import UndoTokenUnknown
from openpas.passholders.families.service import remove_family_member, token_for

ASKED: Final = Text(
    nl="Wil je het gezin van {name} verlaten?",
    fr="Voulez-vous quitter la famille de {name} ?",
    en="Do you want to leave the family of {name}?",
    de="Möchten Sie die Familie von {name} verlassen?",
)
WHAT_FOLLOWS: Final = Text(
    nl="{name} kan dan geen punten meer voor je sparen of omruilen en ziet niet meer waar je punten spaarde. Je eigen "
    "punten blijven van jou.",
    fr="{name} ne pourra plus épargner ni échanger de points pour vous, ni voir où vous en avez épargné. Vos points "
    "restent les vôtres.",
    en="{name} can then no longer save or redeem points for you, or see where you saved them. Your own points stay "
    "yours.",
    de="{name} kann dann keine Punkte mehr für Sie sammeln oder einlösen und sieht nicht mehr, wo Sie welche gesammelt "
    "haben. Ihre Punkte bleiben Ihre.",
)
LEAVE: Final = Text(nl="Verlaat het gezin", fr="Quitter la famille", en="Leave the family", de="Die Familie verlassen")
LEFT: Final = Text(
    nl="Je zit niet meer in het gezin van {name}.",
    fr="Vous ne faites plus partie de la famille de {name}.",
    en="You are no longer in the family of {name}.",
    de="Sie gehören nicht mehr zur Familie von {name}.",
)
NOTHING_MORE: Final = Text(
    nl="Je hoeft niets meer te doen. Je kan deze pagina sluiten.",
    fr="Vous n'avez plus rien à faire. Vous pouvez fermer cette page.",
    en="There is nothing more to do. You can close this page.",
    de="Sie müssen nichts weiter tun. Sie können diese Seite schließen.",
)
TOO_LATE: Final = Text(
    nl="Deze link werkt niet meer",
    fr="Ce lien ne fonctionne plus",
    en="This link no longer works",
    de="Dieser Link gilt nicht mehr",
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_family(request: HttpRequest, token: str) -> HttpResponse:
    """Asks, and after the button tells that it is done, however often it is pressed."""
    try:
        granted = token_for(token)
    except UndoTokenUnknown as refusal:
        return _page(request, 404, TOO_LATE, refusal.end_user_message or TOO_LATE)
    name = f"{granted.main.first_name} {granted.main.name}"
    if request.method != "POST":
        return _page(request, 200, ASKED, WHAT_FOLLOWS, name=name, button=LEAVE)
    remove_family_member(Actor(f"family_undo:{granted.pk}", ActorKind.SYSTEM), granted.main, granted.member)
    return _page(request, 200, LEFT, NOTHING_MORE, name=name)


def _page(
    request: HttpRequest, status: int, title: Text, text: Text, *, name: str = "", button: Text | None = None
) -> HttpResponse:
    language = get_language() or "nl"
    words = {
        "title": title.in_language(language).format(name=name),
        "text": text.in_language(language).format(name=name),
        "button": button.in_language(language) if button else "",
    }
    return render(request, "public/leave_family.html", words, status=status)
