"""Families: operations 53 to 57."""

from typing import Annotated, Final

from ninja import Header, Path
from pydantic import Field

from openpas.api.v4.core.authentication import TOKEN, CustomToken
from openpas.api.v4.core.callers import reach_passholder
from openpas.api.v4.core.request import ApiRequest
from openpas.api.v4.core.router import Router
from openpas.api.v4.core.schema import ContractSchema, Moment
from openpas.api.v4.in_region import reach_in_region, require_region
from openpas.api.v4.passholders import PassholderSchema
from openpas.api.v4.references import PassholderId
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import addressed_by_path
from openpas.identity.registration_tokens import passholder_of
from openpas.passholders.families import queries, service
from openpas.passholders.families.queries import ShownFamilyMember
from openpas.passholders.models import FamilyLink, Passholder

router = Router(tags=["Passholder Family"])

_NEEDED: Final = Permission.PASSHOLDERS_FAMILY_MEMBERS
FamilyMemberId = Annotated[str, Path(alias="familyMemberId")]
Icon = Annotated[str, Field(max_length=2048, description="The address of a picture.")]
RegistrationToken = Annotated[
    str, Header(alias="x-registration-token", description="That of the new member; needed with a person's own token.")
]
UndoToken = Annotated[str, Header(alias="x-custom-token", description="The token of the mail to the added person.")]


class FamilyMemberSchema(ContractSchema):
    uitpas_number: str | None = None
    passholder: PassholderSchema
    creation_date: Moment
    icon: str | None = None
    main_family_member: bool

    @classmethod
    def of(cls, member: ShownFamilyMember) -> "FamilyMemberSchema":
        return cls(
            uitpas_number=member.passholder.uitpas_number,
            passholder=PassholderSchema.of(member.passholder),
            creation_date=member.since,
            icon=member.icon or None,
            main_family_member=member.is_main,
        )


class NewFamilyMember(ContractSchema):
    uitpas_number: str
    icon: Icon = ""


class FamilyMemberUpdate(ContractSchema):
    icon: Icon = ""


class Family(ContractSchema):
    passholder_id: str
    name: str
    first_name: str
    email: str | None = None
    member_since: Moment

    @classmethod
    def of(cls, link: FamilyLink) -> "Family":
        return cls(
            passholder_id=str(link.main.public_id),
            name=link.main.name,
            first_name=link.main.first_name,
            email=link.main.email or None,
            member_since=link.created_at,
        )


@router.get(
    "/passholders/{passholderId}/family-members",
    response=list[FamilyMemberSchema],
    operation_id="get-passholders-passholderId-family-members",
    summary="Retrieve family members of the current passholder",
)
def get_family_members(request: ApiRequest, passholder_id: PassholderId) -> list[FamilyMemberSchema]:
    """The passholder itself first, then the members of its list. Needs `PASSHOLDERS_FAMILY_MEMBERS`."""
    main = reach_in_region(request.actor, passholder_id, _NEEDED)
    return [FamilyMemberSchema.of(member) for member in queries.family_members(request.actor, main)]


@router.post(
    "/passholders/{passholderId}/family-members",
    response={201: None},
    operation_id="post-passholders-passholderId-family-members",
    summary="Add family members to the current passholder's family",
)
def post_family_member(
    request: ApiRequest,
    passholder_id: PassholderId,
    payload: NewFamilyMember,
    registration_token: RegistrationToken = "",
) -> None:
    """Who is added gets a mail with a link that undoes it. Needs `PASSHOLDERS_FAMILY_MEMBERS`, and with a person's own
    token the registration token of who is added.
    """
    main = reach_in_region(request.actor, passholder_id, _NEEDED)
    member = _newcomer(request.actor, payload.uitpas_number, registration_token)
    service.add_family_member(request.actor, main, member, payload.icon)


@router.put(
    "/passholders/{passholderId}/family-members/{familyMemberId}",
    response={202: None},
    operation_id="put-passholders-passholderId-family-members-familyMemberId",
    summary="Update a family member",
)
def put_family_member(
    request: ApiRequest, passholder_id: PassholderId, family_member_id: FamilyMemberId, payload: FamilyMemberUpdate
) -> None:
    """Only the icon changes. Needs `PASSHOLDERS_FAMILY_MEMBERS` for the main family member."""
    main = reach_in_region(request.actor, passholder_id, _NEEDED)
    with addressed_by_path():
        service.change_icon(request.actor, main, queries.person(family_member_id), payload.icon)


def _of_mail(token: str) -> Actor:
    return Actor(f"family_undo:{service.token_for(token).pk}", ActorKind.SYSTEM)


@router.delete(
    "/passholders/{passholderId}/family-members/{familyMemberId}",
    response={202: None},
    auth=(CustomToken(_of_mail), *TOKEN),
    operation_id="delete-passholders-passholderId-family-members-familyMemberId",
    summary="Delete a family member",
)
def delete_family_member(
    request: ApiRequest, passholder_id: PassholderId, family_member_id: FamilyMemberId, undo_token: UndoToken = ""
) -> None:
    """Needs `PASSHOLDERS_FAMILY_MEMBERS` for the main family member or for the one to be removed, or the token of the
    mail. Removing somebody who is not in the list changes nothing.
    """
    with addressed_by_path():
        if undo_token.strip():
            return service.undo(request.actor, undo_token.strip(), passholder_id, family_member_id)
        main = reach_passholder(
            request.actor, passholder_id, _NEEDED, in_family=lambda own, _: queries.is_person(own, family_member_id)
        )
        member = queries.person(family_member_id)
        require_region(request.actor, _NEEDED, main, member)
        return service.remove_family_member(request.actor, main, member)


def _newcomer(actor: Actor, uitpas_number: str, registration_token: str) -> Passholder:
    """Who holds the card. A person without rights at a desk must also bring the holder's registration token.

    The token is looked at first, so that nobody finds out with it which numbers exist.
    """
    if actor.may_somewhere(_NEEDED):
        return service.person_of_card(uitpas_number)
    proven = passholder_of(registration_token)
    if service.person_of_card(uitpas_number) != proven:
        raise PermissionMissing("The registration token is of somebody else.")
    return proven


@router.get(
    "/passholders/{passholderId}/families",
    response=list[Family],
    operation_id="get-passholders-passholderId-families",
    summary="Retrieve families of the current passholder",
)
def get_families(request: ApiRequest, passholder_id: PassholderId) -> list[Family]:
    """The families of others to which the passholder was added. Needs `PASSHOLDERS_FAMILY_MEMBERS`."""
    member = reach_in_region(request.actor, passholder_id, _NEEDED)
    return [Family.of(link) for link in queries.families_of(request.actor, member)]
