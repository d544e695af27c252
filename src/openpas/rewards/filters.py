"""The filters of the search for rewards (contract: O71), and what each of them asks of the database."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Lower
from django.db.models.lookups import Regex

from openpas.card_systems.models import CardSystem
from openpas.organizers.models import Organizer
from openpas.rewards.models import Reward
from openpas.rewards.rules.redeeming import LAST_CHANCE

ANY_TYPE: Final = "ANY"
Wanted = bool | None
"""True, false, or no matter."""


class Subset(StrEnum):
    """Which part of all rewards is looked at. Both spellings of the last one occur (contract/rules.md 8-54)."""

    ALL = "ALL"
    ENDUSERS = "ENDUSERS"
    REDEEMABLE = "REDEEMABLE"
    REDEEMABLE_FUTURE = "REDEEMABLE-FUTURE"
    ENDUSER_FUTURE = "ENDUSER-FUTURE"
    ENDUSERS_FUTURE = "ENDUSERS-FUTURE"


class Facet(StrEnum):
    """What rewards are counted by, and the filter of the same name."""

    CATEGORIES = "categories"
    FOR_KIDS = "forKids"
    SPORT = "sport"
    ONLINE = "online"
    LAST_CHANCE = "lastChance"
    OWNING_CARD_SYSTEM = "owningCardSystemId"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class RewardFilters:
    """What is searched for. Empty is no filter; within one filter one of its values is enough.

    `sort` holds names of `search.SORTABLE`, with `-` in front for descending.
    """

    organizer_ids: tuple[str, ...] = ()
    organizer_postal_codes: tuple[str, ...] = ()
    owning_card_system_ids: tuple[int, ...] = ()
    applicable_card_system_ids: tuple[int, ...] = ()
    type: str = Reward.Type.POINTS
    text: str = ""
    categories: tuple[str, ...] = ()
    points_from: int | None = None
    points_to: int | None = None
    subset: Subset = Subset.ENDUSERS
    sport: bool | None = None
    for_kids: bool | None = None
    featured: bool | None = None
    online: bool | None = None
    last_chance: bool | None = None
    status: str = ""
    redeemable_by: UUID | None = None
    interesting_for: UUID | None = None
    facets: tuple[Facet, ...] = ()
    sort: tuple[str, ...] = ()


class Plain(Func):
    """A text as it is searched and sorted: without accents and capitals, in the database's own terms."""

    template = r"lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))"
    output_field = TextField()


def facet_filters(filters: RewardFilters, moment: datetime) -> dict[Facet, Q]:
    """The filters that a facet of the same name leaves out when it counts (contract/rules.md 2.6-12)."""
    return {
        Facet.TYPE: Q() if filters.type == ANY_TYPE else Q(type=filters.type),
        Facet.CATEGORIES: Q(categories__overlap=list(filters.categories)) if filters.categories else Q(),
        Facet.OWNING_CARD_SYSTEM: _among("owning_card_system", filters.owning_card_system_ids),
        Facet.SPORT: _flag("is_sport", filters.sport),
        Facet.FOR_KIDS: _flag("is_for_kids", filters.for_kids),
        Facet.ONLINE: _flag("is_online", filters.online),
        Facet.LAST_CHANCE: _last_chance(filters.last_chance, moment),
    }


def other_filters(filters: RewardFilters, moment: datetime) -> QuerySet[Reward]:
    """The rewards that meet every filter but those of `facet_filters` and those about a person."""
    found = Reward.objects.filter(
        _SUBSETS[filters.subset](moment),
        _flag("is_featured", filters.featured),
        Q(status=filters.status) if filters.status else Q(),
        Q() if filters.points_from is None else Q(points__gte=filters.points_from),
        Q() if filters.points_to is None else Q(points__lte=filters.points_to),
        *(_mentions(word) for word in words_of(filters.text)),
    )
    if filters.organizer_ids:
        wanted = [public_id.lower() for public_id in filters.organizer_ids]
        found = found.filter(offered_by(Organizer.objects.alias(key=Lower("public_id")).filter(key__in=wanted)))
    if filters.organizer_postal_codes:
        found = found.filter(offered_by(Organizer.objects.filter(postal_code__in=filters.organizer_postal_codes)))
    if filters.applicable_card_system_ids:
        found = found.filter(for_members_of(filters.applicable_card_system_ids))
    return found


