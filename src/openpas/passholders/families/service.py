"""Commands on families: one transaction each, with outbox and audit line. The caller's rights are checked before."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_uitpas_number, without_separators
from openpas.passholders.families import queries
from openpas.passholders.families.mails import tell_added_person
from openpas.passholders.families.refusals import (
    FamilyMemberAlreadyAdded,
    FamilyMemberNotFound,
    MainFamilyMemberStays,
    UndoTokenUnknown,
)
from openpas.passholders.families.rules import FamilyLimits, require_room
from openpas.passholders.models import Card, FamilyLink, FamilyUndoToken, Passholder
from openpas.passholders.refusals import InvalidUitpasNumber, PassholderNotFound
from openpas.records import service as records
from openpas.records.encryption import blind_index
from openpas.runtime import clock

_TOKEN_BYTES = 32


def person_of_card(uitpas_number: str) -> Passholder:
    """The person who holds this ACTIVE card. Raises InvalidUitpasNumber, and PassholderNotFound for anything else."""
    number = without_separators(uitpas_number)
    if not is_uitpas_number(number):
        raise InvalidUitpasNumber
    card = (
        Card.objects.select_related("membership__passholder")
        .filter(uitpas_number=number, status=Card.Status.ACTIVE, membership__isnull=False)
        .first()
    )
    if card is None or card.membership is None:
        raise PassholderNotFound
    return card.membership.passholder


@transaction.atomic
def add_family_member(actor: Actor, main: Passholder, member: Passholder, icon: str = "") -> None:
    """Put a person in the family list of `main`, and mail that person how to undo it (O54).

    Raises FamilyMemberAlreadyAdded, TooManyFamilyMembers and TooManyAdultsInFamily. Two additions to one family take
    turns on the row of the main passholder, so that the last place is given once.
    """
    Passholder.objects.select_for_update(no_key=True).only("pk").get(pk=main.pk)
    if queries.is_family(main.pk, member.pk):
        raise FamilyMemberAlreadyAdded
    now = clock.now()
    births = [main.date_of_birth, *main.family.values_list("member__date_of_birth", flat=True)]
    require_room(births, member.date_of_birth, _limits(), brussels_day(now))
    FamilyLink.objects.create(main=main, member=member, icon=icon, created_at=now)
    _tell(actor, "FamilyMemberAdded", "family.add", main, member)
    if member.email:
        tell_added_person(main, member, _new_token(main, member))


@transaction.atomic
def change_icon(actor: Actor, main: Passholder, member: Passholder, icon: str) -> None:
    """Show a member, or the main passholder itself, with another icon (O55). Raises FamilyMemberNotFound."""
    if main == member:
        Passholder.objects.filter(pk=main.pk).update(family_icon=icon)
    elif not main.family.filter(member=member).update(icon=icon):
        raise FamilyMemberNotFound
    records.note(actor, "family.change_icon", f"passholder:{main.pk}", member_id=member.pk)


@transaction.atomic
def remove_family_member(actor: Actor, main: Passholder, member: Passholder) -> None:
    """Take a person out of the family list of `main`; who is not in it stays out (O56, contract/rules.md 8-33).

    Raises MainFamilyMemberStays.
    """
    if main == member:
        raise MainFamilyMemberStays
    removed, _ = main.family.filter(member=member).delete()
    if removed:
        _tell(actor, "FamilyMemberRemoved", "family.remove", main, member)


def undo(actor: Actor, token: str, main_id: str, member_id: str) -> None:
    """Take out the person who was mailed this token (O56); the ids are public ones, as the path names them.

    A second time is as good as the first. Raises UndoTokenUnknown, and PermissionMissing when the token is for others.
    """
    granted = token_for(token)
    if (str(granted.main.public_id), str(granted.member.public_id)) != (main_id.lower(), member_id.lower()):
        raise PermissionMissing("This token is for another family member.")
    remove_family_member(actor, granted.main, granted.member)


def token_for(token: str) -> FamilyUndoToken:
    """What a mailed token allows: who may leave whose family. Raises UndoTokenUnknown."""
    tokens = FamilyUndoToken.objects.select_related("main", "member")
    found = tokens.filter(token_hash=_hash(token), created_at__gt=_oldest()).first()
    if found is None:
        raise UndoTokenUnknown
    return found


def _new_token(main: Passholder, member: Passholder) -> str:
    FamilyUndoToken.objects.filter(created_at__lte=_oldest()).delete()
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    FamilyUndoToken.objects.create(token_hash=_hash(token), main=main, member=member, created_at=clock.now())
    return token


def _oldest() -> datetime:
    """Tokens of this moment and before are good for nothing any more."""
    return clock.now() - timedelta(days=settings.OPENPAS_FAMILY_UNDO_DAYS)


def _hash(token: str) -> bytes:
    return blind_index(f"family undo\n{token}")


def _limits() -> FamilyLimits:
    return FamilyLimits(
        members=settings.OPENPAS_FAMILY_MEMBERS,
        adults=settings.OPENPAS_FAMILY_ADULTS,
        adult_age=settings.OPENPAS_ADULT_AGE,
    )


def _tell(actor: Actor, fact: str, action: str, main: Passholder, member: Passholder) -> None:
    records.publish(fact, {"passholder_id": main.pk, "member_id": member.pk})
    records.note(actor, action, f"passholder:{main.pk}", member_id=member.pk)
