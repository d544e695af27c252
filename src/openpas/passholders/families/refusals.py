"""Reasons why somebody cannot join, change or leave a family."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class FamilyMemberAlreadyAdded(Refusal):
    """The person is in this family list: added before, or its main passholder."""

    type = "uitpas/family-member-already-added"
    title = "Family member already added"
    rule = "contract/rules.md 2.9"
    text = Text(
        nl="Deze persoon staat al in je gezin.",
        fr="Cette personne fait déjà partie de votre famille.",
        en="This person is in your family already.",
        de="Diese Person gehört schon zu Ihrer Familie.",
    )


class TooManyFamilyMembers(Refusal):
    """The family has as many members as a family may have, the main passholder counted."""

    type = "uitpas/too-many-family-members"
    title = "Too many family members"
    rule = "contract/rules.md 2.9, 8-32"
    text = Text(
        nl="Je gezin is vol: er kunnen {members} personen in, jij meegeteld. Verwijder eerst iemand.",
        fr="Votre famille est complète : {members} personnes au maximum, vous compris. Retirez d'abord quelqu'un.",
        en="Your family is full: it can have {members} people, you included. Remove somebody first.",
        de="Ihre Familie ist voll: höchstens {members} Personen, Sie mitgezählt. Entfernen Sie zuerst jemanden.",
    )


class TooManyAdultsInFamily(Refusal):
    """The person is an adult, and the family has as many adults as a family may have."""

    type = "uitpas/too-many-adults-in-family"
    title = "Too many adults in family"
    rule = "contract/rules.md 2.9, 8-32"
    text = Text(
        nl="In een gezin kunnen {adults} volwassenen, jij meegeteld. Deze persoon is volwassen en kan er niet bij.",
        fr="Une famille compte au maximum {adults} adultes, vous compris. Cette personne est adulte et ne peut plus "
        "être ajoutée.",
        en="A family can have {adults} adults, you included. This person is an adult and cannot be added any more.",
        de="Eine Familie kann {adults} Erwachsene haben, Sie mitgezählt. Diese Person ist erwachsen und passt nicht "
        "mehr dazu.",
    )


class FamilyMemberNotFound(Refusal):
    """The person is not in this family list."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 2.9"


class MainFamilyMemberStays(Refusal):
    """The main passholder is always in the own family list (O56, which names no type for it)."""

    type = "auth/forbidden"
    title = "Forbidden"
    default_status = 403
    rule = "contract/rules.md 2.9"
    text = Text(
        nl="Je kan jezelf niet uit je eigen gezin verwijderen.",
        fr="Vous ne pouvez pas vous retirer de votre propre famille.",
        en="You cannot remove yourself from your own family.",
        de="Sie können sich nicht aus Ihrer eigenen Familie entfernen.",
    )


class UndoTokenUnknown(Refusal):
    """No mail of ours holds this token, or it was sent too long ago."""

    type = "auth/unauthorized"
    title = "Unauthorized"
    default_status = 401
    rule = "contract/rules.md 2.9, 8-40"
    text = Text(
        nl="Deze link werkt niet meer. In de app kan je elk gezin verlaten, of vraag het aan een UiTPAS-balie.",
        fr="Ce lien ne fonctionne plus. Vous pouvez quitter toute famille dans l'application ou à un guichet UiTPAS.",
        en="This link no longer works. You can leave any family in the app, or ask at a UiTPAS desk.",
        de="Dieser Link gilt nicht mehr. In der App können Sie jede Familie verlassen, oder fragen Sie am "
        "UiTPAS-Schalter.",
    )
