"""How many tickets at the social tariff groups may still buy this year."""

from django.db.models import Count, QuerySet

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
    return _left(group.tickets_per_year, _sales_of_this_year().filter(group_pass=group).count())


def tickets_left_by_group(groups: QuerySet[GroupPass]) -> dict[int, int | None]:
    """The same for many groups, by internal id. Two queries."""
    sold = dict(
        _sales_of_this_year()
        .filter(group_pass__in=groups.values("pk"))
        .values_list("group_pass_id")
        .annotate(tickets=Count("pk"))
        .order_by()
    )
    return {
        pk: None if per_year is None else _left(per_year, sold.get(pk, 0))
        for pk, per_year in groups.values_list("pk", "tickets_per_year")
    }


def _sales_of_this_year() -> QuerySet[TicketSale]:
    return TicketSale.objects.filter(
        tariff_type=TicketSale.TariffType.SOCIALTARIFF,
        created_at__gte=period_start(Period.YEAR, clock.now()),
        cancellation__isnull=True,
    )


def _left(per_year: int, sold: int) -> int:
    return max(per_year - sold, 0)
