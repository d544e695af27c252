"""Reasons why a reward cannot be found, kept or redeemed.

Those of redeeming carry the contract's `reason` (O75) beside the problem type (O76): the two are one to one. A reason
that covers more than one situation has a refusal for each, so that the words fit the person who reads them.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar

from openpas.foundation.refusal import Refusal
from openpas.foundation.text import Text
from openpas.passholders import refusals as passholders


class RedeemReason(StrEnum):
    """Why a reward cannot be redeemed (contract: O75 `reason`, in the spelling of its enum)."""

    INVALID_CARD = "INVALID_CARD"
    PASSHOLDER_VOLUME = "PASSHOLDER_VOLUME"
    PASSHOLDER_POINTS = "PASSHOLDER_POINTS"
    REWARD_PERIOD = "REWARD_PERIOD"
    REWARD_VOLUME = "REWARD_VOLUME"
    PASSHOLDER_APPLICABLE_CARDSYSTEMS = "PASSHOLDER_APPLICABLE_CARDSYSTEMS"
    PASSHOLDER_NO_ACTIVE_CARDSYSTEM = "PASSHOLDER_NO_ACTIVE_CARDSYSTEM"


class RedeemRefused(Refusal):
    """A reward is not redeemed, for one of the reasons below."""

    reason: ClassVar[RedeemReason]
    rule = "contract/rules.md 2.6-8; BR-RW-05"


class GroupPassCannotRedeem(RedeemRefused, passholders.InvalidCard):
    """A group pass saves no points and redeems no rewards."""

    reason = RedeemReason.INVALID_CARD


class CardCannotRedeem(RedeemRefused, passholders.InvalidCard):
    """The card is not ACTIVE; redeeming knows only `invalid-card` for it (O76)."""

    reason = RedeemReason.INVALID_CARD
    text = passholders.InvalidCardStatus.text


class NoActiveCardSystem(RedeemRefused, passholders.NoActiveCardSystems):
    """No membership of the person can be used."""

    reason = RedeemReason.PASSHOLDER_NO_ACTIVE_CARDSYSTEM


class PersonCannotRedeem(RedeemRefused, passholders.NoActiveCardSystems):
    """The person is blocked in the whole programme."""

    reason = RedeemReason.PASSHOLDER_NO_ACTIVE_CARDSYSTEM
    text = passholders.PassholderBlocked.text


class NoApplicableCardSystem(RedeemRefused):
    """The reward is for members of other card systems than those that the person can use."""

    reason = RedeemReason.PASSHOLDER_APPLICABLE_CARDSYSTEMS
    type = "uitpas/reward-passholder-no-applicable-cardsystems"
    title = "Reward Passholder No Applicable Cardsystems"
    text = Text(
        nl="Dit voordeel is voor UiTPAS-houders van een andere regio. Kies een ander voordeel.",
        fr="Cet avantage est réservé aux détenteurs d'une UiTPAS d'une autre région. Choisissez un autre avantage.",
        en="This reward is for UiTPAS holders of another region. Please choose another reward.",
        de="Dieser Vorteil ist für UiTPAS-Inhaber einer anderen Region. Bitte wählen Sie einen anderen Vorteil.",
    )


class NotAResident(NoApplicableCardSystem):
    """The reward is for residents of certain municipalities. The contract has no reason of its own for it."""

    rule = "BR-RW-02; contract/rules.md 2.6-14"
    text = Text(
        nl="Dit voordeel is alleen voor inwoners van bepaalde gemeenten. Kies een ander voordeel.",
        fr="Cet avantage est réservé aux habitants de certaines communes. Choisissez un autre avantage.",
        en="This reward is only for residents of certain municipalities. Please choose another reward.",
        de="Dieser Vorteil gilt nur für Einwohner bestimmter Gemeinden. Bitte wählen Sie einen anderen Vorteil.",
    )


class RewardNotOffered(RedeemRefused):
    """The reward is INACTIVE or DELETED."""

    reason = RedeemReason.REWARD_PERIOD
    type = "uitpas/reward-period-constraint"
    title = "Reward Period Constraint"
    text = Text(
        nl="Dit voordeel wordt niet meer aangeboden. Kies een ander voordeel.",
        fr="Cet avantage n'est plus proposé. Choisissez un autre avantage.",
        en="This reward is no longer offered. Please choose another reward.",
        de="Dieser Vorteil wird nicht mehr angeboten. Bitte wählen Sie einen anderen Vorteil.",
    )


class RewardNotOnline(Refusal):
    """A person redeems by itself what is offered online; the rest at a counter (contract/rules.md 3.2)."""

    type = "uitpas/reward-invalid-redeem-type"
    title = "Reward Invalid Redeem Type"
    rule = "contract/rules.md 3.2"
    text = Text(
        nl="Dit voordeel ruil je om aan de balie. Toon daar je UiTPAS.",
        fr="Cet avantage s'échange au guichet. Montrez-y votre UiTPAS.",
        en="This reward is redeemed at the counter. Please show your UiTPAS there.",
        de="Diesen Vorteil lösen Sie am Schalter ein. Zeigen Sie dort Ihren UiTPAS.",
    )


class RewardPeriodNotBegun(RewardNotOffered):
    """The redeem period is still to come. Details: `day`, dd/mm/yyyy."""

    text = Text(
        nl="Dit voordeel kan je omruilen vanaf {day}. Kom dan terug.",
        fr="Vous pourrez échanger cet avantage à partir du {day}. Revenez alors.",
        en="You can redeem this reward from {day}. Please come back then.",
        de="Diesen Vorteil können Sie ab dem {day} einlösen. Kommen Sie dann bitte wieder.",
    )


class RewardPeriodOver(RewardNotOffered):
    """The redeem period is over. Details: `day`, its last day, dd/mm/yyyy."""

    text = Text(
        nl="Dit voordeel kon je omruilen tot en met {day}. Kies een ander voordeel.",
        fr="Cet avantage pouvait être échangé jusqu'au {day} inclus. Choisissez un autre avantage.",
        en="This reward could be redeemed until {day}. Please choose another reward.",
        de="Dieser Vorteil konnte bis zum {day} eingelöst werden. Bitte wählen Sie einen anderen Vorteil.",
    )


class RewardVolumeReached(RedeemRefused):
    """All units are taken, or all codes of an online reward handed out."""

    reason = RedeemReason.REWARD_VOLUME
    type = "uitpas/reward-volume-constraint"
    title = "Reward Volume Constraint"
    text = Text(
        nl="Dit voordeel is op: alle exemplaren zijn omgeruild. Kies een ander voordeel.",
        fr="Cet avantage est épuisé : tous les exemplaires ont été échangés. Choisissez un autre avantage.",
        en="This reward has run out: every one of them was redeemed. Please choose another reward.",
        de="Dieser Vorteil ist vergriffen: alle Exemplare wurden eingelöst. Bitte wählen Sie einen anderen Vorteil.",
    )


class RewardLimitReached(RedeemRefused):
    """The person redeemed this reward as often as one may. Details: `limit`, a Text."""

    reason = RedeemReason.PASSHOLDER_VOLUME
    type = "uitpas/reward-passholder-volume-constraint"
    title = "Reward Passholder Volume Constraint"
    text = Text(
        nl="Je hebt dit voordeel al zo vaak omgeruild als mag: {limit}. Kies een ander voordeel.",
        fr="Vous avez déjà échangé cet avantage autant que permis : {limit}. Choisissez un autre avantage.",
        en="You have redeemed this reward as often as allowed: {limit}. Please choose another reward.",
        de="Sie haben diesen Vorteil so oft wie erlaubt eingelöst: {limit}. Bitte wählen Sie einen anderen Vorteil.",
    )


class WelcomeRewardNotGranted(RewardLimitReached):
    """A welcome reward is redeemed by whom it was given to on joining a card system (BR-RW-04)."""

    rule = "BR-RW-04; contract/rules.md 2.6-1"
    text = Text(
        nl="Dit welkomstvoordeel staat niet op deze UiTPAS: het is voor wie pas lid werd. Kies een ander voordeel.",
        fr="Cet avantage de bienvenue n'est pas sur cette UiTPAS : il est pour les nouveaux membres.",
        en="This welcome reward is not on this UiTPAS: it is for new members. Please choose another reward.",
        de="Dieser Willkommensvorteil ist nicht auf diesem UiTPAS. Bitte wählen Sie einen anderen Vorteil.",
    )


class NotEnoughPoints(RedeemRefused):
    """The reward costs more points than the person has. Details: `missing`, a Text."""

    reason = RedeemReason.PASSHOLDER_POINTS
    type = "uitpas/reward-passholder-points-constraint"
    title = "Reward Passholder Points Constraint"
    text = Text(
        nl="Jammer, je hebt nog niet genoeg punten om dit voordeel om te ruilen. Spaar er nog {missing} bij.",
        fr="Dommage, vous n'avez pas encore assez de points pour cet avantage. Épargnez-en encore {missing}.",
        en="Sorry, you do not have enough points for this reward yet. Save {missing} more.",
        de="Schade, Sie haben noch nicht genug Punkte für diesen Vorteil. Sammeln Sie noch {missing}.",
    )


class RewardNotFound(Refusal):
    """There is no reward with this id. 404 also where a body names it (contract/rules.md 8-36)."""

    type = "uitpas/reward-not-found"
    title = "Reward not found"
    missing = True
    default_status = 404
    rule = "contract/rules.md 4.2, 8-36"
    text = Text(
        nl="We kennen dit voordeel niet.",
        fr="Nous ne connaissons pas cet avantage.",
        en="We do not know this reward.",
        de="Wir kennen diesen Vorteil nicht.",
    )


class RedemptionNotFound(Refusal):
    """Nothing was redeemed under this id, or it was cancelled already (contract/rules.md 8-33)."""

    type = "url/not-found"
    title = "Not found"
    missing = True
    default_status = 404
    rule = "O78"
    text = Text(
        nl="We vinden deze omruiling niet, of ze is al ongedaan gemaakt.",
        fr="Nous ne trouvons pas cet échange, ou il a déjà été annulé.",
        en="We cannot find this redemption, or it was cancelled already.",
        de="Wir finden diese Einlösung nicht, oder sie wurde schon rückgängig gemacht.",
    )


class RewardNotEditable(Refusal):
    """Somebody redeemed the reward or was granted it: its price in points and its first days are frozen."""

    type = "uitpas/reward-not-editable"
    title = "Reward not editable"
    rule = "BR-RW-03"
    text = Text(
        nl="Dit voordeel werd al omgeruild: de punten en de begindatum kunnen niet meer veranderen.",
        fr="Cet avantage a déjà été échangé : les points et la date de début ne peuvent plus changer.",
        en="This reward was redeemed before: its points and first day can no longer change.",
        de="Dieser Vorteil wurde schon eingelöst: Punkte und Anfangsdatum lassen sich nicht mehr ändern.",
    )


class InvalidRewardCardSystem(Refusal):
    """The card system does not exist, or an organizer of the reward is not in it."""

    type = "uitpas/invalid-card-system"
    title = "Invalid card system"
    rule = "O72, O74"


class InvalidReward(Refusal):
    """The reward that was sent is not complete or contradicts itself. One error per JSON pointer."""

    type = "body/invalid-data"
    title = "Invalid body data"
    rule = "BR-RW-01"

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        super().__init__(
            extensions={"schemaErrors": [{"jsonPointer": pointer, "error": error} for pointer, error in errors]}
        )


class InvalidRewardQuery(Refusal):
    """A query parameter is missing, contradicts another or cannot be read (contract/rules.md 8-34)."""

    type = "url/not-found"
    title = "Not found"
    default_status = 404
    rule = "contract/rules.md 4.2, 8-34"
