"""The tariff that a client chose, as it writes it (contract/rules.md 1.2, 8-11)."""

import re
from typing import Final

from openpas.tariffs.refusals import InvalidCoupon
from openpas.tariffs.rules.coupons import tariff_id_of_coupon
from openpas.tariffs.rules.quoting import SOCIAL_TARIFF_ID, WantedType

_SOCIAL: Final = re.compile(r"SOCIALTARIFF(-\d+)?")
_COUPON: Final = re.compile(r"COUPON_?(\d{1,18})")


def chosen_tariff(text: str) -> tuple[str, WantedType]:
    """The id as we write it and its kind. `SOCIALTARIFF-1` and `COUPON12` are other spellings that clients know.

    Raises InvalidCoupon for everything else, rewards (`REWARD1234`) included: they are redeemed, not sold.
    """
    if _SOCIAL.fullmatch(text):
        return SOCIAL_TARIFF_ID, WantedType.SOCIALTARIFF
    if found := _COUPON.fullmatch(text):
        return tariff_id_of_coupon(int(found[1])), WantedType.COUPON
    raise InvalidCoupon(f"{text[:40]!r} is no tariff of GET /tariffs.")
