"""Challenges, addresses and persons: plain values in, a yes, a no or a refusal out."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpas.entitlement.refusals import IdTokenInvalid, ReturnAddressInvalid
from openpas.entitlement.rules import (
    Identity,
    Proof,
    address_with,
    challenge_digest,
    is_same_person,
    is_verifier_of,
    require_proof,
    require_return_address,
)

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
HILDE = Identity("85031200286", "Hermans", "Hilde Maria")


@given(st.text(min_size=1, max_size=128))
def test_a_challenge_is_read_in_every_way_of_base64(verifier: str) -> None:
    digest = hashlib.sha256(verifier.encode()).digest()
    plain, for_urls = base64.b64encode(digest).decode(), base64.urlsafe_b64encode(digest).decode()
    for written in (plain, plain.rstrip("="), for_urls, for_urls.rstrip("="), plain.replace("+", " ")):
        assert challenge_digest(written) == digest
    assert is_verifier_of(digest, verifier)
    assert not is_verifier_of(digest, f"{verifier}x")


@pytest.mark.parametrize("text", ["", "é", "AAAA", "*" * 43, "A" * 42, "A" * 45, "A" * 1000])
def test_anything_else_is_no_challenge(text: str) -> None:
    assert challenge_digest(text) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://uitpas.example.org/online",
        "https://uitpas.example.org:8443/?a=b",
        "http://localhost:3000/back",
        "http://127.0.0.1/",
    ],
)
def test_an_address_to_come_back_to(address: str) -> None:
    require_return_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://uitpas.example.org/",
        "https:///nowhere",
        "https://uitpas.example.org/#fragment",
        "https://user@uitpas.example.org/",
        "https://*.example.org/",
        "javascript:alert(1)",
        "",
    ],
)
def test_an_address_that_is_not_safe(address: str) -> None:
    with pytest.raises(ReturnAddressInvalid):
        require_return_address(address)


def test_what_is_told_is_encoded_after_what_is_there() -> None:
    assert address_with("https://a.example/?b=c", error="é & ?", state="=") == (
        "https://a.example/?b=c&error=%C3%A9+%26+%3F&state=%3D"
    )
    assert address_with("https://a.example", code="1") == "https://a.example?code=1"


@pytest.mark.parametrize(
    ("family_name", "given_name", "is_same"),
    [
        ("Hermans", "Hilde", True),
        ("HERMANS", "hilde maria", True),
        ("Hérmans ", "Hilde-Maria", True),
        ("Hermans", "Maria", False),
        ("Hermans", "", False),
        ("Herman", "Hilde", False),
    ],
)
def test_names_are_compared_without_accents_case_and_punctuation(
    family_name: str,
    given_name: str,
    is_same: bool,  # noqa: FBT001
) -> None:
    assert is_same_person(HILDE, Identity(HILDE.insz, family_name, given_name)) is is_same
    assert not is_same_person(HILDE, Identity("71110300122", family_name, given_name))


@pytest.mark.parametrize(
    ("known", "given_as"), [("D'Hondt", "d hondt"), ("Van der Straßen", "vanderstrassen"), ("Sørensen", "SORENSEN")]
)
def test_family_names_of_every_kind(known: str, given_as: str) -> None:
    assert is_same_person(Identity("1", known, "Bo"), Identity("1", given_as, "Bo"))


def proof(*, has_social_tariff: bool = True, minutes: int = 30, is_used: bool = False) -> Proof:
    return Proof(HILDE, has_social_tariff, NOW + timedelta(minutes=minutes), is_used)


def test_a_good_proof() -> None:
    require_proof(proof(), Identity(HILDE.insz, "Hermans", "Hilde"), NOW)


@pytest.mark.parametrize(
    "wrong", [proof(has_social_tariff=False), proof(minutes=0), proof(minutes=-1), proof(is_used=True)]
)
def test_a_proof_that_is_none(wrong: Proof) -> None:
    with pytest.raises(IdTokenInvalid):
        require_proof(wrong, Identity(HILDE.insz, "Hermans", "Hilde"), NOW)


def test_letters_of_another_script_are_compared_too() -> None:
    assert is_same_person(Identity("1", "Иванов", "Иво"), Identity("1", "иванов", "Иво"))
    assert not is_same_person(Identity("1", "Иванов", "Иво"), Identity("1", "Петров", "Иво"))
