"""What the person at the desk reads when something cannot be done, and what to do next."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from openpas.foundation.actor import PermissionMissing
from openpas.foundation.permission_words import in_words
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.identity.staff.explaining import Givers, who_can_give
from openpas.passholders.refusals import PassNotFound
from openpas.records.refusals import RequestInProgress

_OF_CARD: Final[dict[str, str | Promise]] = {
    "BLOCKED": _("Deze pas is geblokkeerd. Een registratiebalie kan ze vervangen; de punten blijven bewaard."),
    "DELETED": _("Deze pas bestaat niet meer. Vraag naar de nieuwe pas."),
    "LOCAL_STOCK": _("Deze pas is nog van niemand. Een registratiebalie kan ze op naam zetten."),
    "PROVISIONED": _("Deze pas is nog van niemand. Een registratiebalie kan ze op naam zetten."),
}
_NOT_TO_GIVE: Final[dict[str, str | Promise]] = {
    "ACTIVE": _("Deze kaart is al van iemand. Neem een andere kaart."),
    "BLOCKED": _("Deze kaart is geblokkeerd. Neem een andere kaart."),
    "DELETED": _("Deze kaart mag niet meer gebruikt worden. Neem een andere kaart."),
    "PROVISIONED": _("Deze kaart ligt nog niet in de voorraad van deze balie. Meld eerst dat ze is aangekomen."),
}
_NOT_FOUND: Final = _("We vinden geen pas met dit nummer. Kijk het na, of typ de 13 cijfers die op de kaart staan.")
_IN_PROGRESS: Final = _("We zijn er nog mee bezig. Wacht even en kijk dan opnieuw.")
_NOT_THIS_DESK: Final = _(
    "Deze balie mag dit niet doen. Kies een andere balie, of vraag het recht aan je UiTPAS-regio."
)
_FALLBACK: Final = _("Dat lukte niet, er is niets veranderd. Laad de pagina opnieuw en probeer nog eens.")


def words_of(refusal: Refusal, desk_id: int | None = None) -> str:
    """The refusal in the reader's language. Where its own text is for the passholder elsewhere, one for the desk."""
    if isinstance(refusal, PermissionMissing):
        return _right_missing(refusal.missing_permissions, desk_id)
    if isinstance(refusal, PassNotFound):
        return str(_NOT_FOUND)
    if isinstance(refusal, RequestInProgress):
        return str(_IN_PROGRESS)
    if (of_card := _OF_CARD.get(str(refusal.extensions.get("cardStatus", "")))) is not None:
        return str(of_card)
    message = refusal.end_user_message
    return str(_FALLBACK) if message is None else message.in_language(get_language() or "nl")


def words_of_new_card(refusal: Refusal) -> str:
    """Why a card cannot be given to somebody, for a clerk who holds it; empty for a refusal about something else."""
    return str(_NOT_TO_GIVE.get(str(refusal.extensions.get("cardStatus", "")), ""))


def _right_missing(missing: tuple[Permission, ...], desk_id: int | None) -> str:
    """Which right the desk lacks, and who can give it: its own people or the region, with how to reach it."""
    if not missing or desk_id is None:
        return str(_NOT_THIS_DESK)
    right = in_words(missing).in_language(get_language() or "nl")
    told = gettext("Deze balie mag dit niet doen. Het recht dat ontbreekt: %(right)s.") % {"right": right}
    return " ".join([told, *_givers(who_can_give(missing[0], desk_id)), gettext("Of kies een andere balie.")])


def _givers(givers: Givers) -> list[str]:
    if givers.admins:
        names = ", ".join(givers.admins)
        return [gettext("Vraag het aan %(names)s, verantwoordelijke van deze balie.") % {"names": names}]
    return [
        gettext("Vraag het aan %(region)s: %(contact)s.")
        % {"region": region.name, "contact": ", ".join(region.contact)}
        for region in givers.regions
        if region.contact
    ]
