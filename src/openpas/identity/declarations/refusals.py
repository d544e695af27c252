"""Why a text is not published."""

from datetime import date

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class DutchTextMissing(Refusal):
    """Everybody must be able to read the text; Dutch is what a reader gets whose language is missing."""

    type = "urn:openpas:problem:dutch-text-missing"
    title = "Dutch text missing"
    rule = "domain/rules.md 7.5"
    text = Text(
        nl="De tekst in het Nederlands ontbreekt. Vul die in; de andere talen mogen later komen.",
        fr="Le texte en néerlandais manque. Ajoutez-le ; les autres langues peuvent suivre.",
        en="The Dutch text is missing. Please add it; the other languages may follow.",
        de="Der niederländische Text fehlt. Fügen Sie ihn hinzu; die anderen Sprachen dürfen folgen.",
    )


class LanguageUnknown(Refusal):
    """A text is in a language that no page is shown in."""

    type = "urn:openpas:problem:language-unknown"
    title = "Language unknown"
    rule = "domain/rules.md 7.5"

    def __init__(self, language: str) -> None:
        super().__init__(f"There are no texts in the language {language!r}; there are nl, fr, en and de.")


class EffectiveTooEarly(Refusal):
    """Nobody can have signed yesterday, and a later version does not hold earlier."""

    type = "urn:openpas:problem:effective-too-early"
    title = "Effective too early"
    rule = "domain/rules.md 7.5"
    text = Text(
        nl="Deze versie kan ten vroegste ingaan op {earliest}. Kies die dag of een latere.",
        fr="Cette version peut entrer en vigueur au plus tôt le {earliest}. Choisissez ce jour ou un jour ultérieur.",
        en="This version can take effect on {earliest} at the earliest. Choose that day or a later one.",
        de="Diese Fassung kann frühestens am {earliest} gelten. Wählen Sie diesen Tag oder einen späteren.",
    )

    def __init__(self, earliest: date) -> None:
        super().__init__(f"The earliest day is {earliest}.", earliest=f"{earliest:%d/%m/%Y}")
