"""Associations and who is a member of them: operations 23 and 39 to 41."""

from datetime import date
from typing import Annotated, Final

from ninja import Path, Query
from pydantic import Field

from openpas.api.v4.core.callers import reach_passholder
from openpas.api.v4.core.paging import Collection
from openpas.api.v4.core.refusals import NotFound
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id
from openpas.api.v4.references import PassholderId
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import addressed_by_path
from openpas.organizers.associations import AssociationPermission, association_desk, associations_of
from openpas.organizers.models import Association
from openpas.passholders.associations.queries import ShownAssociationMembership, association_memberships
from openpas.passholders.associations.rules import AssociationMembershipStatus, EndDateType
from openpas.passholders.associations.service import register_membership, stop_membership

router = Router(tags=["Associations"])

_NEEDED: Final = Permission.ASSOCIATIONS
OrganizerId = Annotated[str, Query(alias="organizerId", description="The organizer for which you ask.")]


class AssociationSchema(ContractSchema):
    id: str
    name: str
    end_date_type: EndDateType

    @classmethod
    def of(cls, association: Association) -> "AssociationSchema":
        return cls(
            id=str(association.public_id),
            name=association.name,
            end_date_type=EndDateType(association.end_date_type),
        )


class AssociationMembershipSchema(ContractSchema):
    association: AssociationSchema
    status: AssociationMembershipStatus
    end_date: date | None = None
    renewable: bool
    new_end_date: Annotated[date | None, Field(description="An end date to offer, for CUSTOM only.")] = None

    @classmethod
    def of(cls, membership: ShownAssociationMembership) -> "AssociationMembershipSchema":
        return cls(
            association=AssociationSchema.of(membership.association),
            status=membership.status,
            end_date=membership.ends_on,
            renewable=membership.is_renewable,
            new_end_date=membership.new_ends_on,
        )


class AssociationReference(ContractSchema):
    id: Id


class NewAssociationMembership(ContractSchema):
    association: AssociationReference
    end_date: Annotated[date | None, Field(description="Needed when the association's endDateType is CUSTOM.")] = None


class MembershipsQuery(ContractSchema):
    organizer_id: Annotated[str, Field(description="The organizer for which you ask. Mandatory.")] = ""
    organiser_id: Annotated[str, Field(json_schema_extra={"deprecated": True}, description="Use `organizerId`.")] = ""

    @property
    def desk_id(self) -> str:
        """The organizer, in either spelling. Raises NotFound without one."""
        if not (desk_id := self.organizer_id or self.organiser_id):
            raise NotFound("The parameter organizerId is required.")
        return desk_id


@router.get(
    "/associations",
    response=Collection[AssociationSchema],
    operation_id="get-associations",
    summary="Get associations",
)
def get_associations(
    request: ApiRequest, organizer_id: OrganizerId, permission: AssociationPermission
) -> Collection[AssociationSchema]:
    """The associations of which the organizer may see (READ) or register (WRITE) members. Needs `ASSOCIATIONS`."""
    desk = association_desk(request.actor, organizer_id)
    found = associations_of(request.actor, desk, permission)
    return Collection(total_items=len(found), member=[AssociationSchema.of(one) for one in found])


@router.get(
    "/passholders/{passholderId}/association-memberships",
    response=list[AssociationMembershipSchema],
    operation_id="get-passholders-passholderId-association-memberships",
    summary="Get association memberships of passholder",
)
def get_association_memberships(
    request: ApiRequest, passholder_id: PassholderId, asked: Query[MembershipsQuery]
) -> list[AssociationMembershipSchema]:
    """What the passholder is a member of, and (NONE) what the organizer may register. Needs `ASSOCIATIONS`."""
    desk = association_desk(request.actor, asked.desk_id)
    person = reach_passholder(request.actor, passholder_id, _NEEDED)
    return [AssociationMembershipSchema.of(one) for one in association_memberships(request.actor, desk, person)]


@router.post(
    "/passholders/{passholderId}/association-memberships",
    response={201: None},
    operation_id="post-passholders-passholderId-association-memberships",
    summary="Create or renew association membership of passholder",
)
def post_association_membership(
    request: ApiRequest, passholder_id: PassholderId, organizer_id: OrganizerId, payload: NewAssociationMembership
) -> None:
    """Needs `ASSOCIATIONS` for an organizer that may register members of the association."""
    desk = association_desk(request.actor, organizer_id)
    person = reach_passholder(request.actor, passholder_id, _NEEDED)
    register_membership(request.actor, desk, person, payload.association.id, payload.end_date)


@router.delete(
    "/passholders/{passholderId}/association-memberships/{associationId}",
    response={204: None},
    operation_id="delete-passholders-passholderId-association-memberships-associationId",
    summary="Delete association membership of passholder",
)
def delete_association_membership(
    request: ApiRequest,
    passholder_id: PassholderId,
    association_id: Annotated[str, Path(alias="associationId")],
    organizer_id: OrganizerId,
) -> None:
    """Needs `ASSOCIATIONS` for an organizer that may register members of the association."""
    desk = association_desk(request.actor, organizer_id)
    person = reach_passholder(request.actor, passholder_id, _NEEDED)
    with addressed_by_path():
        stop_membership(request.actor, desk, person, association_id)
