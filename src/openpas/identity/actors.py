"""The caller with all its rights: a client's own, a person's those of its desks; kept in the process for half a minute.

Whoever reads `grants_version` of the owner in a query of its own passes it on, and a change holds at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from cachetools import TTLCache
from django.db.models import FilteredRelation, Q

from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.identity.clients import active_client
from openpas.identity.declarations.queries import missing_of
from openpas.identity.linked_passes import own_passholder
from openpas.identity.models import Grant, OrganizerAdmin, User
from openpas.identity.refusals import ApiNotAllowed, ClientUnknown, TokenInvalid
from openpas.identity.rights import Rights, united, with_linked
from openpas.identity.staff.desks import links_of, rights_of_desks, rights_of_types, types_at_desks
from openpas.identity.staff.managers import rights_of_manager
from openpas.identity.tokens import THIS_API
from openpas.runtime import clock

_KEPT_SECONDS: Final = 30
_KEPT_ACTORS: Final = 4096


@dataclass(frozen=True, slots=True)
class _Known:
    actor: Actor
    grants_version: int


_kept: TTLCache[str, _Known] = TTLCache(_KEPT_ACTORS, _KEPT_SECONDS)
_kept_turn: Final = Lock()


def actor_of_client(client_id: str, grants_version: int | None = None) -> Actor:
    """The client with its rights. Three queries when it is not kept, else none.

    `grants_version`, where the caller has just read it, makes a kept answer of another version worthless.
    Raises ClientUnknown, and ApiNotAllowed when the client may not use this API.
    """
    subject = f"client:{client_id}"
    known = _recall(subject, grants_version)
    return known or _remember(subject, _load_client(client_id, subject))


def identified_client(client_id: str) -> Actor:
    """The client that only says who it is, without a secret: for public data (contract/rules.md 3.1)."""
    actor = actor_of_client(client_id)
    return Actor(actor.id, ActorKind.IDENTIFIED_CLIENT, actor.by_organizer, actor.everywhere)


def actor_of_user(user_id: int, desk_id: int | None, grants_version: int | None = None) -> Actor:
    """The person at the chosen desk: what that desk may, there and at the organizers linked to it, and nowhere else.

    Without a desk it is somebody who looks after a region or the whole, with the rights of that. Three queries when it
    is not kept, else none. Raises TokenInvalid for an account that is closed.
    """
    subject = f"user:{user_id}@{desk_id}"
    known = _recall(subject, grants_version)
    return known or _remember(subject, _load_user(user_id, desk_id))


def actor_of_person(subject: str, client_id: str, insz: str = "", grants_version: int | None = None) -> Actor:
    """The person that a token names, with its own rights at every desk where it works, and `through` the client.

    STAFF when it works anywhere, else PASSHOLDER; either may have a pass of its own. No query when person and client
    are kept. Staff that must still accept something has no rights about passholders until then.

    Raises TokenInvalid, ClientUnknown and ApiNotAllowed.
    """
    through = actor_of_client(client_id)
    key = f"person:{subject}:{insz}"
    known = _recall(key, grants_version) or _remember(key, _load_person(subject, insz))
    return replace(known, through=through)


def with_present_rights(actor: Actor, grants_version: int | None) -> Actor:
    """The same caller, with its rights read again when they changed since they were kept.

    `grants_version` is that of the owner of the actor's id, read just now; None where there is none.
    """
    kind, _, own_id = actor.id.partition(":")
    if grants_version is None:
        return actor
    if actor.through is not None:
        client_id = actor.through.id.removeprefix("client:")
        return actor_of_person(actor.subject, client_id, actor.insz, grants_version)
    if actor.kind is ActorKind.CLIENT:
        return actor_of_client(own_id, grants_version)
    return actor_of_user(int(own_id), actor.desk_id, grants_version) if kind == "user" else actor


def forget_actors() -> None:
    """Read the rights again, from the next request on."""
    with _kept_turn:
        _kept.clear()


def _recall(subject: str, grants_version: int | None) -> Actor | None:
    with _kept_turn:
        known = _kept.get(subject)
    if known is None or grants_version not in (None, known.grants_version):
        return None
    return known.actor


def _remember(subject: str, known: _Known) -> Actor:
    with _kept_turn:
        _kept[subject] = known
    return known.actor


def _load_client(client_id: str, subject: str) -> _Known:
    client = active_client(client_id)
    if client is None:
        raise ClientUnknown
    if THIS_API not in client.apis:
        raise ApiNotAllowed
    everywhere, by_organizer = _rights_of(client.grants.all())
    return _Known(Actor(subject, ActorKind.CLIENT, by_organizer, everywhere), client.grants_version)


def _load_user(user_id: int, desk_id: int | None) -> _Known:
    """At a desk what the desk may, and nothing of one's own; without a desk what a manager may."""
    version, kind = _at_desk(user_id, desk_id)
    actor_id = f"user:{user_id}"
    if desk_id is None:
        everywhere, managed = rights_of_manager(user_id)
        return _Known(Actor(actor_id, ActorKind.STAFF, managed, everywhere), version)
    rights = _rights_at({desk_id: OrganizerAdmin.Type(kind)} if kind else {})
    return _Known(Actor(actor_id, ActorKind.STAFF, rights, desk_id=desk_id), version)


def _load_person(subject: str, insz: str) -> _Known:
    user = User.objects.filter(subject=subject, is_active=True).first()
    if user is None:
        raise TokenInvalid
    desks = types_at_desks(user.pk)
    everywhere, managed = rights_of_manager(user.pk)
    own = own_passholder(subject, insz)
    person = Actor(
        f"user:{user.pk}",
        ActorKind.STAFF if desks or managed or everywhere else ActorKind.PASSHOLDER,
        united(_rights_at(desks), managed),
        everywhere,
        subject=subject,
        insz=insz,
        passholder_id=own.pk if own else None,
    )
    if person.kind is ActorKind.STAFF and missing_of(user, brussels_day(clock.now())):
        person = person.until_accepted()
    return _Known(person, user.grants_version)


def _at_desk(user_id: int, desk_id: int | None) -> tuple[int, str | None]:
    """The version of the person's rights, and as what it works at the desk, in one query."""
    there = FilteredRelation("desks", condition=Q(desks__organizer_id=desk_id))
    found = User.objects.alias(there=there).filter(pk=user_id, is_active=True)
    row = found.values_list("grants_version", "there__type").first()
    if row is None:
        raise TokenInvalid
    return row


def _rights_at(desks: Mapping[int, OrganizerAdmin.Type]) -> Rights:
    """The rights at these desks and at the organizers linked to them, in two queries.

    What the type gives holds at the desk itself only.
    """
    if not desks:
        return {}
    return united(with_linked(rights_of_desks(desks), links_of(desks)), rights_of_types(desks))


def _rights_of(grants: Iterable[Grant]) -> tuple[frozenset[Permission], Rights]:
    """What holds everywhere, and what holds per organizer with the linked ones, in two queries."""
    everywhere: set[Permission] = set()
    own: Rights = {}
    for grant in grants:
        permission = Permission(grant.permission)
        if grant.organizer_id is None:
            everywhere.add(permission)
        else:
            own.setdefault(grant.organizer_id, {})[permission] = frozenset(grant.card_system_ids)
    return frozenset(everywhere), with_linked(own, links_of(own))
