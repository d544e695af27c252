"""The rights of the caller and of clients: operations 10, 13 and 14.

The organizers in the answer are small on purpose: a known client keeps one in a cookie.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from ninja import Path
from pydantic import BeforeValidator, Field

from openpas.api.v4.core.authentication import CLIENT_TOKEN
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Id
from openpas.api.v4.references import CardSystemReference
from openpas.foundation.permissions import Permission
from openpas.identity.grants import WantedRights, replace_rights_of_client
from openpas.identity.labels import LABELS
from openpas.identity.queries import HeldPermission, OrganizerRights, organizer_rights, rights_of_client
from openpas.organizers.models import Organizer

router = Router(tags=["Permissions"])


SOCIAL_TARIFF_ALIAS: Final = "PASSHOLDERS_WRITE_SOCIAL_TARIFF"
"""How the contract's text spells what its list calls PASSHOLDERS_WRITE_SOCIALTARIFF (contract/rules.md 8-20)."""


def _spelled(name: Any) -> Any:
    return Permission.PASSHOLDERS_WRITE_SOCIALTARIFF if name == SOCIAL_TARIFF_ALIAS else name


AskedPermission = Annotated[Permission, BeforeValidator(_spelled)]


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


class AskedOrganizer(ContractSchema):
    id: Id


class AskedPermissionDetail(ContractSchema):
    id: AskedPermission


class OrganizerPermissionsRequest(ContractSchema):
    """What a client is to have for an organizer. Labels, card systems and linked organizers are read-only."""

    organizer: AskedOrganizer
    permission_details: list[AskedPermissionDetail] | None = None
    permissions: Annotated[
        list[AskedPermission] | None,
        Field(json_schema_extra={"deprecated": True}, description="Where there is no `permissionDetails`."),
    ] = None

    def wanted(self) -> WantedRights:
        chosen: Sequence[Permission] = self.permissions or []
        if self.permission_details is not None:
            chosen = [detail.id for detail in self.permission_details]
        return WantedRights(self.organizer.id, frozenset(chosen))


ClientId = Annotated[str, Path(alias="clientId")]


@router.get(
    "/permissions/{clientId}",
    auth=CLIENT_TOKEN,
    response=list[OrganizerPermissions],
    operation_id="get-permissions-clientId",
    summary="Get permissions for a client",
)
def get_client_permissions(request: ApiRequest, client_id: ClientId) -> list[OrganizerPermissions]:
    """The organizers for which a client has permissions. Needs `PERMISSIONS_READ`."""
    return [OrganizerPermissions.of(rights) for rights in rights_of_client(request.actor, client_id)]


@router.put(
    "/permissions/{clientId}",
    auth=CLIENT_TOKEN,
    response={204: None},
    operation_id="put-permissions-clientId",
    summary="Update permissions for a client",
)
def replace_client_permissions(
    request: ApiRequest, client_id: ClientId, payload: list[OrganizerPermissionsRequest]
) -> None:
    """Give a client these permissions for organizers and no others. Needs `PERMISSIONS_WRITE`.

    A permission that the client keeps stays limited to the card systems that it had.
    """
    replace_rights_of_client(request.actor, client_id, [one.wanted() for one in payload])
