"""New card numbers: the prefix of the card system with the next serial, or eleven digits where it has no prefix."""

from typing import Final

from django.db import connection

from openpas.card_systems.models import CardSystem
from openpas.foundation.identifiers import uitpas_number
from openpas.passholders.models import Card
from openpas.passholders.refusals import CardNumbersExhausted

_SERIAL_DIGITS: Final = 6
_UNPREFIXED: Final = ("10000000000", "99999999999")


def next_number(card_system: CardSystem, *, social_tariff: bool) -> str:
    """A number that no card has (BR-CARD-01). Call it in the transaction that makes the card.

    Whoever asks for a number of the same series waits until that transaction ends. Raises CardNumbersExhausted.
    """
    first, last = _series(card_system.number_prefix)
    _take_turns(first)
    highest = (
        Card.objects.filter(uitpas_number__range=(f"{first}00", f"{last}99"))
        .order_by("-uitpas_number")
        .values_list("uitpas_number", flat=True)
        .first()
    )
    serial = first if highest is None else str(int(highest[: len(first)]) + 1).zfill(len(first))
    if serial > last:
        raise CardNumbersExhausted(f"No numbers are left from {first} to {last}.")
    return uitpas_number(serial, social_tariff=social_tariff)


def _series(prefix: str) -> tuple[str, str]:
    """The first and the last eleven digits; the first of a prefix is 1, so that no card is number zero."""
    return (f"{prefix}{1:0{_SERIAL_DIGITS}}", prefix + "9" * _SERIAL_DIGITS) if prefix else _UNPREFIXED


def _take_turns(series: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"card numbers {series}"])
