"""How many tickets at the social tariff a group may still buy this year."""

from openpas.foundation.calendar import Period, period_start
from openpas.passholders.models import GroupPass
from openpas.runtime import clock
from openpas.tariffs.models import TicketSale


def tickets_left(group: GroupPass) -> int | None:
    """`tickets_per_year` less the sales since 1 January in Brussels, coupons and cancelled sales not counted.

    None for a group without a number of tickets (domain/rules.md 4.9, contract/rules.md 8-7). One query.
    """
    if group.tickets_per_year is None:
        return None
    sold = TicketSale.objects.filter(
        group_pass=group,
        tariff_type=TicketSale.TariffType.SOCIALTARIFF,
        created_at__gte=period_start(Period.YEAR, clock.now()),
        cancellation__isnull=True,
    )
    return max(group.tickets_per_year - sold.count(), 0)
