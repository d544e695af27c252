"""Where a pass stands today: in which card systems it can be used, and what its social tariff is there."""

from dataclasses import dataclass
from datetime import date

from openpas.foundation.refusal import Refusal
from openpas.passholders.refusals import NoActiveCardSystems, SocialTariffExpired, SocialTariffSuspended
from openpas.passholders.rules import Holder, SocialTariffStatus, require_usable_card
from openpas.tariffs.refusals import PassholderBlockedAtCounter


@dataclass(frozen=True, slots=True)
class Standing:
    """Card system ids. `suspended_until` is the last day of each suspension."""

    usable: frozenset[int]
    active: frozenset[int]
    expired: frozenset[int]
    suspended_until: dict[int, date]

    @classmethod
    def of(cls, holder: Holder, day: date) -> "Standing":
        return cls(
            usable=frozenset(membership.card_system_id for membership in holder.usable_memberships(day)),
            active=holder.social_tariff_in(SocialTariffStatus.ACTIVE, day),
            expired=holder.social_tariff_in(SocialTariffStatus.EXPIRED, day),
            suspended_until={
                membership.card_system_id: until
                for membership in holder.memberships
                if not membership.is_blocked
                and membership.social_tariff.status_on(day) is SocialTariffStatus.SUSPENDED
                and (until := membership.social_tariff.suspended_until) is not None
            },
        )

    def lost_social_tariff(self, card_system_ids: frozenset[int]) -> Refusal | None:
        """SocialTariffSuspended or SocialTariffExpired when that is all there is in these card systems."""
        if self.active & card_system_ids:
            return None
        if suspensions := [until for system, until in self.suspended_until.items() if system in card_system_ids]:
            return SocialTariffSuspended(until=f"{max(suspensions):%d/%m/%Y}")
        return SocialTariffExpired() if self.expired & card_system_ids else None


def require_pass_in_use(holder: Holder, standing: Standing) -> None:
    """Raise unless the card is ACTIVE and a membership can be used; an expired one cannot (contract/rules.md 8-6)."""
    if holder.is_blocked:
        raise PassholderBlockedAtCounter
    require_usable_card(holder)
    if not standing.usable:
        raise SocialTariffExpired if standing.expired else NoActiveCardSystems
