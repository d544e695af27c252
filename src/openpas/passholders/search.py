"""Passholders by what is known of them, as far as the caller may look (O24, O29)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower

from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_insz, is_uitpas_number, without_separators
from openpas.foundation.permissions import Permission
from openpas.organizers.associations import association_by_id, require_readable
from openpas.organizers.models import Organizer
from openpas.organizers.refusals import OrganizerNotFound
from openpas.passholders.associations.rules import AssociationMembershipStatus
from openpas.passholders.models import AssociationMembership, Card, CardSystemMembership, Passholder
from openpas.passholders.persons import SEARCH_PERMISSIONS, ShownPassholder, shown
from openpas.passholders.reach import in_reach, member_of
from openpas.passholders.refusals import (
    AssociationNotFound,
    InvalidInszNumber,
    InvalidUitpasNumber,
    PassholderNotFound,
)
from openpas.passholders.schools import school
from openpas.records.encryption import blind_index
from openpas.runtime import clock

ANY: Final = "*"
NOT_ERASED: Final = ~Q(name="")
"""Somebody who left the programme has no name any more; the row stays for the books."""


class PlainText(Func):
    """A text as names are compared and sorted: no accents, no case. Indexed for names (migration 0002_guards)."""

    function = "plain_text"
    output_field = TextField()


class Like(Func):
    """Whether a text matches a pattern of SQL."""

    template = "%(expressions)s"
    arg_joiner = " LIKE "
    arity = 2
    output_field = BooleanField()


@dataclass(frozen=True, slots=True, kw_only=True)
class PassholderFilter:
    """What is known of the people that are looked for; what is filled must all hold.

    A `*` stands for any text; names may be partial. The first four identify one person. Each word of `names` is in the
    name or in the first name. `association_status` says which memberships of the association count; None stands for
    all.
    """

    uitpas_number: str = ""
    chip_number: str = ""
    insz: str = ""
    uitid: str = ""
    names: str = ""
    name: str = ""
    first_name: str = ""
    email: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    school_id: str = ""
    association_id: str = ""
    association_status: AssociationMembershipStatus | None = AssociationMembershipStatus.ACTIVE
    organizer_id: str = ""
    born_from: date | None = None
    born_to: date | None = None
    descending: bool = False

    @property
    def identifies(self) -> bool:
        return bool(self.uitpas_number or self.chip_number or self.insz or self.uitid)


@dataclass(frozen=True, slots=True)
class FoundPassholders:
    """How many there are, and those of one page."""

    total: int
    people: list[ShownPassholder]


def search_passholders(actor: Actor, wanted: PassholderFilter, start: int, limit: int) -> FoundPassholders:
    """A page of the people that fit, sorted by name. Eleven queries at most, however many people.

    Raises PermissionMissing, InvalidUitpasNumber, InvalidInszNumber, OrganizerNotFound, SchoolNotFound and
    AssociationNotFound.
    """
    people = Passholder.objects.filter(NOT_ERASED, _scope(actor, wanted), *conditions_of(actor, wanted))
    total = people.count()
    if not limit or start >= total:
        return FoundPassholders(total, [])
    page = people.order_by(*by_name(descending=wanted.descending))[start : start + limit]
    return FoundPassholders(total, shown(actor, page, "passholders.search"))


def passholder(actor: Actor, public_id: str) -> ShownPassholder:
    """The person with this id. Raises PermissionMissing, and PassholderNotFound also for who may not be seen.

    Who may only search by identifier has the id from an earlier answer, so it identifies as well.
    """
    actor.require_somewhere(*SEARCH_PERMISSIONS)
    try:
        found = Passholder.objects.filter(public_id=UUID(public_id))
    except ValueError:
        raise PassholderNotFound from None
    people = shown(actor, found, "passholders.read")
    if not people:
        raise PassholderNotFound
    return people[0]


def _scope(actor: Actor, wanted: PassholderFilter) -> Q:
    """Which people may be found at all (contract: O24, contract/rules.md 3.3)."""
    actor.require_somewhere(*SEARCH_PERMISSIONS)
    organizer = _organizer(wanted.organizer_id) if wanted.organizer_id else None
    in_organizer = member_of(organizer.card_systems.values_list("pk", flat=True)) if organizer else Q()
    if wanted.identifies or actor.may_somewhere(Permission.PASSHOLDERS_SEARCH_ALL):
        return in_organizer
    if not actor.may_somewhere(Permission.PASSHOLDERS_SEARCH):
        raise PermissionMissing("With PASSHOLDERS_SEARCH_BY_ID people are found by number, chip, INSZ or UiTiD only.")
    if organizer:
        actor.require(Permission.PASSHOLDERS_SEARCH, [organizer.pk])
    return in_organizer & in_reach(actor, Permission.PASSHOLDERS_SEARCH)


def _organizer(public_id: str) -> Organizer:
    organizer = Organizer.objects.alias(plain_id=Lower("public_id")).filter(plain_id=public_id.lower()).first()
    if organizer is None:
        raise OrganizerNotFound
    return organizer


def conditions_of(actor: Actor, wanted: PassholderFilter) -> list[Q]:
    """What must hold of a person to fit. Who may be found at all is for the caller to add.

    Raises PermissionMissing, InvalidUitpasNumber, InvalidInszNumber, SchoolNotFound and AssociationNotFound.
    """
    return list(_conditions(actor, wanted))


def social_tariff_ends(card_system_ids: Collection[int], since: date | None, until: date | None) -> Q:
    """Whose social tariff in one of the card systems ends between two days, both included; None bounds nothing."""
    memberships = CardSystemMembership.objects.filter(
        passholder=OuterRef("pk"), card_system_id__in=card_system_ids, social_tariff_ends_on__isnull=False
    )
    if since:
        memberships = memberships.filter(social_tariff_ends_on__gte=since)
    if until:
        memberships = memberships.filter(social_tariff_ends_on__lte=until)
    return Q(Exists(memberships))


def by_name(*, descending: bool = False) -> list[OrderBy]:
    """The order of a telephone book, without accents and case; it follows an index."""
    columns = (PlainText(F("name")), PlainText(F("first_name")), F("pk"))
    return [column.desc() if descending else column.asc() for column in columns]


def _conditions(actor: Actor, wanted: PassholderFilter) -> Iterator[Q]:
    yield from _identifiers(wanted)
    yield from _names(wanted)
    for column, words in (("email", wanted.email), ("street", wanted.street), ("city", wanted.city)):
        if words:
            yield _matches(column, words)
    if wanted.postal_code:
        yield Q(postal_code=wanted.postal_code)
    if wanted.born_from:
        yield Q(date_of_birth__gte=wanted.born_from)
    if wanted.born_to:
        yield Q(date_of_birth__lte=wanted.born_to)
    if wanted.school_id:
        yield _pupils(wanted.school_id)
    if wanted.association_id:
        yield _members(actor, wanted.association_id, wanted.association_status)


def _identifiers(wanted: PassholderFilter) -> Iterator[Q]:
    if wanted.uitpas_number:
        if not is_uitpas_number(number := without_separators(wanted.uitpas_number)):
            raise InvalidUitpasNumber
        yield _has_card(uitpas_number=number)
    if wanted.chip_number:
        yield _has_card(chip_number=without_separators(wanted.chip_number))
    if wanted.insz:
        if not is_insz(insz := without_separators(wanted.insz)):
            raise InvalidInszNumber
        yield Q(insz_index=blind_index(insz))
    if wanted.uitid:
        yield Q(uitid=wanted.uitid)


def _names(wanted: PassholderFilter) -> Iterator[Q]:
    for word in wanted.names.split():
        yield _matches("name", _part(word)) | _matches("first_name", _part(word))
    for column, words in (("name", wanted.name), ("first_name", wanted.first_name)):
        if words:
            yield _matches(column, _part(words))


def _has_card(**which: str) -> Q:
    """Whoever holds or held the card, whatever became of it. A group's card finds nobody (contract/rules.md 2.4)."""
    return Q(pk__in=Card.objects.filter(**which, membership__isnull=False).values("membership__passholder_id"))


def _part(words: str) -> str:
    return words if ANY in words else f"{ANY}{words}{ANY}"


def _matches(column: str, words: str) -> Q:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace(ANY, "%")
    return Q(Like(PlainText(F(column)), PlainText(Value(escaped))))


def _pupils(school_id: str) -> Q:
    return Q(school__isnull=False) if school_id == ANY else Q(school=school(school_id))


def _members(actor: Actor, association_id: str, status: AssociationMembershipStatus | None) -> Q:
    association = association_by_id(association_id)
    if association is None:
        raise AssociationNotFound
    require_readable(actor, association)
    members = AssociationMembership.objects.filter(association=association)
    today = brussels_day(clock.now())
    if status is AssociationMembershipStatus.ACTIVE:
        members = members.filter(ends_on__gte=today)
    elif status is AssociationMembershipStatus.EXPIRED:
        members = members.filter(ends_on__lt=today)
    return Q(pk__in=members.values("passholder_id"))
