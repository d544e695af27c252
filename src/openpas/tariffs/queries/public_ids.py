"""Ids of persons and groups as clients send them."""

from uuid import UUID


def public_uuid(text: str) -> UUID:
    """The id, or the nil UUID, which nobody has, for text that is none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
