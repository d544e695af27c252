"""Randomness that can be had again: the same seed gives the same region."""

from random import Random
from uuid import UUID


def seeded_uuid(rng: Random) -> UUID:
    """A UUID version 4 out of the generator."""
    return UUID(int=rng.getrandbits(128), version=4)


def percent(rng: Random, chance: int) -> bool:
    """True `chance` times in a hundred."""
    return rng.randrange(100) < chance
