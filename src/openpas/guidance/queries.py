"""Reads of help and news: what a desk is shown, and what somebody looks after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.text import LANGUAGES
from openpas.guidance.models import HelpVersion, NewsItem, NewsReading
from openpas.guidance.refusals import NewsGone
from openpas.identity.models import User
from openpas.identity.staff.managers import scope_of
from openpas.organizers.models import Organizer
from openpas.runtime import clock

_OUR_TEXTS: Final = Path(__file__).parent / "texts"
_DUTCH: Final = "nl"


@dataclass(frozen=True, slots=True)
class HelpPart:
    """The help of the whole installation (without a region) or of one region, in the language that there is.

    `version` is empty for the text that comes with Openpas.
    """

    card_system: CardSystem | None
    language: str
    body: str
    version: HelpVersion | None


@dataclass(frozen=True, slots=True)
class News:
    """An item as somebody is shown it. `is_new`: not seen before."""

    item: NewsItem
    is_new: bool


def help_of(card_system: CardSystem | None, language: str) -> HelpPart:
    """The help of one place in this language. The whole has a text in every language; a region perhaps none.

    What a region wrote in Dutch alone is shown in Dutch.
    """
    version = versions_of(card_system, language).first()
    if version is not None and version.body:
        return HelpPart(card_system, language, version.body, version)
    if card_system is None:
        return HelpPart(None, language, our_text(language), version)
    in_dutch = versions_of(card_system, _DUTCH).first() if language != _DUTCH else None
    if in_dutch is not None and in_dutch.body:
        return HelpPart(card_system, _DUTCH, in_dutch.body, in_dutch)
    return HelpPart(card_system, language, "", version)


def help_at(organizer: Organizer, language: str) -> list[HelpPart]:
    """The help of a desk: of the whole first, then of each of its regions that has some, by name."""
    regions = [help_of(region, language) for region in organizer.card_systems.order_by("name", "pk")]
    return [help_of(None, language), *(part for part in regions if part.body)]


def versions_of(card_system: CardSystem | None, language: str) -> QuerySet[HelpVersion]:
    """The versions of a place in a language, the newest first."""
    return HelpVersion.objects.filter(card_system=card_system, language=language).order_by("-created_at", "-pk")


@cache
def our_text(language: str) -> str:
    """The help that comes with Openpas."""
    known = language if language in LANGUAGES else _DUTCH
    return (_OUR_TEXTS / f"help.{known}.md").read_text(encoding="utf-8").strip()


def writer_names(versions: Collection[HelpVersion]) -> dict[str, str]:
    """Who wrote these versions, by the id of the actor; somebody who left has no name any more. One query."""
    ids = {version.written_by.removeprefix("user:") for version in versions}
    rows = User.objects.filter(pk__in=[int(one) for one in ids if one.isdecimal()]).values_list("pk", "name")
    return {f"user:{user_id}": name for user_id, name in rows}


def news_for(user: User) -> list[News]:
    """The news of today for somebody: of the whole and of the regions of its desks, newest first. Two queries."""
    items = list(_news_of(user).select_related("card_system").order_by("-shown_from", "-pk"))
    read = set(NewsReading.objects.filter(user=user, item__in=items).values_list("item_id", flat=True))
    return [News(item, item.pk not in read) for item in items]


def unread_of(user: User) -> int:
    """How much news of today somebody did not see yet. One query."""
    return _news_of(user).exclude(readings__user=user).count()


def news_in_scope(actor: Actor) -> QuerySet[NewsItem]:
    """The news that the caller looks after, past and to come as well, newest first."""
    scope = scope_of(actor)
    every = NewsItem.objects.select_related("card_system").order_by("-shown_from", "-pk")
    return every if scope.is_platform else every.filter(card_system__in=scope.card_system_ids)


def news_item(actor: Actor, item_id: int) -> NewsItem:
    """One of these. Raises NewsGone for any other, there or not."""
    found = news_in_scope(actor).filter(pk=item_id).first()
    if found is None:
        raise NewsGone
    return found


def helpdesks_of(organizer: Organizer) -> Sequence[str]:
    """The addresses to which this desk reports a problem: the one of the installation, or those of its regions."""
    if settings.OPENPAS_HELPDESK:
        return [settings.OPENPAS_HELPDESK]
    regions = organizer.card_systems.exclude(contact_email="").order_by("name", "pk")
    return list(dict.fromkeys(regions.values_list("contact_email", flat=True)))


def _news_of(user: User) -> QuerySet[NewsItem]:
    today = brussels_day(clock.now())
    regions = CardSystem.objects.filter(organizers__admins__user=user)
    mine = Q(card_system=None) | Q(card_system__in=regions)
    return NewsItem.objects.filter(mine, Q(shown_until=None) | Q(shown_until__gte=today), shown_from__lte=today)
