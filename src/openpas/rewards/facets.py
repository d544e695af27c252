"""Count the rewards that a search finds by category, region and so on (contract: O71 `facets`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import (
    BooleanField,
    Count,
    Expression,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from openpas.card_systems.models import CardSystem
from openpas.rewards.filters import Facet, is_last_chance
from openpas.rewards.models import Reward


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet with its Dutch name and how many rewards have it. Booleans are `true` and `false`."""

    key: str
    name: str
    count: int


_NAMES: Final = {
    Facet.TYPE: {"POINTS": "Puntenvoordelen", "WELCOME": "Welkomstvoordelen"},
    Facet.SPORT: {"true": "Sportactiviteiten", "false": "Geen sportactiviteiten"},
    Facet.FOR_KIDS: {"true": "Speciaal voor kinderen", "false": "Niet speciaal voor kinderen"},
    Facet.ONLINE: {"true": "Online om te ruilen", "false": "Niet online om te ruilen"},
    Facet.LAST_CHANCE: {"true": "Laatste kans", "false": "Nog een tijd beschikbaar"},
}
_COLUMNS: Final[dict[Facet, Callable[[datetime], Expression | F]]] = {
    Facet.TYPE: lambda _: F("type"),
    Facet.CATEGORIES: lambda _: Func(F("categories"), function="unnest", output_field=TextField()),
    Facet.OWNING_CARD_SYSTEM: lambda _: F("owning_card_system"),
    Facet.SPORT: lambda _: F("is_sport"),
    Facet.FOR_KIDS: lambda _: F("is_for_kids"),
    Facet.ONLINE: lambda _: F("is_online"),
    Facet.LAST_CHANCE: lambda moment: Coalesce(
        ExpressionWrapper(is_last_chance(moment), BooleanField()), Value(value=False)
    ),
}


def facet_values(
    facet: Facet, rewards: QuerySet[Reward], filters: dict[Facet, Q], moment: datetime
) -> list[FacetValue]:
    """How the rewards divide over the values of the facet, most first, with all filters but its own.

    One query, and one more for the names of card systems.
    """
    others = (condition for other, condition in filters.items() if other is not facet)
    rows = (
        rewards.filter(*others)
        .order_by()
        .annotate(value=_COLUMNS[facet](moment))
        .values("value")
        .annotate(count=Count("pk"))
    )
    counted = {_key(row["value"]): row["count"] for row in rows}
    names = _names(facet, counted)
    return [
        FacetValue(key, names.get(key, key), count)
        for key, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _names(facet: Facet, keys: Iterable[str]) -> dict[str, str]:
    if facet is not Facet.OWNING_CARD_SYSTEM:
        return _NAMES.get(facet, {})
    return {str(region.pk): region.name for region in CardSystem.objects.filter(pk__in=[int(key) for key in keys])}
