"""Redeeming rewards: operations 75 to 78."""

from typing import Annotated
from uuid import UUID

from ninja import Path, Query
from pydantic import Field

from openpas.api.v4.core.callers import on_pass
from openpas.api.v4.core.paging import Collection, Page
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id, Moment
from openpas.api.v4.reward_schemas import RewardSchema, RewardType
from openpas.foundation.permissions import Permission
from openpas.passholders.families.queries import is_family
from openpas.rewards import queries, service
from openpas.rewards.details import RedemptionDetails
from openpas.rewards.models import Reward
from openpas.rewards.queries import RedemptionFilters
from openpas.rewards.refusals import RedeemReason, RedeemRefused

router = Router(tags=["Rewards"])

RewardId = Annotated[str, Path(alias="rewardId")]
RedemptionId = Annotated[UUID, Path(alias="redeemedRewardId")]


class RedeemStatus(ContractSchema):
    redeemable: bool
    reason: RedeemReason | None = None
    message: Annotated[str | None, Field(description="The reason in words, in Dutch.")] = None

    @classmethod
    def of(cls, refusal: RedeemRefused | None) -> "RedeemStatus":
        if refusal is None:
            return cls(redeemable=True)
        words = refusal.end_user_message
        return cls(redeemable=False, reason=refusal.reason, message=words.nl if words else None)


class RedeemRequest(ContractSchema):
    reward_id: Id
    uitpas_number: Id


class RedeemInfo(ContractSchema):
    text: str | None = None
    link: str | None = None
    label: str | None = None

    @classmethod
    def of(cls, reward: Reward) -> "RedeemInfo | None":
        info = cls(text=reward.redeem_text or None, link=reward.redeem_link or None, label=reward.redeem_label or None)
        return None if info == cls() else info


class RedeemedReward(ContractSchema):
    id: str
    reward: RewardSchema
    redeem_date: Moment
    redeem_info: RedeemInfo | None = None
    redeem_code: str | None = None

    @classmethod
    def of(cls, details: RedemptionDetails) -> "RedeemedReward":
        return cls(
            id=str(details.redemption.pk),
            reward=RewardSchema.of(details.reward),
            redeem_date=details.redemption.created_at,
            redeem_info=RedeemInfo.of(details.reward.reward),
            redeem_code=details.redemption.code or None,
        )


class RedemptionSearch(Page):
    """Exactly one of `uitpasNumber` and `passholderId`; the latter needs `organizerId`."""

    uitpas_number: str = ""
    passholder_id: UUID | None = None
    organizer_id: Annotated[tuple[str, ...], Field(description="Where it was redeemed.")] = ()
    reward_type: RewardType | None = None
    reward_title: Annotated[str, Field(description="A part of the title of the reward.")] = ""

    def to_filters(self) -> RedemptionFilters:
        return RedemptionFilters(
            uitpas_number=self.uitpas_number,
            passholder_id=self.passholder_id,
            organizer_ids=self.organizer_id,
            reward_type=self.reward_type or "",
            reward_title=self.reward_title,
        )


@router.get(
    "/rewards/redeemed",
    response=Collection[RedeemedReward],
    operation_id="get-rewards-redeemed",
    summary="Retrieve redeemed rewards",
)
def search_redemptions(request: ApiRequest, search: Query[RedemptionSearch]) -> Collection[RedeemedReward]:
    """What a passholder redeemed, newest first. Needs REWARDS_READ; a person's client does, for own pass or family."""
    actor = on_pass(request.actor, search.uitpas_number, Permission.REWARDS_READ, in_family=is_family)
    total, found = queries.redemptions_of(actor, search.to_filters(), search)
    return Collection(total_items=total, member=[RedeemedReward.of(details) for details in found])


@router.post(
    "/rewards/redeemed",
    response={201: RedeemedReward},
    operation_id="post-rewards-redeemed",
    summary="Redeem reward",
)
def redeem_reward(request: ApiRequest, body: RedeemRequest) -> RedeemedReward:
    """Exchange points for a reward. Needs REWARDS_REDEEM for one of its organizers.

    A refusal carries `endUserMessage`. A person redeems online rewards, for its own pass or family.
    """
    actor = on_pass(request.actor, body.uitpas_number, Permission.REWARDS_REDEEM, in_family=is_family)
    redemption = service.redeem(actor, body.reward_id, body.uitpas_number)
    return RedeemedReward.of(queries.redemption_details(redemption))


@router.delete(
    "/rewards/redeemed/{redeemedRewardId}",
    response={204: None},
    operation_id="delete-rewards-redeemed-redeemedRewardId",
    summary="Cancel a redeemed reward",
)
def cancel_redemption(request: ApiRequest, redemption_id: RedemptionId) -> None:
    """Give points and unit back. Needs REWARDS_REDEEM for an organizer of the reward; 404 the second time."""
    service.cancel_redemption(request.actor, redemption_id)


@router.get(
    "/rewards/{rewardId}/redeem-status",
    response=RedeemStatus,
    operation_id="get-rewards-id-redeem-status",
    summary="Check redeem status of a reward for a passholder",
)
def get_redeem_status(
    request: ApiRequest, reward_id: RewardId, uitpas_number: Annotated[str, Query(alias="uitpasNumber")]
) -> RedeemStatus:
    """Whether the holder of this number can redeem the reward now, and if not, why. Needs REWARDS_REDEEM."""
    actor = on_pass(request.actor, uitpas_number, Permission.REWARDS_REDEEM, in_family=is_family)
    return RedeemStatus.of(queries.refusal_to_redeem_reward(actor, reward_id, uitpas_number))
