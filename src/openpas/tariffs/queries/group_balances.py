"""What a group can still do with its pass, for whoever has it in the hand: few fields, and no sign-in (D-46)."""

from dataclasses import dataclass
from datetime import date

from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_uitpas_number
from openpas.passholders.models import Card, GroupPass
from openpas.passholders.refusals import GroupPassNotFound
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.runtime import clock
from openpas.tariffs.group_tickets import tickets_left
from openpas.tariffs.queries.coupons import ShownCoupon, coupons_for_group


@dataclass(frozen=True, slots=True)
class GroupBalance:
    """A group today. Without `ends_on` it never had the social tariff; `tickets_left` is None where nobody counts."""

    name: str
    ends_on: date | None
    is_over: bool
    tickets_left: int | None
    tickets_per_year: int | None
    coupons: tuple[ShownCoupon, ...]


def balance_of_group(uitpas_number: str) -> GroupBalance:
    """Of the group whose card has this number.

    Raises GroupPassNotFound for anything else than a group's card that works: who asks learns of no other cards.
    """
    works = GroupPass.objects.filter(cards__uitpas_number=uitpas_number, cards__status=Card.Status.ACTIVE)
    group = works.first() if is_uitpas_number(uitpas_number) else None
    if group is None:
        raise GroupPassNotFound
    status = SocialTariff(group.social_tariff_ends_on).status_on(brussels_day(clock.now()))
    return GroupBalance(
        name=group.name,
        ends_on=group.social_tariff_ends_on,
        is_over=status is SocialTariffStatus.EXPIRED,
        tickets_left=tickets_left(group) if status is SocialTariffStatus.ACTIVE else None,
        tickets_per_year=group.tickets_per_year,
        coupons=tuple(coupons_for_group(group)),
    )
