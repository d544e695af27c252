"""A person inside a row of a validation: sealed, and opened only to ask and to compare."""

import json
from dataclasses import asdict

from openpas.entitlement.rules import Identity
from openpas.records.encryption import decrypt, encrypt


def sealed(person: Identity) -> bytes:
    return encrypt(json.dumps(asdict(person)))


def opened(stored: bytes | memoryview) -> Identity:
    return Identity(**json.loads(decrypt(stored)))
