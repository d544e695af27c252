"""Reasons that lie in where somebody lives, and in moving house with a social tariff."""

from openpas.enrolment.refusals.fields import FieldRefused
from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class InvalidCity(Refusal):
    """The city is unknown, does not go with the postal code, or is outside the region where it must be."""

    type = "uitpas/invalid-city"
    title = "Invalid city"
    rule = "BR-PH-06"
    text = Text(
        nl="Deze gemeente en postcode horen niet bij elkaar. Kijk het adres na.",
        fr="Cette commune et ce code postal ne vont pas ensemble. Vérifiez l'adresse.",
        en="This city and postal code do not belong together. Please check the address.",
        de="Diese Gemeinde und Postleitzahl gehören nicht zusammen. Bitte prüfen Sie die Adresse.",
    )


class CityOutsideRegion(InvalidCity):
    """With a social tariff somebody lives in the region that grants it, and stays there while it is valid."""

    rule = "BR-PH-08"
    text = Text(
        nl="Met een kansentarief moet het adres in de UiTPAS-regio liggen.",
        fr="Avec un tarif réduit, l'adresse doit se trouver dans la région UiTPAS.",
        en="With a reduced price the address must be in the UiTPAS region.",
        de="Mit Sozialtarif muss die Adresse in der UiTPAS-Region liegen.",
    )


class AddressRequired(FieldRefused):
    """The social tariff of a region is for who lives there: the new address must come along."""

    pointer = "/address"
    error = "An address in the card system is required for a social tariff."
    rule = "BR-PH-08"
    text = Text(
        nl="Het kansentarief geldt voor wie in de regio woont. Vul het nieuwe adres in.",
        fr="Le tarif réduit vaut pour les habitants de la région. Indiquez la nouvelle adresse.",
        en="The reduced price is for who lives in the region. Please fill in the new address.",
        de="Der Sozialtarif gilt für Einwohner der Region. Geben Sie die neue Adresse an.",
    )


class SameAddress(FieldRefused):
    """Nobody moves to where it lives already."""

    pointer = "/address"
    error = "The address is the one that is known."
    rule = "BR-PH-08"
    text = Text(
        nl="Dit is het adres dat we al kennen. Vul het nieuwe adres in.",
        fr="C'est l'adresse que nous connaissons déjà. Indiquez la nouvelle adresse.",
        en="This is the address that we know already. Please fill in the new one.",
        de="Diese Adresse kennen wir schon. Geben Sie die neue Adresse an.",
    )


class StatusStaysBehind(CityOutsideRegion):
    """Who has the social tariff moves at a desk of the new region that may give it there (BR-PH-08, BR-PH-09).

    The words do not say why: the desk that is refused need not know of a status.
    """

    text = Text(
        nl="Verhuizen naar {city} kan niet aan deze balie. Stuur deze persoon met de pas naar een erkende "
        "registratiebalie in de nieuwe gemeente: die regelt alles in één keer.",
        fr="Le déménagement vers {city} n'est pas possible à ce guichet. Envoyez cette personne avec sa carte à un "
        "guichet d'enregistrement agréé de la nouvelle commune : il règle tout en une fois.",
        en="Moving to {city} is not possible at this desk. Please send this person with the pass to an authorised "
        "registration desk in the new municipality: it arranges everything at once.",
        de="Der Umzug nach {city} ist an diesem Schalter nicht möglich. Schicken Sie diese Person mit dem Pass zu "
        "einem befugten Registrierungsschalter der neuen Gemeinde: Dort wird alles auf einmal erledigt.",
    )


class StatusChoiceMissing(FieldRefused):
    """The social tariff never lapses in silence: whoever moves says whether it goes along."""

    pointer = "/status"
    error = "It has to be said whether the social tariff goes along."
    rule = "BR-PH-09; design.md 6"
    text = Text(
        nl="Duid aan of het statuut meegaat.",
        fr="Indiquez si le statut suit le déménagement.",
        en="Please say whether the status goes along.",
        de="Geben Sie an, ob der Status mitgeht.",
    )
