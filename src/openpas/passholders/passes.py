"""A pass as it is shown to who scans it: whose it is, what it is worth today, and what must be said."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from openpas.card_systems.models import CardSystem
from openpas.foundation.text import Text
from openpas.passholders.models import Card
from openpas.passholders.refusals import EXPIRED_WORDS, SUSPENDED_WORDS
from openpas.passholders.rules import Holder, Membership, SocialTariffStatus


class MessageLevel(StrEnum):
    """How much a message matters (contract: Pass.messages.level)."""

    INFO = "INFO"
    WARN = "WARN"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class PassMessage:
    """Words that must be shown to the person."""

    level: MessageLevel
    text: Text


@dataclass(frozen=True, slots=True)
class FoundPass:
    """A pass that can be used. `public_id` is that of the passholder or of the group pass.

    Card system and social tariff are those of the card shown (contract/rules.md 2.11); what is worth in other regions
    is in `holder`. `social_tariff_status` is NONE in a blocked membership.
    """

    card: Card
    holder: Holder
    public_id: UUID
    first_name: str
    points: int
    postal_code: str
    card_system: CardSystem
    social_tariff_status: SocialTariffStatus
    social_tariff_ends_on: date | None
    messages: tuple[PassMessage, ...]

    @property
    def is_group(self) -> bool:
        return self.holder.is_group


MEMBERSHIP_BLOCKED: Final = Text(
    nl="Deze UiTPAS is geblokkeerd in {region}. Neem contact op met de regio.",
    fr="Cette UiTPAS est bloquée dans {region}. Contactez la région.",
    en="This UiTPAS is blocked in {region}. Please contact the region.",
    de="Dieser UiTPAS ist in {region} gesperrt. Bitte wenden Sie sich an die Region.",
)
IN_GRACE: Final = Text(
    nl="Het kansentarief liep tot en met {ends_on} en geldt nog tot en met {grace_ends_on}. Laat het verlengen aan een "
    "UiTPAS-balie in je gemeente.",
    fr="Le tarif réduit courait jusqu'au {ends_on} et reste valable jusqu'au {grace_ends_on}. Faites-le prolonger à un "
    "guichet UiTPAS de votre commune.",
    en="The reduced price ran until {ends_on} and still holds until {grace_ends_on}. Please renew it at a UiTPAS desk "
    "in your municipality.",
    de="Der Sozialtarif lief bis {ends_on} und gilt noch bis {grace_ends_on}. Am UiTPAS-Schalter Ihrer Gemeinde können "
    "Sie ihn verlängern.",
)


def found_pass(card: Card, holder: Holder, today: date) -> FoundPass:
    """The pass of an ACTIVE card whose person or group is loaded with it."""
    membership = next(one for one in holder.memberships if one.card_system_id == card.card_system_id)
    status = SocialTariffStatus.NONE if membership.is_blocked else membership.social_tariff.status_on(today)
    public_id, first_name, postal_code = _shown(card)
    return FoundPass(
        card=card,
        holder=holder,
        public_id=public_id,
        first_name=first_name,
        points=holder.points,
        postal_code=postal_code,
        card_system=card.card_system,
        social_tariff_status=status,
        social_tariff_ends_on=None if status is SocialTariffStatus.NONE else membership.social_tariff.ends_on,
        messages=tuple(_messages(membership, card.card_system.name, today)),
    )


def _shown(card: Card) -> tuple[UUID, str, str]:
    if card.group_pass is not None:
        return card.group_pass.public_id, card.group_pass.name, card.group_pass.postal_code
    if card.membership is None:
        raise LookupError("an ACTIVE card has a holder")
    person = card.membership.passholder
    return person.public_id, person.first_name, person.postal_code


def _messages(membership: Membership, region: str, today: date) -> list[PassMessage]:
    social_tariff = membership.social_tariff
    if membership.is_blocked:
        return [PassMessage(MessageLevel.WARN, MEMBERSHIP_BLOCKED.filled(region=region))]
    if social_tariff.ends_on is not None and social_tariff.in_grace_on(today):
        last_day = social_tariff.ends_on + timedelta(days=social_tariff.grace_days)
        words = IN_GRACE.filled(ends_on=_spoken(social_tariff.ends_on), grace_ends_on=_spoken(last_day))
        return [PassMessage(MessageLevel.INFO, words)]
    match social_tariff.status_on(today):
        case SocialTariffStatus.EXPIRED:
            return [PassMessage(MessageLevel.WARN, EXPIRED_WORDS)]
        case SocialTariffStatus.SUSPENDED if social_tariff.suspended_until is not None:
            words = SUSPENDED_WORDS.filled(until=_spoken(social_tariff.suspended_until))
            return [PassMessage(MessageLevel.WARN, words)]
    return []


def _spoken(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
