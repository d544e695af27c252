"""Load what the rules need to know: the terms of rewards, the person at the counter, what the person had before."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from openpas.foundation.limits import limit_of
from openpas.passholders.models import Card, Passholder
from openpas.passholders.queries import holder_by_number
from openpas.passholders.refusals import PassholderNotFound
from openpas.passholders.rules import Holder
from openpas.rewards.models import Redemption, Reward, RewardCode, WelcomeGrant
from openpas.rewards.rules.redeeming import History, RewardTerms, Span

_COLUMNS = (
    "pk",
    "type",
    "status",
    "points",
    "redeem_begins_at",
    "redeem_ends_at",
    "publication_begins_at",
    "publication_ends_at",
    "granting_begins_at",
    "granting_ends_at",
    "is_for_all_card_systems",
    "cities",
    "max_available_units",
    "units_taken",
    "redeem_limit_volume",
    "redeem_limit_period",
)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody by internal id, with the card to redeem with; no holder where there is no card at all."""

    passholder_id: int
    holder: Holder | None


def terms_of(rewards: QuerySet[Reward]) -> list[RewardTerms]:
    """The terms of these rewards in their order, in one query."""
    members_of = Reward.applicable_card_systems.through.objects.filter(reward_id=OuterRef("pk"))
    codes = RewardCode.objects.filter(reward_id=OuterRef("pk"))
    rows = rewards.annotate(
        members_of=ArraySubquery(members_of.values("cardsystem_id")),
        has_codes=Exists(codes),
        has_free_code=Exists(codes.filter(redemption=None)),
    ).values(*_COLUMNS, "members_of", "has_codes", "has_free_code")
    return [_terms(row) for row in rows]


def histories(passholder_id: int, *reward_ids: int) -> dict[int, History]:
    """What somebody had of these rewards, or of all; a reward that is not there was never granted or redeemed.

    Two queries. Where a redemption follows, call it after the locks: an earlier statement does not see what another
    desk has just done.
    """
    only = Q(reward_id__in=reward_ids) if reward_ids else Q()
    redeemed_at: defaultdict[int, list[datetime]] = defaultdict(list)
    redemptions = Redemption.objects.filter(only, passholder_id=passholder_id, cancellation=None)
    for reward_id, moment in redemptions.values_list("reward_id", "created_at"):
        redeemed_at[reward_id].append(moment)
    grants = WelcomeGrant.objects.filter(only, passholder_id=passholder_id)
    granted = set(grants.values_list("reward_id", flat=True))
    return {
        reward_id: History(reward_id in granted, tuple(redeemed_at[reward_id]))
        for reward_id in granted | redeemed_at.keys()
    }


def person_by_public_id(public_id: UUID) -> KnownPerson:
    """Somebody with the oldest card that works, or else any card. Raises PassholderNotFound. Two queries."""
    return _person(Passholder.objects.filter(public_id=public_id))


def person_by_id(passholder_id: int) -> KnownPerson:
    """As `person_by_public_id`, for those who know the internal id."""
    return _person(Passholder.objects.filter(pk=passholder_id))


def _person(people: QuerySet[Passholder]) -> KnownPerson:
    cards = Card.objects.filter(membership__passholder=OuterRef("pk")).order_by(
        Case(When(status=Card.Status.ACTIVE, then=Value(0)), default=Value(1)), "membership__created_at", "pk"
    )
    found = people.values_list("pk", Subquery(cards.values("uitpas_number")[:1])).first()
    if found is None:
        raise PassholderNotFound
    passholder_id, number = found
    return KnownPerson(passholder_id, holder_by_number(number) if number else None)


def _terms(row: dict[str, Any]) -> RewardTerms:
    publication = Span(row["publication_begins_at"], row["publication_ends_at"])
    granting_begins_at: datetime | None = row["granting_begins_at"]
    return RewardTerms(
        id=row["pk"],
        is_welcome=row["type"] == Reward.Type.WELCOME,
        is_active=row["status"] == Reward.Status.ACTIVE,
        points=row["points"],
        redeem_period=Span(row["redeem_begins_at"], row["redeem_ends_at"]),
        granting_period=Span(granting_begins_at, row["granting_ends_at"]) if granting_begins_at else publication,
        card_system_ids=None if row["is_for_all_card_systems"] else frozenset(row["members_of"]),
        municipalities=frozenset(row["cities"]),
        max_available_units=row["max_available_units"],
        units_taken=row["units_taken"],
        is_out_of_codes=row["has_codes"] and not row["has_free_code"],
        limit=limit_of(row["redeem_limit_volume"], row["redeem_limit_period"]),
    )
