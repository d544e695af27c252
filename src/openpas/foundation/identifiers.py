"""The numbers on cards, chips and identity cards: how they look and how they are checked."""

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

import uuid_utils
from stdnum import luhn

_SEPARATORS: Final = re.compile(r"[\s.\-/:]")
_UITPAS_NUMBER: Final = re.compile(r"[0-9]{13}")
_INSZ: Final = re.compile(r"[0-9]{11}")
_INSZ_INSIDE: Final = re.compile(r"(?<![0-9])[0-9]{11}(?![0-9])")
_CHIP: Final = re.compile(r"[0-9A-F]{8,20}")
_USUAL_CHIP_LENGTH: Final = 14
_CHIP_IN_DECIMAL: Final = re.compile(r"[0-9]{15,17}")
_CHIP_BYTES: Final = 7
_CHIP_MAKER: Final = "04"
_SYMBOLOGY: Final = re.compile(r"\A\][A-Za-z][0-9A-Za-z]")
_ON_AZERTY: Final = str.maketrans("&é\"'(§è!çàqQ", "1234567890AA")
_TYPED_ON_AZERTY: Final = re.compile(r"(?=(.*[&é\"'(§è!çà]){4})[&é\"'(§è!çàA-FQa-fq]{8,20}")
_BIS_UNKNOWN_SEX: Final = range(20, 33)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MILLISECOND: Final = 253_402_300_799_000


class IdentifierKind(StrEnum):
    """What a person at a desk may hold up: a card number, an identity card or a chip."""

    UITPAS_NUMBER = "UITPAS_NUMBER"
    INSZ = "INSZ"
    CHIP = "CHIP"


def is_uitpas_number(text: str) -> bool:
    """Thirteen digits with a Luhn check digit. Digit 12 (0 or 1) is not checked: real cards surprised before."""
    return _UITPAS_NUMBER.fullmatch(text) is not None and luhn.is_valid(text)


def uitpas_number(serial: str, *, social_tariff: bool) -> str:
    """The number of a new card: eleven digits, the kind of card, the check digit."""
    body = f"{serial}{int(social_tariff)}"
    return body + luhn.calc_check_digit(body)


def is_social_card(number: str) -> bool:
    """Whether the *card* was made for the social tariff. It says nothing about a right (BR-CARD-03)."""
    return number[11] == "1"


def is_insz(text: str) -> bool:
    """Eleven digits whose last two are 97 minus the rest of the others by 97, for either century of birth.

    BIS numbers (month plus 20 or 40) and unknown birth dates pass: their check digits follow the same rule.
    """
    if not _INSZ.fullmatch(text):
        return False
    body, check = text[:9], int(text[9:])
    return check in (97 - int(body) % 97, 97 - int("2" + body) % 97)


def insz_birth_date(insz: str) -> date | None:
    """The birth date inside a valid INSZ, or None where it holds none (unknown month or day)."""
    century = 19 if int(insz[9:]) == 97 - int(insz[:9]) % 97 else 20
    month = int(insz[2:4]) % 20
    try:
        return date(century * 100 + int(insz[:2]), month, int(insz[4:6]))
    except ValueError:
        return None


def insz_gender(insz: str) -> str | None:
    """`MALE` or `FEMALE`, or None for a BIS number of a person whose sex is not known."""
    if int(insz[2:4]) in _BIS_UNKNOWN_SEX:
        return None
    return "MALE" if int(insz[6:9]) % 2 else "FEMALE"


def is_chip_number(text: str) -> bool:
    """The hexadecimal serial number of an NFC chip, upper case."""
    return _CHIP.fullmatch(text) is not None


def without_separators(text: str) -> str:
    """In upper case, without what people and scanners put between digits: spaces, dots, dashes, slashes, colons."""
    return _SEPARATORS.sub("", text).upper()


def as_meant(text: str) -> str:
    """What a reader read, without what its settings add or change.

    Readers may put the kind of code in front (`]C0`, ISO/IEC 15424). One that is set for an American keyboard types the
    row of digits of a Belgian AZERTY keyboard without shift: `àçàà` for `0900`.
    """
    bare = _SYMBOLOGY.sub("", text)
    return bare.translate(_ON_AZERTY) if _TYPED_ON_AZERTY.fullmatch(bare) else bare


def _chip_in_decimal(plain: str) -> str | None:
    """The chip whose seven bytes a reader gives as one decimal number, in their order or in the reversed one.

    The first byte names the maker (ISO/IEC 14443-3): 04 for all chips that cards of the programme have, so that it
    tells the order too.
    """
    if not _CHIP_IN_DECIMAL.fullmatch(plain) or int(plain) >= 256**_CHIP_BYTES:
        return None
    orders = (int(plain).to_bytes(_CHIP_BYTES, order).hex().upper() for order in ("big", "little"))
    return next((chip for chip in orders if chip.startswith(_CHIP_MAKER)), None)


def recognise(text: str) -> tuple[IdentifierKind, str] | None:
    """What a typed or scanned text is, with its normal form; None when it looks like nothing we know.

    Thirteen digits are a card number and eleven an INSZ, valid or not. Hexadecimal characters are a chip when there are
    fourteen, or eight to twenty with a letter among them, and so is a chip that a reader gives as a decimal number.
    Anything else with exactly one valid INSZ in it is read as the barcode of an identity card (contract/rules.md 8-12).
    """
    text = as_meant(text)
    plain = without_separators(text)
    if _UITPAS_NUMBER.fullmatch(plain):
        return IdentifierKind.UITPAS_NUMBER, plain
    if _INSZ.fullmatch(plain):
        return IdentifierKind.INSZ, plain
    if is_chip_number(plain) and (len(plain) == _USUAL_CHIP_LENGTH or not plain.isdigit()):
        return IdentifierKind.CHIP, plain
    if (chip := _chip_in_decimal(plain)) is not None:
        return IdentifierKind.CHIP, chip
    inside = {found for part in (plain, text) for found in _INSZ_INSIDE.findall(part) if is_insz(found)}
    return (IdentifierKind.INSZ, inside.pop()) if len(inside) == 1 else None


def spaced(number: str) -> str:
    """A card number as it is read aloud: `0900 000 095 902`."""
    return f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}"


def new_id(moment: datetime) -> UUID:
    """An identifier that carries its moment (UUIDv7), so that rows stay in the order of time and find their partition.

    `moment` must be whole milliseconds: `moment_of(new_id(moment)) == moment`.
    """
    milliseconds = (moment - _EPOCH) // timedelta(milliseconds=1)
    return UUID(int=uuid_utils.uuid7(nanoseconds=milliseconds * 1_000_000).int)


def moment_of(identifier: UUID) -> datetime:
    """The moment that an identifier of `new_id` carries, whole milliseconds, UTC.

    Any other UUID gives some moment too: a row that is looked up with it is simply not there.
    """
    return _EPOCH + timedelta(milliseconds=min(identifier.int >> 80, _LAST_MILLISECOND))


def whole_milliseconds(moment: datetime) -> datetime:
    """The moment cut to milliseconds: what `new_id` can carry."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
