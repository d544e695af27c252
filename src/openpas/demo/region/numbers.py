"""Numbers for the people of the region: valid, unique, and in no way of the published dataset or the cast."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Final

from openpas.demo.cast import AMINA, BART
from openpas.demo.published_facts import INDIVIDUALS
from openpas.foundation.identifiers import uitpas_number

_FIRST_SERIAL: Final = 100_000
_CENTURY: Final = 2000
_HIGHEST_SERIAL: Final = 998


def number_prefix(card_system_id: int) -> str:
    """The five digits in front of the serial; the published cards and the cast have others."""
    return f"09{card_system_id:03d}"


def valid_insz(born_on: date, serial: int, *, month_shift: int = 0) -> str:
    """The number of the `serial`th person born that day, with its check digits (BR-PH-02).

    A BIS number, of somebody who is not in the national register, has a month that is 40 higher.
    """
    body = f"{born_on:%y}{born_on.month + month_shift:02d}{born_on:%d}{serial:03d}"
    counted = int(f"2{body}" if born_on.year >= _CENTURY else body)
    return f"{body}{97 - counted % 97:02d}"


class Numbers:
    """Hands out each number once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._serials: Counter[int] = Counter()
        self._taken = {AMINA.insz, BART.insz, *(one.insz for one in INDIVIDUALS)}

    def card(self, card_system_id: int, *, social_tariff: bool) -> str:
        """The next UiTPAS number of the card system."""
        serial = _FIRST_SERIAL + self._serials[card_system_id]
        self._serials[card_system_id] += 1
        return uitpas_number(f"{number_prefix(card_system_id)}{serial}", social_tariff=social_tariff)

    def chip(self) -> str:
        """A seven-byte serial number as NFC chips have it."""
        return self._once(lambda: f"04{self._rng.getrandbits(48):012X}")

    def insz(self, born_on: date, gender: str) -> str:
        """A number of somebody born on that day; odd serials are men's (BR-PH-02)."""

        def drawn() -> str:
            return valid_insz(born_on, self._rng.randrange(2 if gender == "FEMALE" else 1, _HIGHEST_SERIAL, 2))

        return self._once(drawn)

    def _once(self, draw: Callable[[], str]) -> str:
        while (number := draw()) in self._taken:
            pass
        self._taken.add(number)
        return number
