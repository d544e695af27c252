"""Whether the word of another issuer lets somebody in, and as whom. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from openpas.foundation.identifiers import is_insz, without_separators
from openpas.identity.external.refusals import (
    AccountNotLinked,
    AddressElsewhere,
    AddressNotProven,
    NotKnownHere,
)


@dataclass(frozen=True, slots=True)
class Trust:
    """How far the word of an issuer goes.

    `links_by_email`: an address that it has verified leads to the account that is here already. `creates_accounts`:
    somebody new gets an account. `email_domains`: only who has an address there; everybody when empty. What it says in
    `acr` or `amr` counts as a second proof when it is listed. `insz_claim`: the name of the claim with the INSZ, for a
    government's issuer.
    """

    links_by_email: bool = False
    creates_accounts: bool = True
    email_domains: tuple[str, ...] = ()
    second_proof_acr: tuple[str, ...] = ()
    second_proof_amr: tuple[str, ...] = ()
    insz_claim: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the issuer says about a person. `email` is empty unless it verified the address."""

    subject: str
    email: str
    name: str
    insz: str
    has_second_proof: bool


@dataclass(frozen=True, slots=True)
class AccountHere:
    """The account with the same address. `is_its_owners`: whoever made it proved to read mail there, or nobody has used
    it yet; else a stranger may have made it beforehand.
    """

    is_its_owners: bool


class Decision(Enum):
    """As whom somebody comes in whom we meet for the first time."""

    LINK = auto()
    CREATE = auto()


def told_in(claims: Mapping[str, Any], trust: Trust) -> Told:
    """Read the claims; an address that was not verified is none."""
    names = (str(claims.get("given_name", "")).strip(), str(claims.get("family_name", "")).strip())
    insz = without_separators(str(claims.get(trust.insz_claim, ""))) if trust.insz_claim else ""
    methods = claims.get("amr")
    return Told(
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")).strip().lower() if claims.get("email_verified") is True else "",
        name=str(claims.get("name", "")).strip() or " ".join(name for name in names if name),
        insz=insz if is_insz(insz) else "",
        has_second_proof=claims.get("acr") in trust.second_proof_acr
        or not set(trust.second_proof_amr).isdisjoint(methods if isinstance(methods, list) else []),
    )


def require_domain(told: Told, trust: Trust) -> None:
    """Raise AddressElsewhere for who has no verified address where the issuer's people have theirs."""
    domain = told.email.rpartition("@")[2]
    if trust.email_domains and domain not in {one.lower() for one in trust.email_domains}:
        raise AddressElsewhere


def decide_first_time(told: Told, trust: Trust, here: AccountHere | None) -> Decision:
    """For somebody whom no account is linked to yet; `here` is the account with the same address.

    Raises AddressNotProven, AccountNotLinked and NotKnownHere.
    """
    if not told.email:
        raise AddressNotProven
    if here is not None:
        if trust.links_by_email and here.is_its_owners:
            return Decision.LINK
        raise AccountNotLinked
    if not trust.creates_accounts:
        raise NotKnownHere
    return Decision.CREATE
