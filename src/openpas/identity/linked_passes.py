"""The pass of somebody who signed in: found by the national number, or linked to the account."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import transaction

from openpas.foundation.actor import Actor
from openpas.identity.models import User
from openpas.identity.refusals import PassholderAlreadyRegistered, UitidAlreadyRegistered
from openpas.identity.registration_tokens import passholder_of, use_up
from openpas.passholders.models import Card, Passholder
from openpas.records.encryption import blind_index
from openpas.records.service import note, publish
from openpas.runtime.hot_statements import HotRead

_LINKED: Final = HotRead(
    Passholder,
    "passholders_passholder this WHERE this.uitid = %(subject)s AND this.uitid <> '' ORDER BY this.id LIMIT 1",
)


class EmailState(StrEnum):
    """What can be done with an e-mail address that wants a pass (contract: O45)."""

    UNREGISTERED = "UITID_UNREGISTERED"
    REGISTERED = "UITID_REGISTERED"
    ALREADY_LINKED = "UITPAS_ALREADY_LINKED"


@dataclass(frozen=True, slots=True)
class RegistrationStatus:
    """Whether a pass has an account, and the address of that account or else the one known of the person."""

    is_registered: bool
    uitpas_number: str
    email: str


def own_passholder(subject: str, insz: str = "") -> Passholder | None:
    """The person behind an account: one query, two when the national number leads nowhere.

    A national number that was proven counts first (O49). Where nobody has it, the linked pass counts, unless that
    carries another number: then the account belongs to somebody else than who signed in.
    """
    if insz:
        found = Passholder.objects.filter(insz_index=blind_index(insz)).first()
        if found is not None:
            return found
    linked = _LINKED.first(subject=subject)
    return None if insz and linked and linked.insz_index else linked


def registration_status(token: str) -> RegistrationStatus:
    """How far the registration of a pass is, for who has its token (O44). Raises TokenInvalid."""
    passholder = passholder_of(token)
    account = User.objects.filter(subject=passholder.uitid).first() if passholder.uitid else None
    return RegistrationStatus(
        is_registered=bool(passholder.uitid),
        uitpas_number=_number_of(passholder),
        email=account.email if account else passholder.email,
    )


def email_state(email: str) -> EmailState:
    """What an address can still be used for (O45). An account that was invited and never used does not count."""
    account = User.objects.filter(email=email.lower()).first()
    if account is None:
        return EmailState.UNREGISTERED
    if Passholder.objects.filter(uitid=account.subject).exists():
        return EmailState.ALREADY_LINKED
    is_used = account.has_usable_password() or account.last_login is not None
    return EmailState.REGISTERED if is_used else EmailState.UNREGISTERED


@transaction.atomic
def link_account(actor: Actor, token: str) -> None:
    """Link the account of the person that signed in to the pass of the registration token, which is used up (O48).

    Raises TokenInvalid, PassholderAlreadyRegistered and UitidAlreadyRegistered.
    """
    account = User.objects.select_for_update(no_key=True).get(subject=actor.subject)
    passholder = Passholder.objects.select_for_update(no_key=True).get(pk=passholder_of(token).pk)
    if passholder.uitid:
        raise PassholderAlreadyRegistered
    if Passholder.objects.filter(uitid=account.subject).exists():
        raise UitidAlreadyRegistered
    passholder.uitid = account.subject
    passholder.save(update_fields=["uitid"])
    use_up(passholder)
    publish("AccountLinked", {"passholder_id": passholder.pk, "user_id": account.pk})
    note(actor, "passholder.link_account", f"passholder:{passholder.pk}")


def _number_of(passholder: Passholder) -> str:
    """The number of the oldest ACTIVE card, or of the last one that was (BR-CARD-13)."""
    cards = Card.objects.filter(membership__passholder=passholder).order_by("membership__created_at", "membership_id")
    active = cards.filter(status=Card.Status.ACTIVE, membership__is_blocked=False).first()
    card = active or cards.order_by("-activated_at", "-pk").first()
    return card.uitpas_number if card else ""
