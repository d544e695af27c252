"""Clients are made, get another secret, are switched off and on; each time with a line of who did it."""

from datetime import timedelta
from typing import Any

import pytest

from openpas.foundation.actor import Actor, ActorKind
from openpas.identity.clients import (
    active_client,
    change_addresses,
    client_with_secret,
    create_client,
    rotate_secret,
    switch_off,
    switch_on,
)
from openpas.identity.models import ApiClient, Authorization, User
from openpas.identity.refusals import ClientIdTaken, ReturnAddressNotAllowed
from openpas.identity.return_addresses import is_registered, origin_of, require_return_address
from openpas.records.models import AuditLine
from openpas.runtime import clock

pytestmark = pytest.mark.django_db

MANAGER = Actor("user:7", ActorKind.STAFF)


def audited() -> list[tuple[str, str]]:
    return [(line.actor, line.action) for line in AuditLine.objects.order_by("id")]


def test_confidential_client() -> None:
    client, secret = create_client(
        "vendor", "Verkoper", redirect_addresses=["https://vendor.example/back"], actor=MANAGER
    )
    assert (client.is_public, client.redirect_addresses, client.apis) == (
        False,
        ["https://vendor.example/back"],
        ["ups"],
    )
    assert client_with_secret("vendor", secret) == client
    assert secret not in str(AuditLine.objects.values())
    assert audited() == [("user:7", "client.create")]


def test_public_client_has_no_secret() -> None:
    client, secret = create_client("app", "App", is_public=True, redirect_addresses=["be.openpas.demo://back"])
    assert (client.is_public, secret, client_with_secret("app", "")) == (True, "", None)


@pytest.mark.parametrize("client_id", ["vendor", "", "x", "a b", "a/b", "https://api.publiq.be", "é", "x" * 101, "-a"])
def test_id_that_is_taken_or_none(client_id: str) -> None:
    create_client("vendor", "Verkoper")
    with pytest.raises(ClientIdTaken):
        create_client(client_id, "Ander")
    assert ApiClient.objects.count() == 1


def test_former_secret_is_good_for_the_chosen_while(time_machine: Any) -> None:
    client, first = create_client("vendor", "Verkoper")
    second = rotate_secret(client, timedelta(days=7), actor=MANAGER)
    assert client_with_secret("vendor", first) == client_with_secret("vendor", second) == client
    time_machine.move_to(clock.now() + timedelta(days=7, seconds=1))
    assert client_with_secret("vendor", first) is None
    assert client_with_secret("vendor", second) == client
    assert audited()[-1] == ("user:7", "client.rotate_secret")


def test_former_secret_can_end_at_once_and_none_before_it_comes_back() -> None:
    client, first = create_client("vendor", "Verkoper")
    second = rotate_secret(client, timedelta(0))
    assert client_with_secret("vendor", first) is None
    rotate_secret(client, timedelta(days=1))
    assert client_with_secret("vendor", first) is None
    assert client_with_secret("vendor", second) == client


def test_switched_off_and_on() -> None:
    client, secret = create_client("vendor", "Verkoper")
    user = User.objects.create_user("amina@example.org", "Amina")
    now = clock.now()
    Authorization.objects.create(client=client, user=user, scope="openid", signed_in_at=now, created_at=now)
    switch_off(client, actor=MANAGER)
    assert (active_client("vendor"), client_with_secret("vendor", secret)) == (None, None)
    assert (Authorization.objects.get().revoked_at is not None, client.grants_version) == (True, 1)
    switch_on(client, actor=MANAGER)
    assert client_with_secret("vendor", secret) == client
    assert Authorization.objects.get().revoked_at is not None
    assert [action for _, action in audited()] == ["client.create", "client.switch_off", "client.switch_on"]


def test_addresses_are_changed_together_or_not_at_all() -> None:
    client, _ = create_client("vendor", "Verkoper", redirect_addresses=["https://vendor.example/back"])
    with pytest.raises(ReturnAddressNotAllowed) as refused:
        change_addresses(client, ["https://vendor.example/new"], ["https://*.vendor.example/"])
    assert "https://*.vendor.example/" in refused.value.end_user_message.nl  # type: ignore[union-attr]
    client.refresh_from_db()
    assert (client.redirect_addresses, client.logout_addresses) == (["https://vendor.example/back"], [])
    change_addresses(client, ["https://vendor.example/new"], ["https://vendor.example/"], actor=MANAGER)
    client.refresh_from_db()
    assert (client.redirect_addresses, client.logout_addresses) == (
        ["https://vendor.example/new"],
        ["https://vendor.example/"],
    )
    assert audited()[-1] == ("user:7", "client.change_addresses")


@pytest.mark.parametrize(
    "address",
    [
        "https://vendor.example/back?a=b",
        "https://vendor.example:8443/",
        "http://localhost/api/auth/callback/keycloak",
        "http://localhost:3000/",
        "http://127.0.0.1/back",
        "http://[::1]:4711/back",
        "be.openpas.demo://login/android/be.openpas.demo/callback",
        "be.openpas.demo:/back",
    ],
)
def test_addresses_to_which_people_may_come_back(address: str) -> None:
    require_return_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://vendor.example/back",
        "https://vendor.example/#x",
        "https://*.example/",
        "https://vendor.example/*",
        "https://user@vendor.example/",
        "https:///back",
        "https://",
        "//vendor.example/",
        "/back",
        "javascript:alert(1)",
        "data:text/html,x",
        "myapp://back",
        "http://localhost@evil.example/",
        "http://localhost.evil.example/",
        "https://vendor.example\\@evil.example/",
        "https://vendor.example/ x",
        "https://vendor.example/\n",
        "https://vendor.example/" + "x" * 2000,
        "https://véndor.example/",
    ],
)
def test_addresses_to_which_they_may_not(address: str) -> None:
    with pytest.raises(ReturnAddressNotAllowed):
        require_return_address(address)


def test_compared_exactly_but_for_the_port_of_this_machine() -> None:
    known = ["https://vendor.example/back", "http://localhost/cb"]
    assert is_registered("https://vendor.example/back", known)
    assert is_registered("http://localhost:3000/cb", known)
    for other in ("https://vendor.example:443/back", "http://localhost:3000/cb/", "http://127.0.0.1/cb", "", "http://"):
        assert not is_registered(other, known)
    assert not is_registered("", [])


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://vendor.example:8443/back", "https://vendor.example:8443"),
        ("be.openpas.demo://x/y", "be.openpas.demo:"),
    ],
)
def test_what_a_content_policy_must_allow(address: str, origin: str) -> None:
    assert origin_of(address) == origin
