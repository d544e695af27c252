"""Why numbers are not told."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class PeriodNotUsable(Refusal):
    """It ends before it begins, lasts longer than can be counted, or has not begun."""

    type = "statistics/period"
    title = "Period not usable"
    default_status = 422
    rule = "domain/rules.md D-42"
    text = Text(
        nl="Kies een periode die begonnen is, niet eindigt voor ze begint, en hoogstens twee jaar duurt.",
        fr="Choisissez une période qui a commencé, qui ne finit pas avant de commencer et qui dure deux ans au plus.",
        en="Choose a period that has begun, does not end before it begins, and lasts two years at most.",
        de="Wählen Sie einen Zeitraum, der begonnen hat, nicht vor seinem Beginn endet und höchstens zwei Jahre "
        "dauert.",
    )
