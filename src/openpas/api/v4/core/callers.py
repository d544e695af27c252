"""Whose permission counts, decided in this one place (contract/rules.md 3.2).

- A client has its own rights, per organizer and per card system.
- Somebody who works at desks has the rights held there, whatever client it uses.
- An ordinary person has no rights. The client that obtained its token must hold the permission, and what is asked for
  must be the person's own pass, or where the operation says so one of its family.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from openpas.foundation.actor import Actor, ActorKind, Grants, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import addressed_by_path
from openpas.identity.linked_passes import own_passholder
from openpas.passholders.models import Card, Passholder
from openpas.passholders.refusals import PassholderNotFound

ME: Final = "me"

InFamily = Callable[[int, int], bool]
"""Whether the second passholder is in the family list of the first (internal ids)."""


def nobody_else(_main_id: int, _member_id: int) -> bool:
    """The operation is about the person's own pass only."""
    return False


def reach_passholder(
    actor: Actor, public_id: str, *permissions: Permission, in_family: InFamily = nobody_else
) -> Passholder:
    """The passholder that the path names, for a caller with one of the permissions.

    Clients and staff with the permission reach everybody by id. A person reaches itself, by `me` or its own id, and
    whom `in_family` tells, when the client holds the permission. Raises PermissionMissing, also for the id of
    somebody else, whether it exists or not; PassholderNotFound (404) for an id that is nobody's, for a person without
    a pass, and for `me` of a caller that is no person (contract/rules.md 8-44).
    """
    with addressed_by_path():
        if actor.may_somewhere(*permissions) and public_id != ME:
            return _anybody(actor, public_id)
        if not actor.is_person:
            require_token(actor)
            actor.require_somewhere(*permissions)
            raise PassholderNotFound
        require_through_client(actor, *permissions)
        return _own_or_family(actor, public_id, in_family)


def require_person(actor: Actor, *permissions: Permission) -> Actor:
    """The actor, when it is a person and the client that it uses holds one of the permissions (O48-O50).

    The operation says `auth=PERSON_TOKEN`, so that others never come here; the permission is the client's.
    """
    require_through_client(actor, *permissions)
    return actor


def require_through_client(actor: Actor, *permissions: Permission) -> None:
    """Raise PermissionMissing unless a person calls and the client that obtained its token holds one of these."""
    if actor.through is None:
        raise PermissionMissing("This needs a token of a person (USER_ACCESS_TOKEN).")
    actor.through.require_somewhere(*permissions)


def require_token(actor: Actor) -> None:
    """Raise PermissionMissing for a client that only named itself: it may not ask about people."""
    if actor.kind is ActorKind.IDENTIFIED_CLIENT:
        raise PermissionMissing("An access token is required.")


def own_pass(actor: Actor) -> Passholder:
    """The passholder that the person is, as of now. Raises PassholderNotFound (404)."""
    found = own_passholder(actor.subject, actor.insz) if actor.is_person else None
    if found is None:
        with addressed_by_path():
            raise PassholderNotFound
    return found


def on_pass(actor: Actor, uitpas_number: str, permission: Permission, *, in_family: InFamily = nobody_else) -> Actor:
    """Who decides about what is asked for the pass with this number.

    A person whose client holds the permission acts with that, on its own pass or one that `in_family` tells. Everybody
    else has its own rights. Raises PermissionMissing for a person without any, the same for a pass of others as for
    none.
    """
    if actor.through is None:
        return actor
    if actor.through.may_somewhere(permission) and _holds(actor, uitpas_number, in_family):
        return with_rights_of_client(actor)
    if not actor.may_somewhere(permission):
        actor.demand_accepted()
        require_through_client(actor, permission)
        raise PermissionMissing("A person reaches its own pass and those of its family.")
    return actor


def with_rights_of_client(actor: Actor) -> Actor:
    """The person, as passholder, with the rights of the client that it uses beside its own.

    Only for what is about nobody, or after its reach was decided here: the services below know rights alone.
    """
    if actor.through is None:
        return actor
    return replace(
        actor,
        kind=ActorKind.PASSHOLDER,
        by_organizer={
            organizer_id: {**_rights_in(actor.through, organizer_id), **_rights_in(actor, organizer_id)}
            for organizer_id in {*actor.through.by_organizer, *actor.by_organizer}
        },
        everywhere=actor.through.everywhere | actor.everywhere,
    )


def _rights_in(actor: Actor, organizer_id: int) -> Grants:
    """What the caller may do for one organizer."""
    return actor.by_organizer.get(organizer_id, {})


def _holds(actor: Actor, uitpas_number: str, in_family: InFamily) -> bool:
    own = own_passholder(actor.subject, actor.insz)
    cards = Card.objects.filter(uitpas_number=uitpas_number, membership__isnull=False)
    holder = cards.values_list("membership__passholder_id", flat=True).first()
    return own is not None and holder is not None and (holder == own.pk or in_family(own.pk, holder))


def _anybody(actor: Actor, public_id: str) -> Passholder:
    require_token(actor)
    found = Passholder.objects.filter(public_id=wanted).first() if (wanted := _uuid(public_id)) else None
    if found is None:
        raise PassholderNotFound
    return found


def _own_or_family(actor: Actor, public_id: str, in_family: InFamily) -> Passholder:
    own = own_passholder(actor.subject, actor.insz)
    wanted = _uuid(public_id)
    if public_id == ME:
        if own is None:
            raise PassholderNotFound
        return own
    if own is not None and wanted is not None:
        if own.public_id == wanted:
            return own
        member = Passholder.objects.filter(public_id=wanted).first()
        if member is not None and in_family(own.pk, member.pk):
            return member
    actor.demand_accepted()
    raise PermissionMissing("A person reaches its own pass and those of its family.")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
