"""The caller with all its rights, out of the rows of grants; kept in the process for half a minute.

Whoever reads `grants_version` of the owner in a query of its own passes it on, and a change holds at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from cachetools import TTLCache

from openpas.foundation.actor import ALL_CARD_SYSTEMS, Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.clients import active_client
from openpas.identity.linked_passes import own_passholder
from openpas.identity.models import Grant, User
from openpas.identity.refusals import ApiNotAllowed, ClientUnknown, TokenInvalid
from openpas.identity.tokens import THIS_API
from openpas.organizers.models import Organizer

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
    """The person at the chosen desk: its rights there and at the organizers linked to it, and nowhere else."""
    subject = f"user:{user_id}@{desk_id}"
    known = _recall(subject, grants_version)
    return known or _remember(subject, _load_user(user_id, desk_id))


def actor_of_person(subject: str, client_id: str, insz: str = "", grants_version: int | None = None) -> Actor:
    """The person that a token names, with its own rights at every desk where it works, and `through` the client.

    STAFF when it works anywhere, else PASSHOLDER; either may have a pass of its own. No query when person and client
    are kept. Raises TokenInvalid, ClientUnknown and ApiNotAllowed.
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
    everywhere, by_organizer = _rights(client.grants.all())
    return _Known(Actor(subject, ActorKind.CLIENT, by_organizer, everywhere), client.grants_version)


def _load_user(user_id: int, desk_id: int | None) -> _Known:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise TokenInvalid
    at_the_desk = user.grants.none() if desk_id is None else user.grants.filter(organizer_id=desk_id)
    everywhere, by_organizer = _rights(at_the_desk)
    return _Known(Actor(f"user:{user_id}", ActorKind.STAFF, by_organizer, everywhere, desk_id), user.grants_version)


def _load_person(subject: str, insz: str) -> _Known:
    user = User.objects.filter(subject=subject, is_active=True).first()
    if user is None:
        raise TokenInvalid
    desks = list(user.desks.values_list("organizer_id", flat=True))
    everywhere, by_organizer = _rights(user.grants.filter(organizer_id__in=desks)) if desks else (frozenset(), {})
    own = own_passholder(subject, insz)
    person = Actor(
        f"user:{user.pk}",
        ActorKind.STAFF if desks else ActorKind.PASSHOLDER,
        by_organizer,
        everywhere,
        subject=subject,
        insz=insz,
        passholder_id=own.pk if own else None,
    )
    return _Known(person, user.grants_version)


Rights = dict[int, dict[Permission, frozenset[int]]]


def _rights(grants: Iterable[Grant]) -> tuple[frozenset[Permission], Rights]:
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


def links_of(organizer_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs of an organizer and one for which its people may act too."""
    links = Organizer.linked_organizers.through.objects.filter(from_organizer_id__in=list(organizer_ids))
    return list(links.order_by("id").values_list("from_organizer_id", "to_organizer_id"))


def with_linked(own: Mapping[int, Mapping[Permission, frozenset[int]]], links: Iterable[tuple[int, int]]) -> Rights:
    """The rights with those for linked organizers added: one level, never further (contract/rules.md 8-48)."""
    rights: Rights = {organizer_id: dict(grants) for organizer_id, grants in own.items()}
    for from_id, to_id in links:
        linked = rights.setdefault(to_id, {})
        for permission, card_system_ids in own[from_id].items():
            linked[permission] = wider_rights(linked.get(permission), card_system_ids)
    return rights


def wider_rights(one: frozenset[int] | None, other: frozenset[int]) -> frozenset[int]:
    """The card systems of a right that is held twice."""
    if one is None:
        return other
    return ALL_CARD_SYSTEMS if not one or not other else one | other
