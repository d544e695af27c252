"""Why a role is not put in the register, or does not end."""

from typing import ClassVar

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class _NotInRegister(Refusal):
    """What the refusals of the register have in common."""

    type: ClassVar[str] = "urn:openpas:problem:processing-role"
    title: ClassVar[str] = "Processing role refused"
    rule: ClassVar[str] = "domain/rules.md 7.1"


class RoleImpossible(_NotInRegister):
    """An organizer is no controller, and a region no sub-processor."""

    text = Text(
        nl="Deze rol past niet bij deze organisatie. Kies een andere rol.",
        fr="Ce rôle ne convient pas à cette organisation. Choisissez-en un autre.",
        en="This role does not fit this organization. Please choose another.",
        de="Diese Rolle passt nicht zu dieser Organisation. Wählen Sie eine andere.",
    )


class AgreementMissing(_NotInRegister):
    """A role without an agreement is what the register is there to prevent."""

    text = Text(
        nl="Vul in wat er afgesproken is en waar de overeenkomst bewaard wordt.",
        fr="Indiquez ce qui a été convenu et où la convention est conservée.",
        en="Please fill in what was agreed and where the agreement is kept.",
        de="Tragen Sie ein, was vereinbart wurde und wo die Vereinbarung aufbewahrt wird.",
    )


class AgreedInTheFuture(_NotInRegister):
    """What is not agreed yet is no agreement."""

    text = Text(
        nl="De dag van de overeenkomst ligt in de toekomst. Zet ze in het register zodra ze getekend is.",
        fr="La date de la convention est dans le futur. Ajoutez-la au registre dès qu'elle est signée.",
        en="The day of the agreement is in the future. Put it in the register once it is signed.",
        de="Der Tag der Vereinbarung liegt in der Zukunft. Tragen Sie sie ein, sobald sie unterschrieben ist.",
    )


class AlreadyRecorded(_NotInRegister):
    """The organization has this role already."""

    default_status = 409
    text = Text(
        nl="Deze rol staat al in het register. Beëindig ze eerst als er een nieuwe overeenkomst is.",
        fr="Ce rôle est déjà dans le registre. Terminez-le d'abord s'il y a une nouvelle convention.",
        en="This role is in the register already. End it first when there is a new agreement.",
        de="Diese Rolle steht schon im Register. Beenden Sie sie zuerst, wenn es eine neue Vereinbarung gibt.",
    )


class NobodyAbove(_NotInRegister):
    """Somebody works for an organizer or region that has no role itself."""

    text = Text(
        nl="Voor wie deze organisatie werkt, staat nog niet in het register. Zet die er eerst in.",
        fr="L'organisation pour laquelle elle travaille n'est pas encore dans le registre. Ajoutez-la d'abord.",
        en="For whom this organization works is not in the register yet. Please add that first.",
        de="Für wen diese Organisation arbeitet, steht noch nicht im Register. Tragen Sie das zuerst ein.",
    )


class EndedTwice(_NotInRegister):
    """The role has ended already."""

    default_status = 409
    text = Text(
        nl="Deze rol is al beëindigd.",
        fr="Ce rôle est déjà terminé.",
        en="This role has ended already.",
        de="Diese Rolle ist schon beendet.",
    )


class EndedTooEarly(_NotInRegister):
    """The end lies before the beginning."""

    text = Text(
        nl="Het einde ligt voor de dag van de overeenkomst. Kijk de datum na.",
        fr="La fin précède le jour de la convention. Vérifiez la date.",
        en="The end lies before the day of the agreement. Please check the date.",
        de="Das Ende liegt vor dem Tag der Vereinbarung. Prüfen Sie das Datum.",
    )


class NeededBelow(_NotInRegister):
    """Others work for the organization and would have nobody above them any more."""

    default_status = 409
    text = Text(
        nl="Er werken nog {count} andere organisaties onder deze overeenkomst. Beëindig die eerst.",
        fr="{count} autres organisations travaillent encore sous cette convention. Terminez-les d'abord.",
        en="There are {count} other organizations under this agreement still. Please end those first.",
        de="Unter dieser Vereinbarung arbeiten noch {count} andere Organisationen. Beenden Sie diese zuerst.",
    )

    def __init__(self, count: int) -> None:
        super().__init__(count=count)
