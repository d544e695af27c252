"""An account is of one person; a mailbox of several is refused, and nobody with a name of its own is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.identity.sign_in.mailboxes import demand_personal, is_name_of, is_shared_mailbox, normal_address
from openpas.identity.sign_in.refusals import NotAnAddress, SharedMailbox


@pytest.mark.parametrize(
    "address",
    [
        "info@club.example",
        "INFO@club.example",
        "balie@gent.example",
        "onthaal@x.example",
        "bib@x.example",
        "cultuur@x.example",
        "secretariaat@x.example",
        "balie2@x.example",
        "info+uitpas@x.example",
        "balie.gent@stad.gent",
        "sportdienst.balie@x.example",
        "uitpas_gent@gent.be",
    ],
)
def test_these_are_read_by_several_people(address: str) -> None:
    assert is_shared_mailbox(address)


@pytest.mark.parametrize(
    "address",
    [
        "dirk@example.org",
        "dirk.declerck@gent.example",
        "jan.info@example.org",
        "informatica.jan@example.org",
        "sport.jan@example.org",
        "bibi@example.org",
        "mail4dirk@example.org",
        "@example.org",
        "",
    ],
)
def test_these_are_of_somebody(address: str) -> None:
    assert not is_shared_mailbox(address)


@pytest.mark.parametrize("address", ["skmuide@example.org", "sk.muide@example.org", "muide@example.org"])
def test_the_name_of_the_club_is_asked_about(address: str) -> None:
    assert is_name_of(address, ["Theater De Vlieger", "SK Muide"])
    with pytest.raises(SharedMailbox):
        demand_personal(address, ["SK Muide"])

    demand_personal(address, ["SK Muide"], is_confirmed=True)


def test_a_name_that_is_no_club_is_not() -> None:
    assert not is_name_of("farid@example.org", ["SK Muide"])
    assert not is_name_of("kim@example.org", ["Kimwerking"])


def test_nobody_confirms_away_a_word_for_a_task() -> None:
    with pytest.raises(SharedMailbox) as refused:
        demand_personal("info@club.example", is_confirmed=True)

    text = refused.value.end_user_message
    assert text is not None
    assert "info@club.example lijkt een mailbox die je met anderen deelt." in text.nl
    assert "vraag er een aan je gemeente" in text.nl


@given(st.emails())
def test_every_address_gets_an_answer(address: str) -> None:
    assert is_shared_mailbox(address) in (True, False)


@pytest.mark.parametrize(
    "typed", ["", "dirk", "dirk@", "dirk@example", "a b@example.org", "dirk@example.org\nBcc: x@y.zz"]
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(NotAnAddress):
        normal_address(typed)


def test_an_address_is_kept_in_lower_case() -> None:
    assert normal_address(" Dirk@Example.ORG ") == "dirk@example.org"
