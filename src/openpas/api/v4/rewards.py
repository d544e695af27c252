"""Rewards: operations 71 to 74. The search is public: naming a client is enough."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from ninja import Path, Query
from pydantic import Field

from openpas.api.v4.core.authentication import TOKEN_OR_CLIENT_ID
from openpas.api.v4.core.callers import reach_passholder, with_rights_of_client
from openpas.api.v4.core.paging import Collection, Page
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.core.sorting import SortKey, sort_keys
from openpas.api.v4.reward_schemas import Category, Number, RewardRequest, RewardSchema, RewardStatus
from openpas.foundation.actor import Actor
from openpas.foundation.permissions import Permission
from openpas.passholders.families.queries import is_family
from openpas.rewards import queries, service
from openpas.rewards.queries import Facet, FoundRewards, RewardFilters, Subset

router = Router(tags=["Rewards"])

RewardId = Annotated[str, Path(alias="rewardId")]
Direction = Literal["asc", "desc"]


class TypeFilter(StrEnum):
    POINTS = "POINTS"
    WELCOME = "WELCOME"
    ANY = "ANY"


class RewardSearch(Page):
    organizer_id: Annotated[tuple[str, ...], Field(description="Rewards to redeem at one of these organizers.")] = ()
    organizer_postal_code: Annotated[tuple[str, ...], Field(description="At an organizer with this postal code.")] = ()
    owning_card_system_id: Annotated[
        tuple[Number, ...], Field(description="Rewards of one of these card systems.")
    ] = ()
    applicable_card_system_id: Annotated[tuple[Number, ...], Field(description="For members of one of these.")] = ()
    type: TypeFilter = TypeFilter.POINTS
    text: Annotated[str, Field(description="Beginnings of words in title, organizer, city or region.")] = ""
    facets: Annotated[tuple[Facet, ...], Field(description="What to count the rewards by.")] = ()
    sort: Annotated[
        str | None,
        Field(description="`name`, `creationdate`, `redeemCount`, `featured`, `points`, `-` for descending."),
    ] = None
    sort_name: Annotated[Direction | None, Field(alias="sort[name]", deprecated=True)] = None
    sort_creation_date: Annotated[Direction | None, Field(alias="sort[creationDate]", deprecated=True)] = None
    sort_redeem_count: Annotated[Direction | None, Field(alias="sort[redeemCount]", deprecated=True)] = None
    sort_featured: Annotated[Direction | None, Field(alias="sort[featured]", deprecated=True)] = None
    sort_points: Annotated[Direction | None, Field(alias="sort[points]", deprecated=True)] = None
    categories: Annotated[tuple[Category, ...], Field(description="Rewards in one of these categories.")] = ()
    points_from: int | None = None
    points_to: int | None = None
    subset: Annotated[Subset, Field(description="What is published, redeemable, or both.")] = Subset.ENDUSERS
    sport: bool | None = None
    for_kids: bool | None = None
    featured: bool | None = None
    online: bool | None = None
    last_chance: bool | None = None
    status: Annotated[RewardStatus | None, Field(description="Together with `subset=ALL`.")] = None
    is_redeemable_by_passholder_id: Annotated[
        UUID | None, Field(description="Rewards that this passholder can redeem now.")
    ] = None
    is_interesting_for_passholder_id: Annotated[
        UUID | None, Field(description="Suggestions for this passholder, the best first.")
    ] = None

    def to_filters(self, sort: tuple[SortKey, ...]) -> RewardFilters:
        return RewardFilters(
            organizer_ids=self.organizer_id,
            organizer_postal_codes=self.organizer_postal_code,
            owning_card_system_ids=self.owning_card_system_id,
            applicable_card_system_ids=self.applicable_card_system_id,
            type=self.type,
            text=self.text,
            categories=self.categories,
            points_from=self.points_from,
            points_to=self.points_to,
            subset=self.subset,
            sport=self.sport,
            for_kids=self.for_kids,
            featured=self.featured,
            online=self.online,
            last_chance=self.last_chance,
            status=self.status or "",
            redeemable_by=self.is_redeemable_by_passholder_id,
            interesting_for=self.is_interesting_for_passholder_id,
            facets=self.facets,
            sort=tuple(("-" if key.descending else "") + key.field for key in sort),
        )


class FacetName(ContractSchema):
    nl: str


class FacetCount(ContractSchema):
    name: FacetName
    count: int


class RewardPage(Collection[RewardSchema]):
    """A page of rewards with the facets that were asked for: facet → value → name and count."""

    facet: dict[Facet, dict[str, FacetCount]] | None = None

    @classmethod
    def of(cls, found: FoundRewards) -> "RewardPage":
        facet = {
            facet: {value.key: FacetCount(name=FacetName(nl=value.name), count=value.count) for value in values}
            for facet, values in found.facets.items()
        }
        member = [RewardSchema.of(details) for details in found.page]
        return cls(total_items=found.total, member=member, facet=facet or None)


@router.get(
    "/rewards",
    auth=TOKEN_OR_CLIENT_ID,
    response=RewardPage,
    operation_id="get-rewards",
    summary="Search rewards",
)
def search_rewards(request: ApiRequest, search: Query[RewardSearch]) -> RewardPage:
    """Rewards, those for end users unless `subset` says otherwise. No permission is needed.

    REWARDS_PASSHOLDERS_READ and an access token for the two filters about a passholder.
    """
    sort = sort_keys(request.GET, "name", "creationDate", "redeemCount", "featured", "points")
    asked = search.to_filters(sort)
    return RewardPage.of(queries.search_rewards(_about(request.actor, asked), asked, search))


def _about(actor: Actor, asked: RewardFilters) -> Actor:
    """Who asks about the passholders that the filters name: a person about itself and its family only."""
    named = [one for one in (asked.redeemable_by, asked.interesting_for) if one]
    if not actor.is_person or not named:
        return actor
    for public_id in named:
        reach_passholder(actor, str(public_id), Permission.REWARDS_PASSHOLDERS_READ, in_family=is_family)
    return with_rights_of_client(actor)


@router.post("/rewards", response=RewardSchema, operation_id="post-rewards", summary="Create new reward")
def create_reward(request: ApiRequest, body: RewardRequest) -> RewardSchema:
    """Make a reward. Needs REWARDS_WRITE for its organizers."""
    reward = service.create_reward(request.actor, body.to_draft())
    return RewardSchema.of(queries.reward_details(reward))


@router.get("/rewards/{rewardId}", response=RewardSchema, operation_id="get-rewards-id", summary="Retrieve reward")
def get_reward(request: ApiRequest, reward_id: RewardId) -> RewardSchema:
    """One reward. Needs REWARDS_READ for one of its organizers; where a person calls, its client does."""
    return RewardSchema.of(queries.reward_by_id(with_rights_of_client(request.actor), reward_id))


@router.put("/rewards/{rewardId}", response=RewardSchema, operation_id="put-rewards-id", summary="Update reward")
def update_reward(request: ApiRequest, reward_id: RewardId, body: RewardRequest) -> RewardSchema:
    """Overwrite a reward. Points and first days are frozen once somebody has it. Needs REWARDS_WRITE."""
    reward = service.update_reward(request.actor, reward_id, body.to_draft())
    return RewardSchema.of(queries.reward_details(reward))
