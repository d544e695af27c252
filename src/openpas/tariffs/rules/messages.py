"""What the holder is told about a price that they might expect and do not get (contract/rules.md 2.1-6, BR-TS-12)."""

from collections.abc import Sequence
from typing import Final

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import LANGUAGES, Text
from openpas.tariffs.rules.reasons import LIMIT_REACHED, SOCIAL_LIMIT_REACHED, Reason

FREE_EVENT: Final = Text(
    nl="Deze activiteit is gratis. Er is geen ticket met korting nodig.",
    fr="Cette activité est gratuite. Un ticket à prix réduit n'est pas nécessaire.",
    en="This activity is free. No ticket with a discount is needed.",
    de="Diese Aktivität ist kostenlos. Ein ermäßigtes Ticket ist nicht nötig.",
)
CALLED_OFF: Final = Text(
    nl="Deze activiteit is afgelast of uitgesteld. Er zijn nu geen tickets met korting.",
    fr="Cette activité est annulée ou reportée. Il n'y a pas de tickets à prix réduit pour le moment.",
    en="This activity was called off or postponed. There are no tickets with a discount now.",
    de="Diese Aktivität wurde abgesagt oder verschoben. Zurzeit gibt es keine ermäßigten Tickets.",
)
NOT_FOR_THIS_ACTIVITY: Final = Text(
    nl="Je hebt geen recht op kansentarief voor deze activiteit. Misschien is de activiteit buiten je regio, "
    "of is er een maximum prijs waarvoor een kansentarief mogelijk is. Vraag het aan je UiTPAS-regio.",
    fr="Vous n'avez pas droit au tarif réduit pour cette activité. Elle a peut-être lieu hors de votre région, "
    "ou il y a un prix maximum pour le tarif réduit. Renseignez-vous auprès de votre région UiTPAS.",
    en="You cannot get the reduced price for this activity. It may be outside your region, "
    "or there may be a maximum price for the reduced price. Please ask your UiTPAS region.",
    de="Für diese Aktivität haben Sie kein Recht auf den Sozialtarif. Vielleicht ist sie außerhalb Ihrer Region, "
    "oder es gibt einen Höchstpreis für den Sozialtarif. Bitte fragen Sie Ihre UiTPAS-Region.",
)
NO_DISCOUNT: Final = Text(
    nl="Voor deze activiteit is er met deze UiTPAS geen korting. Je betaalt de gewone prijs.",
    fr="Il n'y a pas de réduction pour cette activité avec cette UiTPAS. Vous payez le prix normal.",
    en="There is no discount for this activity with this UiTPAS. You pay the regular price.",
    de="Für diese Aktivität gibt es mit diesem UiTPAS keine Ermäßigung. Sie zahlen den normalen Preis.",
)


def message_of(
    why: Sequence[Reason], *, is_empty: bool, hoped_for_social_tariff: bool = False, lost: Refusal | None = None
) -> Text | None:
    """One text of all that is missing, or None when nothing is that the holder could expect.

    `why` holds only reasons of the kind of tariff that was asked for, so that the message speaks of no other. `lost` is
    what happened to a social tariff that would have counted here.
    """
    texts = [reason.text for reason in why if reason.because in LIMIT_REACHED]
    if lost is not None and lost.end_user_message is not None:
        texts.insert(0, lost.end_user_message)
    elif hoped_for_social_tariff and not any(reason.because in SOCIAL_LIMIT_REACHED for reason in why):
        texts.insert(0, NOT_FOR_THIS_ACTIVITY)
    if not texts and is_empty:
        return NO_DISCOUNT
    return _joined(texts) if texts else None


def _joined(texts: Sequence[Text]) -> Text:
    different = list(dict.fromkeys(texts))
    return Text.from_dict(
        {language: " ".join(text.in_language(language) for text in different) for language in LANGUAGES}
    )
