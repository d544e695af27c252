"""Vouchers of the demo: ten numbers that make a membership in Gent cheaper."""

from typing import Final

from openpas.card_systems.models import CardSystem, MembershipPriceRule, VoucherType
from openpas.demo.places import GENT
from openpas.enrolment.models import Voucher
from openpas.runtime import clock

CODES: Final = tuple(f"ZOMER-{number:03}" for number in range(1, 11))
_PRICE_CENTS: Final = 100


def create_vouchers() -> None:
    """Save the type, what its holders pay, and its numbers. The region must be there."""
    region = CardSystem.objects.get(pk=GENT.number)
    kind = VoucherType.objects.create(
        card_system=region, name="Zomeractie", description="Een UiTPAS voor 1 euro", prefix="ZOMER-"
    )
    MembershipPriceRule.objects.bulk_create(
        MembershipPriceRule(
            card_system=region,
            card_type=card_type,
            has_social_tariff=False,
            voucher_type=kind,
            price_cents=_PRICE_CENTS,
            label="Zomeractie",
            description="Met een bon van de zomeractie",
            position=10,
        )
        for card_type in MembershipPriceRule.CardType
    )
    now = clock.now()
    Voucher.objects.bulk_create(Voucher(code=code, type=kind, created_at=now) for code in CODES)
