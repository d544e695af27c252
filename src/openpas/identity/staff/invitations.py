"""Inviting people by mail, to a desk, to a region or to look after the whole.

The place is there from the moment of the invitation. Somebody whose account was never used gets a link that is good for
two weeks and once; somebody who signs in already is only told.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.text import LANGUAGES
from openpas.identity.models import Invitation, Manager, OrganizerAdmin, User
from openpas.identity.sign_in.mailboxes import is_name_of, is_shared_mailbox, normal_address
from openpas.identity.sign_in.registration import is_used
from openpas.identity.staff import invitation_mails, managers, places
from openpas.identity.staff.refusals import InvitationGone, InvitedTooOften, InviteeSharesMailbox
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from openpas.records.rate_limit import Rate, seconds_to_wait
from openpas.records.service import note, publish
from openpas.runtime import clock

GOOD_FOR: Final = timedelta(days=14)
MAILS_PER_ADDRESS: Final = Rate("invitation", 10, 24 * 60 * 60)
_TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Place:
    """To what somebody is invited: a desk, a region, or neither for the whole installation."""

    organizer: Organizer | None = None
    card_system: CardSystem | None = None

    @property
    def subject(self) -> str:
        """As the audit names it."""
        if self.organizer is not None:
            return f"organizer:{self.organizer.pk}"
        return f"card_system:{self.card_system.pk}" if self.card_system is not None else "platform"


@transaction.atomic
def invite(
    actor: Actor,
    user_email: str,
    *,
    organizer: Organizer | None = None,
    card_system: CardSystem | None = None,
    kind: OrganizerAdmin.Type = OrganizerAdmin.Type.MEMBER,
    is_confirmed: bool = True,
) -> Invitation:
    """Give the person with this address a place and tell it by mail; an account is made where there is none.

    `kind` is as what it works at a desk; who has a place there already becomes that. Inviting again sends another link,
    and the former one is good no longer. `is_confirmed`: somebody said that an address with the name of the desk is
    read by one person. Raises PermissionMissing, NotTheirRegion, NotAnAddress, InviteeSharesMailbox, InvitedTooOften
    and LastAdminStays.
    """
    place = Place(organizer, card_system)
    locked = _locked_by_who_may(actor, place)
    email = normal_address(user_email)
    known = User.objects.filter(email=email).first()
    if known is None or not is_used(known):
        _demand_personal(email, place, is_confirmed=is_confirmed)
    if seconds_to_wait(MAILS_PER_ADDRESS, email):
        raise InvitedTooOften
    user = known or _new_account(email, place)
    is_news = not _has(place, user)
    _take(locked, user, kind)
    if locked.organizer is not None:
        facts: dict[str, object] = {"user_id": user.pk, "type": str(kind)}
        publish("OrganizerAdminAdded", {"organizer_id": locked.organizer.pk, **facts, "is_invited": known is None})
        note(actor, "organizer.add_admin", place.subject, None, **facts)
    else:
        publish("ManagerAdded", {"card_system_id": card_system.pk if card_system else None, "user_id": user.pk})
        note(actor, "manager.add", place.subject, user_id=user.pk)
    return _sent(actor, user, place, is_news=is_news)


@transaction.atomic
def resend(actor: Actor, invitation: Invitation) -> Invitation:
    """Send a new link, good for two weeks from now. Raises as `invite`, and InvitationGone when it was accepted."""
    place = Place(invitation.organizer, invitation.card_system)
    _locked_by_who_may(actor, place)
    user = User.objects.get(pk=invitation.user_id)
    if is_used(user):
        raise InvitationGone
    if seconds_to_wait(MAILS_PER_ADDRESS, user.email):
        raise InvitedTooOften
    note(actor, "invitation.resend", place.subject, user_id=user.pk)
    return _sent(actor, user, place, is_news=False)


@transaction.atomic
def withdraw(actor: Actor, invitation: Invitation) -> None:
    """The link is good no longer and the place ends; an account that was never used goes too, when that was its last.

    Raises PermissionMissing, NotTheirRegion, LastAdminStays, and InvitationGone when it was accepted.
    """
    place = Place(invitation.organizer, invitation.card_system)
    _locked_by_who_may(actor, place)
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).exists():
        raise InvitationGone
    _leave(place, invitation.user)
    Invitation.objects.filter(pk=invitation.pk).delete()
    note(actor, "invitation.withdraw", place.subject, user_id=invitation.user_id)
    publish("InvitationWithdrawn", {"user_id": invitation.user_id})
    _forget_unused(invitation.user)


def open_invitation(token: str) -> Invitation:
    """The invitation of a link that is still good. Raises InvitationGone."""
    still_good = Invitation.objects.filter(accepted_at=None, expires_at__gt=clock.now(), user__is_active=True)
    found = still_good.select_related("user", "organizer", "card_system").filter(token_hash=_hashed(token)).first()
    if found is None or is_used(found.user):
        raise InvitationGone
    return found


@transaction.atomic
def accept(invitation: Invitation, name: str, password: str, language: str) -> User:
    """The person takes the account: name, password and language are its own from now on.

    All its open invitations are accepted with it. Raises InvitationGone, also for the second of two at once, and
    Django's ValidationError for a password that is too weak.
    """
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    still_open = Invitation.objects.filter(pk=invitation.pk, token_hash=bytes(invitation.token_hash), accepted_at=None)
    if is_used(user) or not user.is_active or not still_open.filter(expires_at__gt=clock.now()).exists():
        raise InvitationGone
    user.name = " ".join(name.split()) or user.name
    user.language = language if language in LANGUAGES else user.language
    validate_password(password, user)
    user.set_password(password)
    user.email_confirmed_at = clock.now()
    user.save(update_fields=["name", "language", "password", "email_confirmed_at"])
    user.invitations.filter(accepted_at=None).update(accepted_at=clock.now())
    note(Actor(f"user:{user.pk}", ActorKind.STAFF), "invitation.accept", f"user:{user.pk}")
    publish("InvitationAccepted", {"user_id": user.pk})
    return user


def _sent(actor: Actor, user: User, place: Place, *, is_news: bool) -> Invitation:
    """The invitation with its mail. Where the account is in use there is nothing to accept, and only news is mailed."""
    invitation, token = _written(actor, user, place)
    if not is_used(user):
        invitation_mails.invite(user, place.organizer, place.card_system, token, GOOD_FOR.days)
        return invitation
    invitation.accepted_at = invitation.created_at
    invitation.save(update_fields=["accepted_at"])
    if is_news:
        invitation_mails.tell(user, place.organizer, place.card_system)
    return invitation


def _written(actor: Actor, user: User, place: Place) -> tuple[Invitation, str]:
    """The one row of this person and place, with a new token."""
    now, token = clock.now(), secrets.token_urlsafe(_TOKEN_BYTES)
    invitation, _ = Invitation.objects.update_or_create(
        {
            "token_hash": _hashed(token),
            "invited_by": actor.id,
            "created_at": now,
            "expires_at": now + GOOD_FOR,
            "accepted_at": None,
        },
        user=user,
        organizer=place.organizer,
        card_system=place.card_system,
    )
    return invitation, token


def _demand_personal(email: str, place: Place, *, is_confirmed: bool) -> None:
    if is_shared_mailbox(email):
        raise InviteeSharesMailbox(email, can_confirm=False)
    names = [place.organizer.name] if place.organizer is not None else []
    if not is_confirmed and is_name_of(email, names):
        raise InviteeSharesMailbox(email, can_confirm=True)


def _locked_by_who_may(actor: Actor, place: Place) -> Place:
    if place.organizer is not None:
        return Place(organizer=places.locked_by_who_may(actor, place.organizer))
    managers.require_platform(actor)
    return place


def _has(place: Place, user: User) -> bool:
    if place.organizer is not None:
        return place.organizer.admins.filter(user=user).exists()
    return Manager.objects.filter(user=user, card_system=place.card_system).exists()


def _take(place: Place, user: User, kind: OrganizerAdmin.Type) -> None:
    if place.organizer is not None:
        places.take(place.organizer, user, kind)
        return
    Manager.objects.get_or_create({"since": clock.now()}, user=user, card_system=place.card_system)
    places.raise_version(user.pk)


def _leave(place: Place, user: User) -> None:
    if place.organizer is None:
        managers.end(user, place.card_system)
    elif (held := place.organizer.admins.filter(user=user).first()) is not None:
        places.leave(held)


def _new_account(email: str, place: Place) -> User:
    user = User.objects.create_user(email, email)
    if place.organizer is not None:
        user.language = invitation_mails.languages_at(place.organizer)[0]
        user.save(update_fields=["language"])
    return user


def _forget_unused(user: User) -> None:
    """Nobody keeps the address of somebody who never came (domain/rules.md 7)."""
    has_place = user.desks.exists() or user.manages.exists() or user.invitations.exists()
    if not is_used(user) and not has_place and not Passholder.objects.filter(uitid=user.subject).exists():
        user.delete()


def _hashed(token: str) -> bytes:
    """It holds too much chance to be guessed from its hash."""
    return hashlib.sha256(token.encode()).digest()
