"""Vouchers are looked up, and used once (BR-PR-05)."""

from datetime import datetime

from django.db.models import QuerySet

from openpas.enrolment.models import Voucher
from openpas.enrolment.refusals import InvalidVoucherCode
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder


def usable_voucher(code: str, card_system_id: int) -> Voucher:
    """The voucher, when it may still be used in this card system. Raises InvalidVoucherCode."""
    return _usable(Voucher.objects.all(), code, card_system_id)


def locked_voucher(code: str, card_system_id: int) -> Voucher:
    """The same, alone for this transaction: of two desks with one voucher the second is refused."""
    return _usable(Voucher.objects.select_for_update(of=("self",)), code, card_system_id)


def use(voucher: Voucher, person: Passholder, desk: Organizer, at: datetime) -> None:
    """It paid for the membership of this person."""
    voucher.used_at, voucher.used_by, voucher.used_with = at, person, desk
    voucher.save(update_fields=["used_at", "used_by", "used_with"])


def reserve(voucher: Voucher, desk: Organizer, at: datetime) -> None:
    """An order holds it: nobody else can use it until the order is over."""
    voucher.used_at, voucher.used_with = at, desk
    voucher.save(update_fields=["used_at", "used_with"])


def _usable(vouchers: QuerySet[Voucher], code: str, card_system_id: int) -> Voucher:
    found = vouchers.select_related("type").filter(code=code.strip().upper()).first()
    if found is None or found.type.card_system_id != card_system_id or found.used_at is not None:
        raise InvalidVoucherCode
    return found
