"""Reasons why a pass, a card or a person cannot be used or found."""

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text


class InvalidUitpasNumber(Refusal):
    """Not thirteen digits, or the check digit is wrong."""

    type = "uitpas/invalid-uitpas-number"
    title = "Invalid uitpas number"
    rule = "contract/rules.md 1.2, 8-13, 8-14"
    text = Text(
        nl="Dit is geen geldig UiTPAS-nummer. Kijk de 13 cijfers na.",
        fr="Ce numéro UiTPAS n'est pas valable. Vérifiez les 13 chiffres.",
        en="This is not a valid UiTPAS number. Please check the 13 digits.",
        de="Diese UiTPAS-Nummer ist ungültig. Prüfen Sie die 13 Ziffern.",
    )


class InvalidUitpasNumberAtCounter(InvalidUitpasNumber):
    """The same, as the contract spells it for tariffs, ticket sales and check-ins (O1, O3, O5)."""

    type = "uitpas/invalid-uitpasnumber"


class InvalidInszNumber(Refusal):
    """Not eleven digits, or the check digits are wrong for both centuries."""

    type = "uitpas/invalid-insz-number"
    title = "Invalid insz number"
    rule = "BR-PH-02"
    text = Text(
        nl="Dit is geen geldig rijksregisternummer. Kijk de 11 cijfers na.",
        fr="Ce numéro de registre national n'est pas valable. Vérifiez les 11 chiffres.",
        en="This is not a valid national number. Please check the 11 digits.",
        de="Diese Nationalregisternummer ist ungültig. Prüfen Sie die 11 Ziffern.",
    )


class PassholderNotFound(Refusal):
    """Nobody has this number or id."""

    type = "uitpas/passholder-not-found"
    title = "Passholder not found"
    missing = True
    rule = "contract/rules.md 8-14"
    text = Text(
        nl="We vinden geen UiTPAS met dit nummer.",
        fr="Nous ne trouvons pas de UiTPAS avec ce numéro.",
        en="We cannot find a UiTPAS with this number.",
        de="Wir finden keinen UiTPAS mit dieser Nummer.",
    )


class PassNotFound(Refusal):
    """No pass answers to this identifier."""

    type = "uitpas/pass-not-found"
    title = "Pass not found"
    missing = True
    default_status = 404
    rule = "contract/rules.md 2.11"
    text = PassholderNotFound.text


class InvalidCardStatus(Refusal):
    """The card is not ACTIVE. Extensions: cardStatus, passType, groupPass, and passholderId where it has one."""

    type = "uitpas/invalid-card-status"
    title = "Invalid card status"
    rule = "contract/rules.md 2.11, 8-15"
    text = Text(
        nl="Deze kaart kan niet gebruikt worden: ze is geblokkeerd of niet actief. Vraag hulp aan de balie.",
        fr="Cette carte ne peut pas être utilisée : elle est bloquée ou inactive. Demandez de l'aide au guichet.",
        en="This card cannot be used: it is blocked or not active. Please ask for help at a desk.",
        de="Diese Karte kann nicht benutzt werden: sie ist gesperrt oder nicht aktiv. Bitte fragen Sie am Schalter.",
    )


class CardBlocked(InvalidCardStatus):
    """The same, as the deprecated look-ups O68 to O70 say it."""

    type = "uitpas/card-blocked"
    title = "Card blocked"


class InvalidCard(Refusal):
    """The card is of a kind that cannot do this, for instance a group pass that saves points."""

    type = "uitpas/invalid-card"
    title = "Invalid card"
    rule = "contract/rules.md 8-15; BR 4.9"
    text = Text(
        nl="Met een groepspas kan je geen punten sparen of omruilen.",
        fr="Un pass de groupe ne permet pas d'épargner ni d'échanger des points.",
        en="A group pass cannot save or redeem points.",
        de="Mit einem Gruppenpass kann man keine Punkte sammeln oder einlösen.",
    )


class PassholderBlocked(Refusal):
    """The person is blocked in the whole programme."""

    type = "uitpas/passholder-blocked"
    title = "Passholder blocked"
    rule = "contract/rules.md 1.4"
    text = Text(
        nl="Deze UiTPAS is geblokkeerd. Neem contact op met je UiTPAS-regio.",
        fr="Cette UiTPAS est bloquée. Contactez votre région UiTPAS.",
        en="This UiTPAS is blocked. Please contact your UiTPAS region.",
        de="Dieser UiTPAS ist gesperrt. Bitte wenden Sie sich an Ihre UiTPAS-Region.",
    )


class NoActiveCardSystems(Refusal):
    """No membership of the person can be used: blocked, or its social tariff is over (contract/rules.md 8-6)."""

    type = "uitpas/passholder-no-active-cardsystems"
    title = "Passholder has no active cardsystem memberships"
    rule = "BR-ST-04, BR-ST-08, BR-CI-05"
    text = Text(
        nl="Deze UiTPAS is niet meer geldig. Ga langs bij een UiTPAS-balie in je gemeente.",
        fr="Cette UiTPAS n'est plus valable. Passez à un guichet UiTPAS de votre commune.",
        en="This UiTPAS is no longer valid. Please visit a UiTPAS desk in your municipality.",
        de="Dieser UiTPAS ist nicht mehr gültig. Gehen Sie zu einem UiTPAS-Schalter in Ihrer Gemeinde.",
    )


class SocialTariffExpired(Refusal):
    """The social tariff and its grace period are over, and nothing else gives a discount."""

    type = "uitpas/social-tariff-expired"
    title = "Social tariff expired"
    rule = "BR-ST-04; contract/rules.md 8-5"
    text = Text(
        nl="Het kansentarief van deze UiTPAS is verlopen. Ga langs bij een UiTPAS-balie in je gemeente om het te verlengen.",
        fr="Le tarif réduit de cette UiTPAS a expiré. Passez à un guichet UiTPAS de votre commune pour le prolonger.",
        en="The reduced price of this UiTPAS has ended. Please visit a UiTPAS desk in your municipality to renew it.",
        de="Der Sozialtarif dieses UiTPAS ist abgelaufen. Am UiTPAS-Schalter Ihrer Gemeinde können Sie ihn verlängern.",
    )


class SocialTariffSuspended(Refusal):
    """The region suspended the social tariff until a day, and nothing else gives a discount. Details: `until` text."""

    type = "uitpas/social-tariff-suspended"
    title = "Social tariff suspended"
    rule = "BR-ST-07; contract/rules.md 8-5"
    text = Text(
        nl="Het kansentarief van deze UiTPAS kan niet gebruikt worden tot en met {until}. Punten sparen en omruilen kan wel.",
        fr="Le tarif réduit de cette UiTPAS est suspendu jusqu'au {until}. Les points restent utilisables.",
        en="The reduced price of this UiTPAS cannot be used until {until}. Points can still be saved and redeemed.",
        de="Der Sozialtarif dieses UiTPAS gilt bis {until} nicht. Punkte können weiter gesammelt und eingelöst werden.",
    )
