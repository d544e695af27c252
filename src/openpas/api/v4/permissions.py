"""The caller's own rights: operation 10.

The organizers in the answer are small on purpose: a known client keeps one in a cookie.
"""

from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema
from openpas.api.v4.references import CardSystemReference
from openpas.foundation.permissions import Permission
from openpas.identity.labels import LABELS
from openpas.identity.queries import HeldPermission, OrganizerRights, organizer_rights
from openpas.organizers.models import Organizer

router = Router(tags=["Permissions"])


class PermissionLabel(ContractSchema):
    nl: str
    en: str | None = None


class PermissionDetail(ContractSchema):
    id: Permission
    label: PermissionLabel
    card_system_ids: list[int]

    @classmethod
    def of(cls, held: HeldPermission) -> "PermissionDetail":
        label = LABELS[held.permission]
        return cls(
            id=held.permission,
            label=PermissionLabel(nl=label.nl, en=label.en),
            card_system_ids=list(held.card_system_ids),
        )


class SmallOrganizer(ContractSchema):
    id: str
    name: str
    card_systems: list[CardSystemReference]

    @classmethod
    def of(cls, organizer: Organizer) -> "SmallOrganizer":
        return cls(
            id=organizer.public_id,
            name=organizer.name,
            card_systems=[CardSystemReference.of(system) for system in organizer.card_systems.all()],
        )


class LinkedOrganizerPermissions(ContractSchema):
    organizer: SmallOrganizer
    permission_details: list[PermissionDetail]

    @classmethod
    def of(cls, rights: OrganizerRights) -> "LinkedOrganizerPermissions":
        return cls(
            organizer=SmallOrganizer.of(rights.organizer),
            permission_details=[PermissionDetail.of(held) for held in rights.held],
        )


class OrganizerPermissions(ContractSchema):
    organizer: SmallOrganizer
    permissions: list[Permission]
    permission_details: list[PermissionDetail]
    linked_organizers: list[LinkedOrganizerPermissions] | None = None

    @classmethod
    def of(cls, rights: OrganizerRights) -> "OrganizerPermissions":
        return cls(
            organizer=SmallOrganizer.of(rights.organizer),
            permissions=[held.permission for held in rights.held],
            permission_details=[PermissionDetail.of(held) for held in rights.held],
            linked_organizers=[LinkedOrganizerPermissions.of(linked) for linked in rights.linked] or None,
        )


@router.get(
    "/permissions",
    response=list[OrganizerPermissions],
    operation_id="get-permissions",
    summary="Get my permissions",
)
def get_permissions(request: ApiRequest) -> list[OrganizerPermissions]:
    """The organizers for which the caller has permissions, with those that are linked to them."""
    return [OrganizerPermissions.of(rights) for rights in organizer_rights(request.actor)]
