"""Somebody is invited to a desk or to look after a region: mail, link, place, account."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage

from openpas.demo.accounts import manager
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.identity.actors import actor_of_user
from openpas.identity.models import Invitation, Manager, OrganizerAdmin, User
from openpas.identity.refusals import LastAdminStays
from openpas.identity.sign_in.refusals import NotAnAddress
from openpas.identity.staff import invitations
from openpas.identity.staff.refusals import InvitationGone, InvitedTooOften, InviteeSharesMailbox, NotTheirRegion
from openpas.passholders.models import Passholder
from openpas.records.models import AuditLine
from openpas.runtime import clock

pytestmark = pytest.mark.django_db

ADMIN = OrganizerAdmin.Type.ADMIN
MEMBER = OrganizerAdmin.Type.MEMBER
GOOD_PASSWORD = "een-fiets-vol-appels-9"


def actor_of(user: User) -> Actor:
    user.refresh_from_db()
    return actor_of_user(user.pk, None, user.grants_version)


@pytest.fixture
def farid(cast: Cast) -> Actor:
    """The ADMIN of the club."""
    return actor_of(cast.farid)


@pytest.fixture
def hanne(cast: Cast) -> Actor:
    return actor_of(manager("Hanne Haeck", "hanne@example.org", cast.gent))


@pytest.fixture
def ibrahim(cast: Cast) -> Actor:
    return actor_of(manager("Ibrahim Idrissi", "ibrahim@example.org", None))


@pytest.fixture(autouse=True)
def _mails_leave_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpas.records.mail.transaction.on_commit", lambda send, **_: send())


def token_in(mail: EmailMessage) -> str:
    found = re.search(r"/account/invitations/(\S+)", str(mail.body))
    assert found
    return found[1]


def test_somebody_new_gets_a_link_and_has_the_place_at_once(
    cast: Cast, farid: Actor, mailoutbox: list[EmailMessage]
) -> None:
    made = invitations.invite(farid, " Nina@Example.org ", organizer=cast.club, kind=MEMBER)
    nina = User.objects.get(email="nina@example.org")
    assert OrganizerAdmin.objects.get(user=nina).organizer == cast.club
    assert (made.user, made.organizer, made.card_system, made.accepted_at) == (nina, cast.club, None, None)
    assert made.expires_at - made.created_at == timedelta(days=14)
    assert made.invited_by == f"user:{cast.farid.pk}"
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["nina@example.org"], "Je kan aan de slag bij SK Muide")
    assert invitations.open_invitation(token_in(mail)) == made
    assert token_in(mail).encode() not in bytes(made.token_hash)


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("nl", "Je werkt nu ook voor SK Muide"),
        ("fr", "Vous travaillez maintenant aussi pour SK Muide"),
        ("en", "You now also work for SK Muide"),
        ("de", "Sie arbeiten jetzt auch für SK Muide"),
    ],
)
def test_somebody_who_signs_in_already_is_told_and_accepts_nothing(
    cast: Cast, farid: Actor, mailoutbox: list[EmailMessage], language: str, subject: str
) -> None:
    User.objects.filter(pk=cast.dirk.pk).update(language=language)
    made = invitations.invite(farid, "dirk@example.org", organizer=cast.club, kind=ADMIN)
    [mail] = mailoutbox
    assert mail.subject == subject
    assert "/account/invitations/" not in mail.body
    assert made.accepted_at == made.created_at
    assert cast.dirk.desks.get(organizer=cast.club).type == "ADMIN"
    assert cast.dirk.desks.count() == 2


def test_accepting(cast: Cast, farid: Actor, mailoutbox: list[EmailMessage]) -> None:
    invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    opened = invitations.open_invitation(token_in(mailoutbox[0]))
    nina = invitations.accept(opened, "  Nina   Nys ", GOOD_PASSWORD, "fr")
    nina.refresh_from_db()
    assert (nina.name, nina.language, nina.check_password(GOOD_PASSWORD)) == ("Nina Nys", "fr", True)
    assert nina.email_confirmed_at is not None
    assert AuditLine.objects.filter(action="invitation.accept", subject=f"user:{nina.pk}").count() == 1
    with pytest.raises(InvitationGone):
        invitations.open_invitation(token_in(mailoutbox[0]))
    with pytest.raises(InvitationGone):
        invitations.accept(opened, "Somebody else", "another-good-password-7", "nl")
    nina.refresh_from_db()
    assert nina.name == "Nina Nys"


def test_a_weak_password_changes_nothing(cast: Cast, farid: Actor) -> None:
    made = invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    with pytest.raises(ValidationError):
        invitations.accept(made, "Nina", "nina", "nl")
    made.refresh_from_db()
    assert made.accepted_at is None
    assert not made.user.has_usable_password()


def test_two_places_are_accepted_together(
    cast: Cast, farid: Actor, hanne: Actor, mailoutbox: list[EmailMessage]
) -> None:
    invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    invitations.invite(hanne, "nina@example.org", organizer=cast.theatre, kind=ADMIN)
    invitations.accept(invitations.open_invitation(token_in(mailoutbox[1])), "Nina", GOOD_PASSWORD, "nl")
    assert not Invitation.objects.filter(accepted_at=None).exists()
    with pytest.raises(InvitationGone):
        invitations.open_invitation(token_in(mailoutbox[0]))


def test_a_link_is_good_for_two_weeks(cast: Cast, farid: Actor, mailoutbox: list[EmailMessage]) -> None:
    with time_machine.travel(clock.now(), tick=False) as travel:
        made = invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
        travel.shift(timedelta(days=14) - timedelta(seconds=1))
        assert invitations.open_invitation(token_in(mailoutbox[0])) == made
        travel.shift(timedelta(seconds=1))
        with pytest.raises(InvitationGone):
            invitations.open_invitation(token_in(mailoutbox[0]))
        again = invitations.resend(farid, made)
        assert invitations.open_invitation(token_in(mailoutbox[1])) == again == made


def test_a_newer_link_replaces_the_former(cast: Cast, farid: Actor, mailoutbox: list[EmailMessage]) -> None:
    for _ in range(2):
        invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    assert Invitation.objects.count() == 1
    with pytest.raises(InvitationGone):
        invitations.open_invitation(token_in(mailoutbox[0]))
    assert invitations.open_invitation(token_in(mailoutbox[1]))


def test_withdrawing_takes_place_and_an_account_that_nobody_used(cast: Cast, farid: Actor) -> None:
    made = invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    invitations.withdraw(farid, made)
    assert not User.objects.filter(email="nina@example.org").exists()
    assert not Invitation.objects.exists()


def test_withdrawing_leaves_an_account_that_has_a_pass_or_another_desk(cast: Cast, farid: Actor, hanne: Actor) -> None:
    made = invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    other = invitations.invite(hanne, "nina@example.org", organizer=cast.theatre, kind=MEMBER)
    invitations.withdraw(farid, made)
    assert list(other.user.desks.values_list("organizer_id", flat=True)) == [cast.theatre.pk]
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid=other.user.subject)
    invitations.withdraw(hanne, other)
    assert User.objects.filter(email="nina@example.org").exists()


def test_what_was_accepted_is_not_withdrawn(cast: Cast, farid: Actor) -> None:
    made = invitations.invite(farid, "dirk@example.org", organizer=cast.club, kind=MEMBER)
    with pytest.raises(InvitationGone):
        invitations.withdraw(farid, made)
    with pytest.raises(InvitationGone):
        invitations.resend(farid, made)
    assert cast.dirk.desks.count() == 2


@pytest.mark.parametrize("address", ["info@skmuide.be", "balie.gent@stad.gent", "uitpas@example.org"])
def test_a_mailbox_of_several_people(cast: Cast, farid: Actor, mailoutbox: list[EmailMessage], address: str) -> None:
    with pytest.raises(InviteeSharesMailbox) as refused:
        invitations.invite(farid, address, organizer=cast.club, kind=MEMBER)
    assert not refused.value.can_confirm
    assert not User.objects.filter(email=address).exists()
    assert mailoutbox == []


def test_the_name_of_the_desk_is_good_once_somebody_vouches(cast: Cast, farid: Actor) -> None:
    with pytest.raises(InviteeSharesMailbox) as refused:
        invitations.invite(farid, "skmuide@example.org", organizer=cast.club, kind=MEMBER, is_confirmed=False)
    assert refused.value.can_confirm
    invitations.invite(farid, "skmuide@example.org", organizer=cast.club, kind=MEMBER)
    assert User.objects.filter(email="skmuide@example.org").exists()


def test_no_address(cast: Cast, farid: Actor) -> None:
    with pytest.raises(NotAnAddress):
        invitations.invite(farid, "nina", organizer=cast.club, kind=MEMBER)


def test_enough_mails_for_one_day(cast: Cast, farid: Actor, mailoutbox: list[EmailMessage]) -> None:
    with time_machine.travel("2026-05-05T09:00Z", tick=False):
        for _ in range(10):
            invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
        with pytest.raises(InvitedTooOften):
            invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    assert len(mailoutbox) == 10


def test_who_may_invite_to_a_desk(cast: Cast, farid: Actor, hanne: Actor, ibrahim: Actor) -> None:
    for stranger in (actor_of(cast.dirk), actor_of(cast.eva), farid):
        with pytest.raises(PermissionMissing):
            invitations.invite(stranger, "nina@example.org", organizer=cast.theatre, kind=MEMBER)
    with pytest.raises(PermissionMissing):
        invitations.invite(hanne, "nina@example.org", organizer=cast.aalst, kind=MEMBER)
    assert not User.objects.filter(email="nina@example.org").exists()
    invitations.invite(hanne, "nina@example.org", organizer=cast.theatre, kind=MEMBER)
    invitations.invite(ibrahim, "nina@example.org", organizer=cast.aalst, kind=MEMBER)
    assert User.objects.get(email="nina@example.org").desks.count() == 2


def test_only_who_looks_after_the_whole_appoints_managers(
    cast: Cast, farid: Actor, hanne: Actor, ibrahim: Actor, mailoutbox: list[EmailMessage]
) -> None:
    for stranger in (farid, hanne, actor_of(cast.dirk)):
        for region in (cast.gent, None):
            with pytest.raises(NotTheirRegion):
                invitations.invite(stranger, "nina@example.org", card_system=region)
    assert Manager.objects.count() == 2
    invitations.invite(ibrahim, "nina@example.org", card_system=cast.gent)
    invitations.invite(ibrahim, "nina@example.org")
    nina = User.objects.get(email="nina@example.org")
    assert [one.card_system for one in nina.manages.order_by("pk")] == [cast.gent, None]
    assert [mail.subject for mail in mailoutbox] == [
        "Je kan aan de slag in UiTPAS Regio Gent",
        "Je kan aan de slag als beheerder van UiTPAS",
    ]


def test_the_last_admin_does_not_become_a_member(cast: Cast, farid: Actor) -> None:
    with pytest.raises(LastAdminStays):
        invitations.invite(farid, "farid@example.org", organizer=cast.club, kind=MEMBER)
    assert cast.farid.desks.get().type == "ADMIN"


def test_every_change_is_written_down_without_an_address(cast: Cast, farid: Actor) -> None:
    made: Any = invitations.invite(farid, "nina@example.org", organizer=cast.club, kind=MEMBER)
    invitations.resend(farid, made)
    invitations.withdraw(farid, made)
    lines = AuditLine.objects.filter(subject=f"organizer:{cast.club.pk}").order_by("pk")
    assert [line.action for line in lines] == ["organizer.add_admin", "invitation.resend", "invitation.withdraw"]
    assert not any("nina" in str(line.details) for line in lines)
