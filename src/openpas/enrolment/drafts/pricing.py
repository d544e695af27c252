"""What the pass of a draft costs."""

from openpas.enrolment.desks import residence_of
from openpas.enrolment.drafts.answers import Answers
from openpas.enrolment.prices import AskedPrice, first_price
from openpas.enrolment.refusals import MembershipPriceUnknown
from openpas.enrolment.rules.prices import PriceLine
from openpas.enrolment.vouchers import usable_voucher


def price_of(answers: Answers) -> PriceLine | None:
    """The price of the pass; None where the region has set none, or while the birth date is missing.

    Raises InvalidVoucherCode and InvalidCity.
    """
    if answers.voucher:
        usable_voucher(answers.voucher, answers.card_system_id)
    born = answers.birth_date
    if born is None:
        return None
    asked = AskedPrice(
        card_system_id=answers.card_system_id,
        card_type=answers.card_kind,
        has_social_tariff=answers.is_social,
        voucher=answers.voucher,
    )
    try:
        return first_price(asked, born, residence_of(answers.address).nis)
    except MembershipPriceUnknown:
        return None
