"""The key pairs with which tokens are signed: made when first needed, shared by all processes through the database."""

import uuid
from datetime import timedelta
from threading import Lock
from typing import Final

from cachetools import TTLCache, cached
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.db import connection, transaction
from django.db.models import Q

from openpas.identity.models import SigningKey
from openpas.records.encryption import decrypt, encrypt
from openpas.runtime import clock

KEY_BITS: Final = 2048
PUBLIC_EXPONENT: Final = 65537
STILL_TRUSTED_FOR: Final = timedelta(hours=25)
"""How long after its retirement a key is published: the life of a token, and an hour."""

_KEPT_SECONDS: Final = 60
_CREATION_TURN: Final = 7_201_340_021  # any number that no other advisory lock of ours uses


def signing_key() -> tuple[str, RSAPrivateKey]:
    """The id and the private part of the newest key that is not retired; the first one is made here."""
    kid = _newest_kid() or _create_key()
    return kid, _private_key(kid)


def public_keys() -> dict[str, RSAPublicKey]:
    """Every key whose tokens are still good, by id."""
    return {key.kid: _loaded_public(key.public_pem) for key in _trusted_keys()}


@cached(TTLCache(maxsize=32, ttl=_KEPT_SECONDS), lock=Lock())
def public_key(kid: str) -> RSAPublicKey | None:
    """The public part of one key; None when there is none with that id or it is no longer trusted."""
    return public_keys().get(kid)


def retire(kid: str) -> None:
    """Sign with a new key from now on; what was signed stays good until it expires."""
    SigningKey.objects.filter(kid=kid, retired_at=None).update(retired_at=clock.now())
    _newest_kid.cache_clear()


def rotate() -> str:
    """Make a key and retire all others. Other processes sign with the new one within a minute; the id of it."""
    with transaction.atomic():
        _take_turn()
        kid = _made()
        SigningKey.objects.filter(retired_at=None).exclude(kid=kid).update(retired_at=clock.now())
    forget_keys()
    return kid


def rotate_when_old(oldest: timedelta) -> bool:
    """Rotate when the newest key is older than this, or there is none; whether it was."""
    newest = SigningKey.objects.filter(retired_at=None).order_by("-created_at").first()
    if newest is not None and newest.created_at > clock.now() - oldest:
        return False
    rotate()
    return True


def forget_retired() -> int:
    """Delete the keys that sign nothing and whose tokens have expired; how many there were."""
    return SigningKey.objects.filter(retired_at__lte=clock.now() - STILL_TRUSTED_FOR).delete()[0]


def distrust_all() -> str:
    """Somebody else may have the keys: no token that they signed is good any more, in all processes within a minute."""
    kid = rotate()
    SigningKey.objects.exclude(kid=kid).delete()
    return kid


@cached(TTLCache(maxsize=1, ttl=_KEPT_SECONDS), lock=Lock())
def _newest_kid() -> str | None:
    return SigningKey.objects.filter(retired_at=None).order_by("-created_at").values_list("kid", flat=True).first()


@cached(TTLCache(maxsize=4, ttl=_KEPT_SECONDS), lock=Lock())
def _private_key(kid: str) -> RSAPrivateKey:
    key = load_pem_private_key(decrypt(SigningKey.objects.get(kid=kid).private_encrypted).encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(f"signing key {kid} is no RSA key")
    return key


def _loaded_public(pem: str) -> RSAPublicKey:
    key = load_pem_public_key(pem.encode())
    if not isinstance(key, RSAPublicKey):
        raise TypeError("a signing key in the database is no RSA key")
    return key


def _trusted_keys() -> list[SigningKey]:
    oldest = clock.now() - STILL_TRUSTED_FOR
    return list(SigningKey.objects.filter(Q(retired_at=None) | Q(retired_at__gt=oldest)).order_by("created_at"))


def _create_key() -> str:
    """One process makes the key; those that come at the same moment wait and use it."""
    with transaction.atomic():
        _take_turn()
        present = SigningKey.objects.filter(retired_at=None).order_by("-created_at").first()
        if present is not None:
            return present.kid
        kid = _made()
    _newest_kid.cache_clear()
    return kid


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CREATION_TURN])


def _made() -> str:
    key = generate_private_key(PUBLIC_EXPONENT, KEY_BITS)
    created = SigningKey.objects.create(
        kid=str(uuid.uuid4()),
        private_encrypted=encrypt(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()),
        public_pem=key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        created_at=clock.now(),
    )
    return created.kid


def forget_keys() -> None:
    """Read the keys again, from the next token on."""
    for remembered in (public_key, _newest_kid, _private_key):
        remembered.cache_clear()
