"""Coupons of the demo, each with the key that says who carries the discount."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.foundation.limits import Limit
from openpas.tariffs.models import Coupon, DistributionKey
from openpas.tariffs.rules.split import Payer, Share, ShareKind, Split

_LOCAL_REST: Final = Share(Payer.LOCAL_GOVERNMENT, ShareKind.REST)
HALF_PRICE: Final = Split((Share(Payer.PASSHOLDER, ShareKind.PERCENT_OF_TOTAL, 5000), _LOCAL_REST))
ONE_EURO: Final = Split((Share(Payer.PASSHOLDER, ShareKind.FIXED, 100), _LOCAL_REST))
TWO_EURO_OFF: Final = Split(
    (Share(Payer.LOCAL_GOVERNMENT, ShareKind.FIXED, 200), Share(Payer.PASSHOLDER, ShareKind.REST))
)
_A_YEAR: Final = timedelta(days=365)


def coupon(
    region: CardSystem,
    name: str,
    split: Split,
    target: Coupon.Target,
    now: datetime,
    limit: Limit | None = None,
    segment: Mapping[str, int] | None = None,
) -> Coupon:
    """A coupon that is valid since a year, without end. `segment` are the columns that choose a SEGMENT."""
    key = DistributionKey.objects.create(
        card_system=region, name=name, kind=DistributionKey.Kind.COUPON, split=split.to_json(), is_global=True
    )
    return Coupon.objects.create(
        card_system=region,
        name=name,
        description=name,
        key=key,
        valid_from=now - _A_YEAR,
        limit_volume=limit.volume if limit else None,
        limit_period=limit.period if limit else "",
        target=target,
        grants_to_new=False,
        **(segment or {}),
    )
