"""Reasons why a pass, a card or a person cannot be used or found."""

from typing import Final

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


EXPIRED_WORDS: Final = Text(
    nl="Het kansentarief van deze UiTPAS is verlopen. Verleng het aan een UiTPAS-balie in je gemeente.",
    fr="Le tarif réduit de cette UiTPAS a expiré. Passez à un guichet UiTPAS de votre commune pour le prolonger.",
    en="The reduced price of this UiTPAS has ended. Please visit a UiTPAS desk in your municipality to renew it.",
    de="Der Sozialtarif dieses UiTPAS ist abgelaufen. Am UiTPAS-Schalter Ihrer Gemeinde können Sie ihn verlängern.",
)


class SocialTariffExpired(Refusal):
    """The social tariff and its grace period are over, and nothing else gives a discount."""

    type = "uitpas/social-tariff-expired"
    title = "Social tariff expired"
    rule = "BR-ST-04; contract/rules.md 8-5"
    text = EXPIRED_WORDS


SUSPENDED_WORDS: Final = Text(
    nl="Het kansentarief van deze UiTPAS geldt niet tot en met {until}. Punten sparen en omruilen kan wel.",
    fr="Le tarif réduit de cette UiTPAS est suspendu jusqu'au {until}. Les points restent utilisables.",
    en="The reduced price of this UiTPAS cannot be used until {until}. Points can still be saved and redeemed.",
    de="Der Sozialtarif dieses UiTPAS gilt bis {until} nicht. Punkte können weiter gesammelt und eingelöst werden.",
)


class SocialTariffSuspended(Refusal):
    """The region suspended the social tariff until a day, and nothing else gives a discount. Details: `until` text."""

    type = "uitpas/social-tariff-suspended"
    title = "Social tariff suspended"
    rule = "BR-ST-07; contract/rules.md 8-5"
    text = SUSPENDED_WORDS


class InszAlreadyUsed(Refusal):
    """Somebody with this national number has a pass already; there is one person per INSZ in the whole programme."""

    type = "uitpas/insz-already-used"
    title = "INSZ already used"
    rule = "BR-PH-01"
    text = Text(
        nl="Er is al een UiTPAS met dit rijksregisternummer. Zoek de pashouder op met dat nummer.",
        fr="Il existe déjà une UiTPAS avec ce numéro de registre national. Cherchez le titulaire avec ce numéro.",
        en="There is a UiTPAS with this national number already. Please look the passholder up by that number.",
        de="Mit dieser Nationalregisternummer gibt es schon einen UiTPAS. Suchen Sie die Person mit dieser Nummer.",
    )


class CardDoesNotFit(InvalidCard):
    """The card is of another card system, or of the kind (social or not) that this person does not get."""

    rule = "BR-CARD-10, BR-CARD-11; contract/rules.md 8-15"
    text = Text(
        nl="Deze kaart past niet bij deze pashouder. Neem een kaart van de eigen regio en van de juiste soort.",
        fr="Cette carte ne convient pas. Prenez une carte de la bonne région et du bon type.",
        en="This card does not fit this passholder. Please take a card of the right region and kind.",
        de="Diese Karte passt nicht. Nehmen Sie eine Karte der richtigen Region und Art.",
    )


class CardNumbersExhausted(Refusal):
    """Every serial number behind the prefix of the card system is taken; the region needs another prefix."""

    type = "urn:openpas:problem:card-numbers-exhausted"
    title = "Card numbers exhausted"
    default_status = 409
    rule = "BR-CARD-01"


class InvalidSocialTariffEnd(Refusal):
    """A social tariff ends after today, and not after 31 December of next year."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "BR-ST-02"
    text = Text(
        nl="Kies een einddatum die nog moet komen, ten laatste 31 december van volgend jaar.",
        fr="Choisissez une date de fin à venir, au plus tard le 31 décembre de l'année prochaine.",
        en="Please choose an end date that is still to come, at the latest 31 December of next year.",
        de="Wählen Sie ein Enddatum in der Zukunft, spätestens den 31. Dezember des nächsten Jahres.",
    )


class MemberAlready(Refusal):
    """The person has a membership of this card system already."""

    type = "uitpas/passholder-new-membership-error"
    title = "Passholder new membership error"
    rule = "contract/rules.md 1.1"


class CardNotFound(Refusal):
    """No card answers to the number or chip, or not exactly one of the two was given (O87)."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 2.11, 8-34"


class GroupPassNotFound(Refusal):
    """No group pass has this id, or neither number nor chip was given to look for one (O26, O27)."""

    type = "url/not-found"
    title = "Not Found"
    default_status = 404
    rule = "contract/rules.md 2.4, 8-34"


class SchoolNotFound(Refusal):
    """No school has this id."""

    type = "uitpas/school-not-found"
    title = "School not found"
    missing = True
    rule = "contract/rules.md 4.5"


class AssociationNotFound(Refusal):
    """No association has this id."""

    type = "uitpas/association-not-found"
    title = "Association not found"
    missing = True
    rule = "contract/rules.md 4.5"
