"""Reasons why an organizer cannot be shown or used."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class OrganizerNotFound(Refusal):
    """There is no organizer with this id."""

    type = "uitpas/organizer-not-found"
    title = "Organizer not found"
    missing = True
    rule = "contract/rules.md 4.5"
    text = Text(
        nl="We kennen deze organisator niet.",
        fr="Nous ne connaissons pas cet organisateur.",
        en="We do not know this organizer.",
        de="Wir kennen diesen Veranstalter nicht.",
    )


class GroupNotFound(Refusal):
    """There is no group of organizers with this id."""

    type = "uitpas/group-not-found"
    title = "Group not found"
    rule = "contract/rules.md 4.5"
