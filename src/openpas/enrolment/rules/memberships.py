"""What a new membership would do, and why it is paid for (contract/rules.md 2.8)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpas.passholders.rules import SocialTariff, SocialTariffStatus


class MembershipChange(StrEnum):
    """What asking for a membership leads to (contract: operation 38)."""

    NOT_POSSIBLE = "NOT_POSSIBLE"
    NEW_MEMBERSHIP = "NEW_MEMBERSHIP"
    REPLACE_MEMBERSHIP = "REPLACE_MEMBERSHIP"


class PriceReason(StrEnum):
    """Why a membership or card is asked for (BR-PR-02). API 4.0 does not tell the last three from EXTRA_CARD."""

    FIRST_CARD = "FIRST_CARD"
    CARD_UPGRADE = "CARD_UPGRADE"
    EXTRA_CARD = "EXTRA_CARD"
    LOSS_KANSENSTATUUT = "LOSS_KANSENSTATUUT"
    OBTAIN_KANSENSTATUUT = "OBTAIN_KANSENSTATUUT"
    LOSS_THEFT = "LOSS_THEFT"
    DEFECT = "DEFECT"
    REMOVAL = "REMOVAL"


@dataclass(frozen=True, slots=True)
class PresentMembership:
    """The membership that somebody has of the card system."""

    social_tariff: SocialTariff
    has_active_card: bool


def change_to(present: PresentMembership | None, *, with_social_tariff: bool, today: date) -> MembershipChange:
    """NOT_POSSIBLE only for the very same: an ACTIVE card, and the social tariff as asked.

    An expired social tariff is not the same as one that is granted now, nor as none. A membership whose card was
    blocked can be replaced, which is how a lost card gives way to a new one.
    """
    if present is None:
        return MembershipChange.NEW_MEMBERSHIP
    if present.has_active_card and _is_as_asked(present.social_tariff.status_on(today), with_social_tariff):
        return MembershipChange.NOT_POSSIBLE
    return MembershipChange.REPLACE_MEMBERSHIP


def reason_of(present: PresentMembership | None, *, with_social_tariff: bool, today: date) -> PriceReason:
    """Why an existing passholder pays: another region, the social tariff obtained or lost, or one card more."""
    if present is None:
        return PriceReason.CARD_UPGRADE
    if _is_as_asked(present.social_tariff.status_on(today), with_social_tariff):
        return PriceReason.EXTRA_CARD
    return PriceReason.OBTAIN_KANSENSTATUUT if with_social_tariff else PriceReason.LOSS_KANSENSTATUUT


def _is_as_asked(status: SocialTariffStatus, with_social_tariff: bool) -> bool:  # noqa: FBT001  read beside its status
    if with_social_tariff:
        return status in (SocialTariffStatus.ACTIVE, SocialTariffStatus.SUSPENDED)
    return status is SocialTariffStatus.NONE
