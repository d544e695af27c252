"""A reward as the contract writes it, out and in."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, Field

from openpas.api.v4.core.schema import ContractSchema, Id, Moment
from openpas.api.v4.references import CardSystemReference, OrganizerReference
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit, limit_of
from openpas.rewards.details import RewardDetails
from openpas.rewards.models import Reward
from openpas.rewards.rules.editing import RewardDraft
from openpas.rewards.rules.redeeming import Span

_LARGEST: Final = 2**31 - 1
_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(9999, 1, 1, tzinfo=UTC)

MomentIn = Annotated[AwareDatetime, Field(ge=_EARLIEST, le=_LATEST)]
WebAddress = Annotated[str, Field(pattern=r"^https?://\S+$", max_length=2000)]
Number = Annotated[int, Field(ge=0, le=_LARGEST)]


class RewardType(StrEnum):
    POINTS = "POINTS"
    WELCOME = "WELCOME"


class RewardStatus(StrEnum):
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    DELETED = "DELETED"


class Category(StrEnum):
    FOOD = "Eten en drinken"
    DO = "Doen"
    GADGET = "Gadget of item"
    CHARITY = "Goede doel"


class PeriodSchema(ContractSchema):
    begin: Moment
    end: Moment | None = None

    @classmethod
    def of(cls, begins_at: datetime, ends_at: datetime | None) -> "PeriodSchema":
        return cls(begin=begins_at, end=ends_at)


class RedeemConstraint(ContractSchema):
    volume: Number
    period: Period

    @classmethod
    def of(cls, limit: Limit | None) -> "RedeemConstraint | None":
        return None if limit is None else cls(volume=limit.volume, period=limit.period)

    def to_limit(self) -> Limit:
        return Limit(self.volume, self.period)


class RewardSchema(ContractSchema):
    id: str
    title: str
    type: RewardType
    promotional_description: str
    publication_period: PeriodSchema
    points: int
    categories: list[Category]
    more_info_url: Annotated[str | None, Field(alias="moreInfoURL")] = None
    granting_period: PeriodSchema | None = None
    owning_card_system: CardSystemReference
    applicable_card_systems: list[CardSystemReference]
    all_card_systems: bool
    organizers: list[OrganizerReference]
    status: RewardStatus
    max_available_units: int | None = None
    units_taken: int
    practical_info: str | None = None
    pictures: list[str]
    redeem_period: PeriodSchema
    for_kids: bool
    sport: bool
    featured: bool
    online: bool
    last_chance: bool
    redeem_constraint: RedeemConstraint | None = None

    @classmethod
    def of(cls, details: RewardDetails) -> "RewardSchema":
        reward = details.reward
        return cls(
            id=reward.public_id,
            title=reward.title,
            type=RewardType(reward.type),
            promotional_description=reward.promotional_description,
            publication_period=PeriodSchema.of(reward.publication_begins_at, reward.publication_ends_at),
            points=reward.points,
            categories=[Category(name) for name in reward.categories],
            more_info_url=reward.more_info_url or None,
            granting_period=_granting_period(reward),
            owning_card_system=CardSystemReference.of(reward.owning_card_system),
            applicable_card_systems=[CardSystemReference.of(one) for one in details.card_systems],
            all_card_systems=reward.is_for_all_card_systems,
            organizers=[OrganizerReference.of(one) for one in reward.organizers.all()],
            status=RewardStatus(reward.status),
            max_available_units=reward.max_available_units,
            units_taken=reward.units_taken,
            practical_info=reward.practical_info or None,
            pictures=reward.pictures,
            redeem_period=PeriodSchema.of(reward.redeem_begins_at, reward.redeem_ends_at),
            for_kids=reward.is_for_kids,
            sport=reward.is_sport,
            featured=reward.is_featured,
            online=reward.is_online,
            last_chance=details.is_last_chance,
            redeem_constraint=RedeemConstraint.of(limit_of(reward.redeem_limit_volume, reward.redeem_limit_period)),
        )


class PeriodIn(ContractSchema):
    begin: MomentIn
    end: MomentIn | None = None

    def to_span(self) -> Span:
        return Span(self.begin, self.end)


class CardSystemIn(ContractSchema):
    id: Annotated[int, Field(le=_LARGEST)]


class OrganizerIn(ContractSchema):
    id: Id


class RewardRequest(ContractSchema):
    """What is read-only is ignored, so that a reward can be sent back as it was read."""

    title: str
    type: RewardType
    promotional_description: str
    publication_period: PeriodIn
    points: Number | None = None
    categories: tuple[Category, ...] = ()
    more_info_url: Annotated[WebAddress | None, Field(alias="moreInfoURL")] = None
    granting_period: PeriodIn | None = None
    owning_card_system: CardSystemIn | None = None
    applicable_card_systems: tuple[CardSystemIn, ...] = ()
    all_card_systems: bool | None = None
    organizers: tuple[OrganizerIn, ...] = ()
    max_available_units: Number | None = None
    practical_info: str = ""
    pictures: tuple[WebAddress, ...] = ()
    redeem_period: PeriodIn | None = None
    for_kids: bool = False
    sport: bool = False
    featured: bool = False
    online: bool = False
    redeem_constraint: RedeemConstraint | None = None

    def to_draft(self) -> RewardDraft:
        return RewardDraft(
            title=self.title,
            type=self.type,
            promotional_description=self.promotional_description,
            publication_period=self.publication_period.to_span(),
            points=self.points,
            categories=self.categories,
            more_info_url=self.more_info_url or "",
            practical_info=self.practical_info,
            pictures=self.pictures,
            redeem_period=self.redeem_period.to_span() if self.redeem_period else None,
            granting_period=self.granting_period.to_span() if self.granting_period else None,
            owning_card_system_id=self.owning_card_system.id if self.owning_card_system else None,
            is_for_all_card_systems=self.all_card_systems,
            applicable_card_system_ids=tuple(one.id for one in self.applicable_card_systems),
            organizer_ids=tuple(one.id for one in self.organizers),
            max_available_units=self.max_available_units,
            limit=self.redeem_constraint.to_limit() if self.redeem_constraint else None,
            is_for_kids=self.for_kids,
            is_sport=self.sport,
            is_featured=self.featured,
            is_online=self.online,
        )


def _granting_period(reward: Reward) -> PeriodSchema | None:
    if reward.granting_begins_at is None:
        return None
    return PeriodSchema.of(reward.granting_begins_at, reward.granting_ends_at)
