"""What proves that a kiosk may be set up, and that a device is one. Only keyed hashes of it are ever stored."""

import hmac
import secrets
from typing import Final
from uuid import UUID

from openpas.checkins.models import Kiosk
from openpas.records.encryption import blind_index

_READABLE: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP_LENGTH = 3, 4


def new_configuration_code() -> str:
    """A code to type in once (`K7QM-2XPD-9RTA`, 60 bits), without letters that look like digits."""
    groups = ("".join(secrets.choice(_READABLE) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def hash_of_code(kiosk_public_id: UUID, code: str) -> bytes:
    """How the code of this kiosk is kept, in whatever case and with whatever dashes it was typed."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return blind_index(f"kiosk code\n{kiosk_public_id}\n{plain}")


def is_code_of(kiosk: Kiosk, code: str) -> bool:
    """Whether it is the code of the kiosk, and was not used yet."""
    kept = kiosk.configuration_code_hash
    return kept is not None and hmac.compare_digest(bytes(kept), hash_of_code(kiosk.public_id, code))


def hash_of_device(device_id: UUID) -> bytes:
    """How a device is kept and found. Its id is a password, and a UUID because that cannot be guessed (8-40)."""
    return blind_index(f"kiosk device\n{device_id}")


def shown_device_id(kiosk: Kiosk) -> str:
    """What people see in the place of the device id: the same for the same device, and of no use to act as it."""
    return str(UUID(bytes=bytes(kiosk.device_hash)[:16])) if kiosk.device_hash is not None else ""
