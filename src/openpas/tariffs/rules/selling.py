"""Whether what a client chose is among the offers, and if not, why it is refused."""

from openpas.foundation.refusal import Refusal
from openpas.tariffs.refusals import InvalidCoupon, InvalidNumberOfTickets, MaximumReached, SocialTariffNotAvailable
from openpas.tariffs.rules.messages import NO_DISCOUNT
from openpas.tariffs.rules.quoting import SOCIAL_TARIFF_ID, OfferedTariff, Quote, limit_reached


def require_offer(quoted: Quote, tariff_id: str, *, used_up_by_request: bool = False) -> OfferedTariff:
    """The offer with that id. `used_up_by_request` says that earlier tickets of the same request may have used it up.

    Raises MaximumReached, InvalidNumberOfTickets, SocialTariffNotAvailable or InvalidCoupon.
    """
    offered = quoted.offer(tariff_id)
    if offered is None:
        raise _refusal(quoted, tariff_id, used_up_by_request=used_up_by_request)
    return offered


def _refusal(quoted: Quote, tariff_id: str, *, used_up_by_request: bool) -> Refusal:
    is_social = tariff_id == SOCIAL_TARIFF_ID
    if reason := limit_reached(quoted.why, tariff_id):
        return InvalidNumberOfTickets() if used_up_by_request else MaximumReached(why=reason.text)
    return SocialTariffNotAvailable(why=quoted.message or NO_DISCOUNT) if is_social else InvalidCoupon()
