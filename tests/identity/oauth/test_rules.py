"""What is still to be done before a client gets its code."""

from datetime import UTC, datetime, timedelta

import pytest

from openpas.identity.oauth.rules import (
    Demand,
    DemandUnclear,
    Here,
    Step,
    claims_in,
    demand_of,
    names_of,
    next_step,
    scope_for,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def here(*, ago: timedelta = HOUR, strong: bool = True, locked: bool = False, must: bool = False) -> Here:
    return Here(NOW - ago, is_strong=strong, is_locked=locked, must_be_strong=must)


@pytest.mark.parametrize(
    ("demand", "person", "step"),
    [
        (Demand(), None, Step.SIGN_IN),
        (Demand(), here(), Step.NOTHING),
        (Demand(), here(strong=False), Step.NOTHING),
        (Demand(), here(strong=False, must=True), Step.GIVE_SECOND_PROOF),
        (Demand(is_strong=True), here(strong=False), Step.GIVE_SECOND_PROOF),
        (Demand(is_strong=True), here(), Step.NOTHING),
        (Demand(asks_again=True), here(), Step.SIGN_IN_AGAIN),
        (Demand(max_age=HOUR), here(), Step.NOTHING),
        (Demand(max_age=HOUR), here(ago=HOUR + timedelta(seconds=1)), Step.SIGN_IN_AGAIN),
        (Demand(max_age=timedelta(0)), here(ago=timedelta(seconds=1)), Step.SIGN_IN_AGAIN),
        (Demand(), here(locked=True), Step.UNLOCK),
        (Demand(is_strong=True), here(strong=False, locked=True), Step.UNLOCK),
        (Demand(asks_again=True), here(locked=True), Step.SIGN_IN_AGAIN),
    ],
)
def test_next_step(demand: Demand, person: Here | None, step: Step) -> None:
    assert next_step(demand, person, NOW) is step


def test_demand_is_read() -> None:
    assert demand_of("", "", "") == demand_of("consent", "", "optional urn:other") == Demand()
    assert demand_of("login consent", "300", "strong optional") == Demand(
        asks_again=True, max_age=timedelta(minutes=5), is_strong=True
    )
    assert demand_of("none", "0", "") == Demand(is_silent=True, max_age=timedelta(0))


@pytest.mark.parametrize(
    ("prompt", "max_age"), [("none login", ""), ("", "x"), ("", "-1"), ("", "1" * 12), ("", "1.5")]
)
def test_demand_that_is_unclear(prompt: str, max_age: str) -> None:
    with pytest.raises(DemandUnclear):
        demand_of(prompt, max_age, "")


def test_scopes_that_we_know_in_our_order() -> None:
    assert scope_for("offline_access email tickets openid email") == "openid email offline_access"
    assert scope_for("") == ""


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Dirk", ("Dirk", "")),
        ("Amina Aziz", ("Amina", "Aziz")),
        (" Jan  Van Eyck ", ("Jan", "Van Eyck")),
        ("", ("", "")),
    ],
)
def test_names_of_an_account(name: str, names: tuple[str, str]) -> None:
    assert names_of(name) == names


def test_claims_of_the_scopes() -> None:
    claims: dict[str, object] = {"sub": "1", "email": "a@b", "email_verified": True, "name": "A", "https://x/y": 1}
    assert claims_in(["openid"], claims) == {"sub": "1"}
    assert set(claims_in(["openid", "email"], claims)) == {"sub", "email", "email_verified"}
    assert set(claims_in(["openid", "profile"], claims)) == {"sub", "name", "https://x/y"}
    assert claims_in(["openid", "email", "profile"], claims) == claims
