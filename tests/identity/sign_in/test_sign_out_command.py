"""Whoever runs the installation signs one person out, or everybody."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from openpas.demo.cast import Cast
from openpas.identity.models import ApiClient, Authorization, SignedInSession, TrustedBrowser, User
from openpas.identity.sign_in import browsers
from openpas.runtime import clock
from tests.signing_in import signed_in_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(cast: Cast) -> tuple[User, User]:
    """Dirk and Eva are signed in, at a program too, and trust a browser."""
    now = clock.now()
    client = ApiClient.objects.create(client_id="app", name="App", created_at=now)
    for user in (cast.dirk, cast.eva):
        signed_in_here(user)
        browsers.trust(user, "Firefox op Linux")
        Authorization.objects.create(client=client, user=user, scope="openid", signed_in_at=now, created_at=now)
    return cast.dirk, cast.eva


def left() -> tuple[list[str], list[str], list[str]]:
    """Whose sessions, trusted browsers and authorizations are left."""
    return (
        [one.user.email for one in SignedInSession.objects.order_by("pk")],
        [one.user.email for one in TrustedBrowser.objects.order_by("pk")],
        [one.user.email for one in Authorization.objects.filter(revoked_at=None).order_by("user_id")],
    )


def test_one_person(both: tuple[User, User]) -> None:
    said = StringIO()

    call_command("sign_out", " Dirk@example.org", stdout=said)

    assert said.getvalue() == "Signed out: 1\n"
    assert left() == (["eva@example.org"],) * 3


def test_everybody(both: tuple[User, User]) -> None:
    call_command("sign_out", everybody=True, stdout=StringIO())

    assert left() == ([], [], [])


def test_nobody(both: tuple[User, User]) -> None:
    with pytest.raises(CommandError):
        call_command("sign_out", "nobody@example.org", stdout=StringIO())

    assert len(left()[0]) == 2
