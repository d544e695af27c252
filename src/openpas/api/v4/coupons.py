"""Coupons in the hands of passholders and groups: operations 28 and 42."""

from enum import StrEnum
from typing import Annotated

from ninja import Query
from pydantic import Field

from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Moment
from openpas.api.v4.references import PassholderId
from openpas.foundation.calendar import Period
from openpas.foundation.refusal import addressed_by_path
from openpas.tariffs import queries
from openpas.tariffs.queries import GrantedCouponStatus, ShownCoupon
from openpas.tariffs.rules.coupons import tariff_id_of_coupon

router = Router(tags=["Coupons"])


class WantedStatus(StrEnum):
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    ALL = "ALL"

    @property
    def status(self) -> GrantedCouponStatus | None:
        return None if self is WantedStatus.ALL else GrantedCouponStatus(self.value)


class CouponSearch(ContractSchema):
    status: Annotated[WantedStatus, Field(description="The status of the granted coupon.")] = WantedStatus.ACTIVE
    organizer_id: Annotated[str, Field(description="Only coupons of the card systems of this organizer.")] = ""


class CouponReference(ContractSchema):
    id: str
    name: str
    description: str | None = None


class ValidityPeriod(ContractSchema):
    begin: Moment
    end: Moment | None = None


class Remaining(ContractSchema):
    volume: int
    period: Period


class GrantedCouponSchema(ContractSchema):
    id: int
    coupon: CouponReference
    validity_period: ValidityPeriod
    status: GrantedCouponStatus
    remaining: Remaining | None = None

    @classmethod
    def of(cls, shown: ShownCoupon) -> "GrantedCouponSchema":
        coupon, left = shown.coupon, shown.remaining
        return cls(
            id=shown.granted.pk,
            coupon=CouponReference(
                id=tariff_id_of_coupon(coupon.pk), name=coupon.name, description=coupon.description or None
            ),
            validity_period=ValidityPeriod(begin=coupon.valid_from, end=coupon.valid_until),
            status=shown.status,
            remaining=Remaining(volume=left.volume, period=left.period) if left else None,
        )


@router.get(
    "/passholders/{passholderId}/coupons",
    response=list[GrantedCouponSchema],
    operation_id="get-passholders-passholderId-coupons",
    summary="Get coupons of passholder",
)
def coupons_of_passholder(
    request: ApiRequest, passholder_id: PassholderId, search: Query[CouponSearch]
) -> list[GrantedCouponSchema]:
    """The coupons that a passholder holds. Needs PASSHOLDER_COUPONS_READ."""
    with addressed_by_path():
        found = queries.coupons_of_passholder(
            request.actor, passholder_id, status=search.status.status, organizer_id=search.organizer_id
        )
    return [GrantedCouponSchema.of(shown) for shown in found]


@router.get(
    "/grouppasses/{passholderId}/coupons",
    response=list[GrantedCouponSchema],
    operation_id="get-grouppasses-passholderId-coupons",
    summary="Get coupons of grouppass",
)
def coupons_of_group_pass(
    request: ApiRequest, passholder_id: PassholderId, search: Query[CouponSearch]
) -> list[GrantedCouponSchema]:
    """The coupons that a group holds. Needs GROUPPASS_COUPONS_READ."""
    with addressed_by_path():
        found = queries.coupons_of_group_pass(
            request.actor, passholder_id, status=search.status.status, organizer_id=search.organizer_id
        )
    return [GrantedCouponSchema.of(shown) for shown in found]
