"""What a client may demand of a sign-in, and what the person has to do next for it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

SCOPES: Final = ("openid", "profile", "email", "offline_access")
STRONG: Final = "strong"
OPTIONAL: Final = "optional"
"""The words of `acr_values` that known clients use: two proofs, or whatever the account demands."""

CODE_LASTS: Final = timedelta(minutes=1)
ID_TOKEN_LASTS: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Demand:
    """How lately and how surely the client wants the person to have signed in (OpenID Connect Core, 3.1.2.1).

    `is_silent`: nothing may be asked. `asks_again`: whoever is signed in signs in anew.
    """

    is_silent: bool = False
    asks_again: bool = False
    max_age: timedelta | None = None
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who is signed in. `must_be_strong`: the account wants a second proof, and the browser is not trusted."""

    proven_at: datetime
    is_strong: bool
    is_locked: bool
    must_be_strong: bool


class Step(Enum):
    """What the person does before the client gets its code."""

    NOTHING = auto()
    SIGN_IN = auto()
    SIGN_IN_AGAIN = auto()
    GIVE_SECOND_PROOF = auto()
    UNLOCK = auto()


class DemandUnclear(Exception):
    """The parameters of a demand contradict each other or cannot be read."""


def demand_of(prompt: str, max_age: str, acr_values: str) -> Demand:
    """Read the parameters; words that we do not know ask for nothing. Raises DemandUnclear."""
    prompts = frozenset(prompt.split())
    is_silent = "none" in prompts
    if is_silent and len(prompts) > 1:
        raise DemandUnclear("prompt=none stands alone.")
    if max_age and not (max_age.isascii() and max_age.isdecimal() and len(max_age) < len("999999999")):
        raise DemandUnclear("max_age is a number of seconds.")
    return Demand(
        is_silent=is_silent,
        asks_again=bool(prompts & {"login", "select_account"}),
        max_age=timedelta(seconds=int(max_age)) if max_age else None,
        is_strong=STRONG in acr_values.split(),
    )


def next_step(demand: Demand, here: Here | None, now: datetime) -> Step:
    """The first thing that is still to be done; asked again after it."""
    if here is None:
        return Step.SIGN_IN
    if demand.asks_again or (demand.max_age is not None and now - here.proven_at > demand.max_age):
        return Step.SIGN_IN_AGAIN
    if here.is_locked:
        return Step.UNLOCK
    if not here.is_strong and (demand.is_strong or here.must_be_strong):
        return Step.GIVE_SECOND_PROOF
    return Step.NOTHING


def scope_for(asked: str) -> str:
    """What we know of the scopes that are asked for. Rights do not depend on them (contract/rules.md 3.1)."""
    return " ".join(scope for scope in SCOPES if scope in asked.split())


def acr_of(*, is_strong: bool) -> str:
    """How surely somebody signed in, in the words with which clients ask for it."""
    return STRONG if is_strong else OPTIONAL


def names_of(name: str) -> tuple[str, str]:
    """Given and family name of an account that has one name only: what stands before the first space, and the rest."""
    given, _, family = name.strip().partition(" ")
    return given, family.strip()


def is_within(scope: str, granted: str) -> bool:
    """Whether no more is asked for than was granted."""
    return set(scope.split()) <= set(granted.split())


def claims_in(scope: Collection[str], claims: dict[str, object]) -> dict[str, object]:
    """The claims about a person that the scopes name (OpenID Connect Core, 5.4); ours are part of the profile."""
    hidden: set[str] = set()
    if "email" not in scope:
        hidden |= {"email", "email_verified"}
    if "profile" not in scope:
        hidden |= {name for name in claims if name not in {"sub", "email", "email_verified"}}
    return {name: value for name, value in claims.items() if name not in hidden}
