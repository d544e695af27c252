"""Who lost everything gets in again with three proofs together, and with no two of them."""

from datetime import timedelta

import pytest
import time_machine

from openpas.demo.cast import PASSWORD, Cast
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.identity.actors import actor_of_user
from openpas.identity.models import Authorization, Factor, Manager, SentCode, SignedInSession, User
from openpas.identity.refusals import AdminNotFound
from openpas.identity.sign_in import browsers, factors, recovery
from openpas.identity.sign_in.factors import Method
from openpas.identity.sign_in.refusals import LinkGone, WrongPassword
from openpas.identity.staff.starting_over import start_over, starting_over, vouch
from openpas.organizers.models import Organizer
from openpas.records.encryption import encrypt
from openpas.records.models import AuditLine
from openpas.runtime import clock
from tests.identity.sign_in.conftest import Post
from tests.signing_in import signed_in_here, with_factor

pytestmark = pytest.mark.django_db
HOME = "192.0.2.1"


def at(user: User, desk: Organizer) -> Actor:
    return actor_of_user(user.pk, desk.pk)


@pytest.fixture
def joined(cast: Cast) -> User:
    """Dirk helps at the club too, of which Farid is the ADMIN, and gets his codes by SMS."""
    cast.club.admins.create(user=cast.dirk, type="MEMBER")
    with_factor(cast.dirk, Factor.Kind.SMS, encrypt("+32470123412"))
    return cast.dirk


def vouched(cast: Cast, post: Post) -> str:
    """The token of the link that the ADMIN of the club asked for."""
    (letter,) = post.after(lambda: vouch(at(cast.farid, cast.club), cast.club, cast.dirk))
    assert letter.to == cast.dirk.email
    return letter.body.split("/account/start-over/")[1].split()[0]


def test_three_proofs_open_the_account_and_all_are_told(cast: Cast, joined: User, post: Post) -> None:
    signed_in_here(joined)
    recovery.new_codes(joined)
    trusted = browsers.trust(joined, "Firefox op Linux")
    Authorization.objects.create(
        client=cast.desk_client, user=joined, scope="openid", signed_in_at=clock.now(), created_at=clock.now()
    )
    token = vouched(cast, post)
    assert starting_over(token) == joined

    mail, sms = post.after(lambda: start_over(token, PASSWORD, HOME))

    assert (mail.to, mail.subject) == ("dirk@example.org", "Je tweede stap is opnieuw te kiezen")
    assert (sms.to, "stuurt geen codes meer naar dit nummer" in sms.body) == ("+32470123412", True)
    assert factors.methods_of(joined) == ()
    assert recovery.left(joined) == 0
    assert not browsers.is_trusted(joined, trusted)
    assert not SignedInSession.objects.exists()
    assert not Authorization.objects.filter(revoked_at=None).exists()
    assert factors.needs_second_factor(joined)
    lines = AuditLine.objects.filter(action__in=["account.vouch", "account.start_over"]).order_by("created_at", "pk")
    assert [(line.actor, line.action) for line in lines] == [
        (f"user:{cast.farid.pk}", "account.vouch"),
        (f"user:{joined.pk}", "account.start_over"),
    ]


def test_the_link_alone_changes_nothing(cast: Cast, joined: User, post: Post) -> None:
    token = vouched(cast, post)
    for _ in range(2):
        with pytest.raises(WrongPassword):
            start_over(token, "verkeerd", HOME)

    assert factors.methods_of(joined) == (Method(Factor.Kind.SMS, "… 12"),)
    assert starting_over(token) == joined


def test_the_link_works_once_and_for_a_day(cast: Cast, joined: User, post: Post) -> None:
    first = vouched(cast, post)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False), pytest.raises(LinkGone):
        start_over(first, PASSWORD, HOME)
    start_over(first, PASSWORD, HOME)

    with pytest.raises(LinkGone):
        start_over(first, PASSWORD, HOME)


def test_nobody_vouches_for_itself_nor_for_strangers(cast: Cast, joined: User) -> None:
    for user in (cast.farid, cast.eva):
        with pytest.raises(AdminNotFound):
            vouch(at(cast.farid, cast.club), cast.club, user)

    assert not SentCode.objects.exists()


def test_only_an_admin_vouches(cast: Cast, joined: User) -> None:
    with pytest.raises(PermissionMissing):
        vouch(at(cast.dirk, cast.theatre), cast.club, cast.farid)

    assert not SentCode.objects.exists()
    assert not AuditLine.objects.filter(action="account.vouch").exists()


def test_an_admin_of_a_desk_does_not_vouch_for_who_looks_after_the_region(cast: Cast, joined: User) -> None:
    Manager.objects.create(user=joined, card_system=cast.gent, since=clock.now())

    with pytest.raises(AdminNotFound):
        vouch(at(cast.farid, cast.club), cast.club, joined)
