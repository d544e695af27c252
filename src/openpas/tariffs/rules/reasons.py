"""Why a key or a coupon gave a price or did not: "explain this cent"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from openpas.foundation.text import Text


class Because(StrEnum):
    """Every rule that may apply or refuse. The first two apply; all others refuse."""

    CHOSEN = "CHOSEN"
    COUPON_WORKS = "COUPON_WORKS"
    ANOTHER_IS_CHEAPER = "ANOTHER_IS_CHEAPER"
    CARD_SYSTEM_NOT_AT_EVENT = "CARD_SYSTEM_NOT_AT_EVENT"
    NOT_SWITCHED_ON = "NOT_SWITCHED_ON"
    OTHER_PRICE = "OTHER_PRICE"
    NO_SOCIAL_TARIFF_HERE = "NO_SOCIAL_TARIFF_HERE"
    LIVES_ELSEWHERE = "LIVES_ELSEWHERE"
    LIVES_HERE = "LIVES_HERE"
    NO_DISCOUNT = "NO_DISCOUNT"
    EVENT_LIMIT = "EVENT_LIMIT"
    ORGANIZER_LIMIT = "ORGANIZER_LIMIT"
    GROUP_QUOTA = "GROUP_QUOTA"
    COUPON_DELETED = "COUPON_DELETED"
    COUPON_NOT_VALID_NOW = "COUPON_NOT_VALID_NOW"
    COUPON_WITHOUT_MEMBERSHIP = "COUPON_WITHOUT_MEMBERSHIP"
    COUPON_FOR_OTHER_EVENTS = "COUPON_FOR_OTHER_EVENTS"
    COUPON_LIMIT = "COUPON_LIMIT"
    COUPON_EVENT_LIMIT = "COUPON_EVENT_LIMIT"


SOCIAL_LIMIT_REACHED: Final = frozenset({Because.EVENT_LIMIT, Because.ORGANIZER_LIMIT, Because.GROUP_QUOTA})
LIMIT_REACHED: Final = SOCIAL_LIMIT_REACHED | {Because.COUPON_LIMIT, Because.COUPON_EVENT_LIMIT}
"""The right is there and used up: a sale is refused with `maximum-reached`."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule, what it looked at (`key 12`, `COUPON_3`, `event`), and the details that its words need."""

    because: Because
    subject: str
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def applies(self) -> bool:
        """Whether the rule gave a price; otherwise it refused one."""
        return self.because in (Because.CHOSEN, Because.COUPON_WORKS)

    @property
    def text(self) -> Text:
        words = _IN_WORDS[self.because]
        return Text.from_dict(
            {
                language: text.format(**{name: _in(value, language) for name, value in self.details.items()})
                for language, text in words.as_dict().items()
            }
        )


def _in(value: object, language: str) -> object:
    return value.in_language(language) if isinstance(value, Text) else value


