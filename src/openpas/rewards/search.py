"""Search rewards (contract: O71).

What concerns a person is decided by the rules, on the rewards that the other filters leave: no rule is written twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, Exists, Expression, F, Func, OrderBy, OuterRef, QuerySet, Value

from openpas.card_systems.models import CardSystem
from openpas.card_systems.refusals import CardSystemNotFound
from openpas.checkins.models import Checkin, CheckinCancellation
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.records.service import note_access
from openpas.rewards.counters import organizer_ids_of
from openpas.rewards.details import ROWS_OF_REWARD, RewardDetails, with_details
from openpas.rewards.facets import FacetValue, facet_values
from openpas.rewards.filters import Facet, Plain, RewardFilters, facet_filters, other_filters
from openpas.rewards.models import Reward
from openpas.rewards.rules.redeeming import History, refusal_to_redeem
from openpas.rewards.rules.suggesting import RECENT, interest_in, interests
from openpas.rewards.terms import KnownPerson, histories, person_by_public_id, terms_of
from openpas.runtime import clock

SORTABLE: Final[dict[str, Expression | F]] = {
    "name": Plain(F("title")),
    "creationdate": F("created_at"),
    "redeemcount": F("units_taken"),
    "featured": F("is_featured"),
    "points": F("points"),
}


class Page(Protocol):
    """From which result on, and how many at most."""

    @property
    def start(self) -> int: ...
    @property
    def limit(self) -> int: ...


@dataclass(frozen=True, slots=True)
class FoundRewards:
    """How many rewards there are, a page of them, and the facets that were asked for."""

    total: int
    page: Sequence[RewardDetails]
    facets: dict[Facet, list[FacetValue]]


def search_rewards(actor: Actor, filters: RewardFilters, page: Page) -> FoundRewards:
    """The rewards that meet every filter. The number of queries depends on the filters, never on the page.

    Raises OrganizerNotFound and CardSystemNotFound; with a filter about a person PermissionMissing and
    PassholderNotFound, and the person sees that it was looked up.
    """
    moment = clock.now()
    _require_known(filters)
    by_facet = facet_filters(filters, moment)
    rewards = other_filters(filters, moment)
    if not filters.facets:
        rewards = rewards.filter(*by_facet.values())
    order = _ordering(filters.sort)
    if filters.redeemable_by:
        rewards = _redeemable(rewards, _person(actor, filters.redeemable_by), moment)
    if filters.interesting_for:
        ranked = _interesting(rewards, _person(actor, filters.interesting_for), moment)
        rewards = rewards.filter(pk__in=ranked)
        order = order if filters.sort else [_in_order_of(ranked)]
    found = rewards.filter(*by_facet.values())
    rows = found.order_by(*order).select_related("owning_card_system").prefetch_related(*ROWS_OF_REWARD)
    return FoundRewards(
        total=found.count(),
        page=with_details(rows[page.start : page.start + page.limit], moment),
        facets={facet: facet_values(facet, rewards, by_facet, moment) for facet in filters.facets},
    )


def redeemable_ids(rewards: QuerySet[Reward], person: KnownPerson, moment: datetime) -> list[int]:
    """Those of the rewards that somebody may redeem now, by the rule itself. Three queries."""
    if person.holder is None:
        return []
    past = histories(person.passholder_id)
    return [
        terms.id
        for terms in terms_of(rewards)
        if refusal_to_redeem(terms, person.holder, past.get(terms.id, History()), moment) is None
    ]


def _redeemable(rewards: QuerySet[Reward], person: KnownPerson, moment: datetime) -> QuerySet[Reward]:
    return rewards.filter(pk__in=redeemable_ids(rewards, person, moment))


def _interesting(rewards: QuerySet[Reward], person: KnownPerson, moment: datetime) -> list[int]:
    """The rewards that have to do with where somebody was in the last year, the nearest first."""
    visits = _visits(person.passholder_id, moment)
    offered = Reward.organizers.through.objects.filter(organizer_id__in=visits)
    known = interests(visits, offered.values_list("organizer_id", "reward__categories"))
    at = Reward.organizers.through.objects.filter(reward_id=OuterRef("pk")).values("organizer_id")
    rows = rewards.order_by("-created_at", "pk").annotate(at=ArraySubquery(at))
    scored = [
        (interest_in(known, organizer_ids, categories), pk)
        for pk, organizer_ids, categories in rows.values_list("pk", "at", "categories")
    ]
    ranked = sorted((one for one in scored if any(one[0])), key=lambda one: one[0], reverse=True)
    return [pk for _, pk in ranked]


def _visits(passholder_id: int, moment: datetime) -> dict[int, int]:
    cancelled = Exists(CheckinCancellation.objects.filter(checkin_id=OuterRef("id")))
    checkins = Checkin.objects.filter(~cancelled, passholder_id=passholder_id, created_at__gte=moment - RECENT)
    rows = checkins.order_by().values_list("organizer_id").annotate(times=Count("id"))
    return dict(rows)


def _person(actor: Actor, public_id: UUID) -> KnownPerson:
    """A client that only says who it is may not ask about people, whatever rights it has with its secret."""
    if actor.kind is ActorKind.IDENTIFIED_CLIENT:
        raise PermissionMissing("An access token is required to ask about a passholder.")
    actor.require_somewhere(Permission.REWARDS_PASSHOLDERS_READ)
    person = person_by_public_id(public_id)
    note_access(actor, [person.passholder_id], "rewards")
    return person


def _require_known(filters: RewardFilters) -> None:
    organizer_ids_of(filters.organizer_ids)
    card_system_ids = {*filters.owning_card_system_ids, *filters.applicable_card_system_ids}
    if card_system_ids and CardSystem.objects.filter(pk__in=card_system_ids).count() < len(card_system_ids):
        raise CardSystemNotFound


def _ordering(sort: Iterable[str]) -> list[OrderBy]:
    """Names that nobody knows are left out; without a name that is known, the newest first. Always total."""
    known = [
        OrderBy(SORTABLE[name], descending=part.startswith("-"))
        for part in sort
        if (name := part.removeprefix("-").strip().lower()) in SORTABLE
    ]
    return [*(known or [F("created_at").desc()]), F("pk").asc()]


def _in_order_of(ids: list[int]) -> OrderBy:
    listed = Value(ids, output_field=ArrayField(BigIntegerField()))
    return Func(listed, F("pk"), function="array_position", output_field=BigIntegerField()).asc()
