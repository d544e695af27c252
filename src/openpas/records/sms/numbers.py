"""Which telephone number was meant, and whether a message can go there."""

from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

from openpas.records.refusals import NoMobileNumber

_HOME: Final = "BE"
_MOBILE: Final = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def mobile_number(typed: str) -> str:
    """The number in E.164 (`+32470123456`); without a country code it is a Belgian one. Raises NoMobileNumber.

    Only numbers of mobile telephones: a message to a paid number would cost whoever sends it.
    """
    try:
        number = phonenumbers.parse(typed, _HOME)
    except phonenumbers.NumberParseException:
        raise NoMobileNumber from None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in _MOBILE:
        raise NoMobileNumber
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
