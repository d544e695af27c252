"""The school of a passholder: operations 58 to 60."""

from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id
from openpas.api.v4.in_region import reach_in_region
from openpas.api.v4.organizers import OrganizerSchema
from openpas.api.v4.references import PassholderId
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import addressed_by_path
from openpas.passholders.schools import school_of
from openpas.passholders.service import leave_school, set_school

router = Router(tags=["Schools"])


class ChosenSchool(ContractSchema):
    id: Id


@router.get(
    "/passholders/{passholderId}/school",
    response=OrganizerSchema,
    operation_id="get-passholders-school",
    summary="Get passholder school",
)
def get_school(request: ApiRequest, passholder_id: PassholderId) -> OrganizerSchema:
    """Needs `PASSHOLDERS_SEARCH` in a card system of the passholder. Without a school the answer is 404."""
    person = reach_in_region(request.actor, passholder_id, Permission.PASSHOLDERS_SEARCH)
    with addressed_by_path():
        return OrganizerSchema.of(school_of(request.actor, person))


@router.put(
    "/passholders/{passholderId}/school",
    response={204: None},
    operation_id="put-passholders-school",
    summary="Update passholder school",
)
def put_school(request: ApiRequest, passholder_id: PassholderId, payload: ChosenSchool) -> None:
    """Schools are organizers; only the id counts. Needs `PASSHOLDERS_UPDATE` in a card system of the passholder."""
    person = reach_in_region(request.actor, passholder_id, Permission.PASSHOLDERS_UPDATE)
    set_school(request.actor, person, payload.id)


@router.delete(
    "/passholders/{passholderId}/school",
    response={204: None},
    operation_id="delete-passholders-school",
    summary="Delete passholder school",
)
def delete_school(request: ApiRequest, passholder_id: PassholderId) -> None:
    """Needs `PASSHOLDERS_UPDATE` in a card system of the passholder."""
    person = reach_in_region(request.actor, passholder_id, Permission.PASSHOLDERS_UPDATE)
    leave_school(request.actor, person)
