"""Who works for an organizer: operations 20 to 22."""

from typing import Annotated

from ninja import Path, Query

from openpas.api.v4.core.paging import Collection, Page, paged
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, EmailAddress
from openpas.foundation.refusal import addressed_by_path
from openpas.identity import admins
from openpas.identity.models import OrganizerAdmin

router = Router(tags=["Organizers"])


class OrganizerAdminRequest(ContractSchema):
    email: EmailAddress
    type: OrganizerAdmin.Type


class OrganizerAdminSchema(ContractSchema):
    user_id: str
    email: str
    type: OrganizerAdmin.Type

    @classmethod
    def of(cls, admin: OrganizerAdmin) -> "OrganizerAdminSchema":
        return cls(user_id=admin.user.subject, email=admin.user.email, type=OrganizerAdmin.Type(admin.type))


OrganizerId = Annotated[str, Path(alias="organizerId")]


@router.get(
    "/organizers/{organizerId}/admins",
    response=Collection[OrganizerAdminSchema],
    operation_id="get-organizers-organizerId-admins",
    summary="Retrieve admin users for organizer",
)
def get_admins(request: ApiRequest, organizer_id: OrganizerId, page: Query[Page]) -> Collection[OrganizerAdminSchema]:
    """Needs `ORGANIZERS_ADMINS_READ`; or the caller works for the organizer, as whatever type."""
    with addressed_by_path():
        return paged(admins.admins_of(request.actor, organizer_id), page, OrganizerAdminSchema.of)


@router.post(
    "/organizers/{organizerId}/admins",
    response={201: OrganizerAdminSchema},
    operation_id="post-organizers-organizerId-admins",
    summary="Add admin user for organizer",
)
def add_admin(request: ApiRequest, organizer_id: OrganizerId, payload: OrganizerAdminRequest) -> OrganizerAdminSchema:
    """Needs `ORGANIZERS_ADMINS_WRITE`, or an `ADMIN` of the organizer.

    Somebody without an account is invited. Somebody who works there already gets the type that is asked.
    """
    with addressed_by_path():
        added = admins.add_admin(request.actor, organizer_id, payload.email, payload.type)
    return OrganizerAdminSchema.of(added)


@router.delete(
    "/organizers/{organizerId}/admins/{adminUserId}",
    response={204: None},
    operation_id="delete-organizers-organizerId-admins-adminId",
    summary="Remove admin user from organizer",
)
def remove_admin(
    request: ApiRequest, organizer_id: OrganizerId, admin_user_id: Annotated[str, Path(alias="adminUserId")]
) -> None:
    """Needs `ORGANIZERS_ADMINS_WRITE`, or an `ADMIN` of the organizer. The last `ADMIN` stays."""
    with addressed_by_path():
        admins.remove_admin(request.actor, organizer_id, admin_user_id)