_IN_WORDS: Final = {
    Because.CHOSEN: Text(
        nl="“{name}” geeft de laagste prijs.",
        fr="« {name} » donne le prix le plus bas.",
        en="“{name}” gives the lowest price.",
        de="„{name}“ ergibt den niedrigsten Preis.",
    ),
    Because.COUPON_WORKS: Text(
        nl="De coupon “{name}” geldt hier.",
        fr="Le coupon « {name} » est valable ici.",
        en="The coupon “{name}” works here.",
        de="Der Gutschein „{name}“ gilt hier.",
    ),
    Because.ANOTHER_IS_CHEAPER: Text(
        nl="Een andere verdeelsleutel geeft een lagere prijs, of dezelfde in de eigen regio.",
        fr="Une autre clé de répartition donne un prix plus bas, ou le même dans la propre région.",
        en="Another distribution key gives a lower price, or the same in the own region.",
        de="Ein anderer Verteilschlüssel ergibt einen niedrigeren Preis oder denselben in der eigenen Region.",
    ),
    Because.CARD_SYSTEM_NOT_AT_EVENT: Text(
        nl="Deze UiTPAS-regio doet niet mee aan deze activiteit.",
        fr="Cette région UiTPAS ne participe pas à cette activité.",
        en="This UiTPAS region does not take part in this activity.",
        de="Diese UiTPAS-Region nimmt an dieser Aktivität nicht teil.",
    ),
    Because.NOT_SWITCHED_ON: Text(
        nl="Deze verdeelsleutel is niet aangevinkt bij de activiteit.",
        fr="Cette clé de répartition n'est pas cochée pour l'activité.",
        en="This distribution key is not switched on for the activity.",
        de="Dieser Verteilschlüssel ist für die Aktivität nicht eingeschaltet.",
    ),
    Because.OTHER_PRICE: Text(
        nl="Dit geldt niet voor deze prijs.",
        fr="Cela ne vaut pas pour ce prix.",
        en="This does not hold for this price.",
        de="Das gilt nicht für diesen Preis.",
    ),
    Because.NO_SOCIAL_TARIFF_HERE: Text(
        nl="De pas heeft nu geen kansentarief dat hier geldt.",
        fr="Le pass n'a pas actuellement de tarif réduit valable ici.",
        en="The pass has no reduced price now that is valid here.",
        de="Der Pass hat zurzeit keinen Sozialtarif, der hier gilt.",
    ),
    Because.LIVES_ELSEWHERE: Text(
        nl="Dit geldt alleen voor wie in de gemeente van de organisator woont.",
        fr="Cela ne vaut que pour les habitants de la commune de l'organisateur.",
        en="This holds only for residents of the organizer's municipality.",
        de="Das gilt nur für Einwohner der Gemeinde des Veranstalters.",
    ),
    Because.LIVES_HERE: Text(
        nl="Dit geldt alleen voor wie buiten de gemeente van de organisator woont.",
        fr="Cela ne vaut que pour ceux qui habitent hors de la commune de l'organisateur.",
        en="This holds only for people who live outside the organizer's municipality.",
        de="Das gilt nur für Menschen, die außerhalb der Gemeinde des Veranstalters wohnen.",
    ),
    Because.NO_DISCOUNT: Text(
        nl="Dit is niet goedkoper dan de gewone prijs.",
        fr="Ce n'est pas moins cher que le prix normal.",
        en="This is not cheaper than the regular price.",
        de="Das ist nicht günstiger als der normale Preis.",
    ),
    Because.EVENT_LIMIT: Text(
        nl="Je hebt geen recht meer op kansentarief voor deze activiteit. "
        "Je kan maximaal {tickets} kopen aan kansentarief voor deze activiteit.",
        fr="Vous n'avez plus droit au tarif réduit pour cette activité. "
        "Vous pouvez acheter au maximum {tickets} au tarif réduit pour cette activité.",
        en="You have used up the reduced price for this activity. "
        "You can buy at most {tickets} at the reduced price for this activity.",
        de="Für diese Aktivität haben Sie kein Recht mehr auf den Sozialtarif. "
        "Sie können für diese Aktivität höchstens {tickets} zum Sozialtarif kaufen.",
    ),
    Because.ORGANIZER_LIMIT: Text(
        nl="Je hebt geen recht meer op kansentarief bij deze organisator. "
        "Je kan er maximaal {tickets} kopen aan kansentarief.",
        fr="Vous n'avez plus droit au tarif réduit chez cet organisateur. "
        "Vous pouvez y acheter au maximum {tickets} au tarif réduit.",
        en="You have used up the reduced price at this organizer. "
        "You can buy at most {tickets} there at the reduced price.",
        de="Bei diesem Veranstalter haben Sie kein Recht mehr auf den Sozialtarif. "
        "Sie können dort höchstens {tickets} zum Sozialtarif kaufen.",
    ),
    Because.GROUP_QUOTA: Text(
        nl="Deze groepspas heeft dit jaar geen tickets aan kansentarief meer over. Er zijn er {volume} per jaar.",
        fr="Ce pass de groupe n'a plus de tickets au tarif réduit cette année. Il y en a {volume} par an.",
        en="This group pass has no tickets at the reduced price left this year. There are {volume} a year.",
        de="Dieser Gruppenpass hat dieses Jahr keine Tickets zum Sozialtarif mehr. Es gibt {volume} pro Jahr.",
    ),
    Because.COUPON_DELETED: Text(
        nl="De coupon bestaat niet meer.",
        fr="Le coupon n'existe plus.",
        en="The coupon no longer exists.",
        de="Den Gutschein gibt es nicht mehr.",
    ),
    Because.COUPON_NOT_VALID_NOW: Text(
        nl="De coupon is nu niet geldig.",
        fr="Le coupon n'est pas valable actuellement.",
        en="The coupon is not valid now.",
        de="Der Gutschein ist zurzeit nicht gültig.",
    ),
    Because.COUPON_WITHOUT_MEMBERSHIP: Text(
        nl="De pas is niet meer geldig in de regio van de coupon.",
        fr="Le pass n'est plus valable dans la région du coupon.",
        en="The pass is no longer valid in the region of the coupon.",
        de="Der Pass ist in der Region des Gutscheins nicht mehr gültig.",
    ),
    Because.COUPON_FOR_OTHER_EVENTS: Text(
        nl="De coupon is voor andere activiteiten.",
        fr="Le coupon est pour d'autres activités.",
        en="The coupon is for other activities.",
        de="Der Gutschein ist für andere Aktivitäten.",
    ),
    Because.COUPON_LIMIT: Text(
        nl="Je hebt een coupon voor deze activiteit, maar je kan hiermee maximaal {tickets} kopen.",
        fr="Vous avez un coupon pour cette activité, mais il permet d'acheter au maximum {tickets}.",
        en="You have a coupon for this activity, but with it you can buy at most {tickets}.",
        de="Sie haben einen Gutschein für diese Aktivität, aber damit können Sie höchstens {tickets} kaufen.",
    ),
    Because.COUPON_EVENT_LIMIT: Text(
        nl="Je hebt een coupon, maar je kan hiermee voor deze activiteit maximaal {tickets} kopen.",
        fr="Vous avez un coupon, mais il permet d'acheter au maximum {tickets} pour cette activité.",
        en="You have a coupon, but with it you can buy at most {tickets} for this activity.",
        de="Sie haben einen Gutschein, aber damit können Sie für diese Aktivität höchstens {tickets} kaufen.",
    ),
}
