"""Personal numbers at rest: encrypted to be read only where a purpose is named, and a keyed hash to find them."""

import base64
import hashlib
import hmac
import os
from functools import cache
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE_BYTES: Final = 12


def encrypt(plain: str) -> bytes:
    """AES-256-GCM with a fresh nonce in front."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(settings.OPENPAS_FIELD_KEY).encrypt(nonce, plain.encode(), None)


def decrypt(stored: bytes | memoryview) -> str:
    """The inverse of `encrypt`. Raises cryptography's InvalidTag when the key is another or the bytes were changed."""
    sealed = bytes(stored)
    return _cipher(settings.OPENPAS_FIELD_KEY).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()


def blind_index(plain: str) -> bytes:
    """The same 32 bytes for the same text, useless without the key: for unique constraints and look-ups."""
    return hmac.digest(base64.b64decode(settings.OPENPAS_INDEX_KEY), plain.encode(), hashlib.sha256)


@cache
def _cipher(key: str) -> AESGCM:
    return AESGCM(base64.b64decode(key))