def offered_by(organizers: QuerySet[Organizer]) -> Q:
    """Rewards to redeem at one of these organizers: those naming it, and those of its card systems that name none."""
    named = Reward.organizers.through.objects.filter(reward_id=OuterRef("pk"))
    card_systems = CardSystem.objects.filter(organizers__in=organizers)
    anywhere = Q(is_for_all_card_systems=True) & Q(Exists(organizers))
    return Q(Exists(named.filter(organizer_id__in=organizers.values("pk")))) | (
        ~Q(Exists(named)) & (anywhere | _applicable(card_systems))
    )


def for_members_of(card_system_ids: Iterable[int]) -> Q:
    """Rewards that members of one of these card systems may redeem."""
    return Q(is_for_all_card_systems=True) | _applicable(list(card_system_ids))


def is_last_chance(moment: datetime) -> Q:
    """The same as `rules.redeeming.is_last_chance`, for those that are not loaded."""
    return Q(redeem_ends_at__range=(_second(moment), moment + LAST_CHANCE))


def words_of(text: str) -> list[str]:
    """The words that a search text begins with: `Koffie* of thée` → koffie, of, thee.

    Every word is read as the beginning of one, so a trailing `*` says nothing new and none takes nothing away.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.findall(r"[^\W_]+", bare.lower())


def _mentions(word: str) -> Q:
    """Rewards with a word that begins so in the title, the card system's name, or an organizer's name or city."""
    offering = Reward.organizers.through.objects.filter(
        _begins("organizer__name", word) | _begins("organizer__city", word) | Q(organizer__postal_code=word),
        reward_id=OuterRef("pk"),
    )
    return _begins("title", word) | _begins("owning_card_system__name", word) | Q(Exists(offering))


def _begins(column: str, word: str) -> Q:
    return Q(Regex(Plain(F(column)), rf"\m{word}"))


def _applicable(card_systems: Iterable[int] | QuerySet[CardSystem]) -> Q:
    rows = Reward.applicable_card_systems.through.objects.filter(reward_id=OuterRef("pk"))
    return Q(Exists(rows.filter(cardsystem__in=card_systems)))


def _among(column: str, values: tuple[int, ...]) -> Q:
    return Q(**{f"{column}__in": values}) if values else Q()


def _flag(column: str, wanted: Wanted) -> Q:
    return Q() if wanted is None else Q(**{column: wanted})


def _last_chance(wanted: Wanted, moment: datetime) -> Q:
    if wanted is None:
        return Q()
    return is_last_chance(moment) if wanted else ~is_last_chance(moment) | Q(redeem_ends_at=None)


def _second(moment: datetime) -> datetime:
    """Ends are included to the second (`rules.redeeming.Span`)."""
    return moment.replace(microsecond=0)


def _within(period: str, moment: datetime) -> Q:
    still = Q(**{f"{period}_ends_at": None}) | Q(**{f"{period}_ends_at__gte": _second(moment)})
    return Q(**{f"{period}_begins_at__lte": moment}) & still


def _offered() -> Q:
    return Q(status=Reward.Status.ACTIVE, owning_card_system__permanent=True)


def _redeemable(moment: datetime) -> Q:
    return _offered() & _within("redeem", moment)


def _redeemable_later(moment: datetime) -> Q:
    return _offered() & Q(redeem_begins_at__gt=moment)


def _for_end_users(moment: datetime) -> Q:
    return _redeemable(moment) & _within("publication", moment)


def _for_end_users_later(moment: datetime) -> Q:
    return _redeemable_later(moment) & _within("publication", moment)


_SUBSETS: Final[dict[Subset, Callable[[datetime], Q]]] = {
    Subset.ALL: lambda _: Q(),
    Subset.ENDUSERS: _for_end_users,
    Subset.REDEEMABLE: _redeemable,
    Subset.REDEEMABLE_FUTURE: _redeemable_later,
    Subset.ENDUSER_FUTURE: _for_end_users_later,
    Subset.ENDUSERS_FUTURE: _for_end_users_later,
}
