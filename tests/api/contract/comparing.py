"""Where a description of the API says something else than the contract does."""

from collections.abc import Iterator
from typing import Final

from tests.api.contract.facts import ONE_OF, REQUIRED, SECURITY, Facts, Said, outer_of

NARROWER: Final = {"integer": "number", "integer[]": "number[]"}
"""A type of an answer → the wider type that a reader of the contract takes it for."""


def differences(contract: Facts, served: Facts) -> list[str]:
    """One line for each fact of the contract that does not hold, and for whatever is asked beyond it.

    A field inside another object may be left out of an answer, and not be read in a request, where the contract calls
    it optional: the contract describes the same objects everywhere, and clients need the small ones small
    (contract/clients.md 1.5). What it has of such an object must be right all the same.
    """
    return [
        *(f"{name}: is not there" for name in sorted(contract.keys() - served.keys())),
        *(f"{name}: is not in the contract" for name in sorted(served.keys() - contract.keys())),
        *(
            f"{name}: {line}"
            for name in sorted(contract.keys() & served.keys())
            for line in _within(contract[name], served[name])
        ),
    ]


def _within(contract: Said, served: Said) -> Iterator[str]:
    for name, expected in contract.items():
        if name in served:
            yield from _of_one(name, expected, served[name])
        elif not _may_be_absent(name, expected, served):
            yield f"{name}: is not there"
    for name, said in served.items():
        if REQUIRED in said and _is_sent(name) and REQUIRED not in contract.get(name, ""):
            yield f"{name}: must be sent"


def _of_one(name: str, expected: str, said: str) -> Iterator[str]:
    """A promise that is not kept, values that are fewer than the contract allows, or another way to say who calls."""
    facts, promised = _facts_in(said), _facts_in(expected)
    if not _is_sent(name):
        facts |= {NARROWER[fact] for fact in facts & NARROWER.keys()}
    beyond = {fact for fact in facts - promised if name == SECURITY or fact.startswith(ONE_OF)}
    if beyond or not facts >= promised:
        yield f"{name}: {said or 'nothing'}, instead of {expected or 'nothing'}"


def _facts_in(said: str) -> set[str]:
    return set(said.split("; ")) if said else set()


def _is_sent(name: str) -> bool:
    """Whether a client says this, and not we."""
    return not name[0].isdigit()


def _may_be_absent(name: str, expected: str, served: Said) -> bool:
    outer = outer_of(name)
    return bool(outer) and (REQUIRED not in expected or outer not in served)
