"""What this process remembers for a short time of tokens, keys and rights, forgotten at once."""

from openpas.identity.actors import forget_actors
from openpas.identity.signing_keys import forget_keys
from openpas.identity.tokens import forget_verdicts


def forget_everything() -> None:
    """Ask the database again, from the next request on: after a key was compromised, and between tests."""
    forget_actors()
    forget_keys()
    forget_verdicts()
