"""The keys of one installation: made at its first start, kept in its home, readable by its own account only."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self

KEY_BYTES = 32


@dataclass(frozen=True)
class SecretKeys:
    """Each 32 random bytes in base64. Losing the field key loses the encrypted columns: it belongs in the backup."""

    secret_key: str
    field_key: str
    index_key: str
    client_secret_pepper: str

    @classmethod
    def fresh(cls) -> Self:
        return cls(**{field.name: _random_key() for field in fields(cls)})

    @classmethod
    def of(cls, path: Path, environment: Mapping[str, str]) -> Self:
        """The keys that production names in the environment, and for what it does not name those kept at `path`.

        OPENPAS_SECRET_KEY, OPENPAS_FIELD_KEY, OPENPAS_INDEX_KEY and OPENPAS_CLIENT_SECRET_PEPPER; where all four are
        named nothing is written.
        """
        named = {
            field.name: value for field in fields(cls) if (value := environment.get(f"OPENPAS_{field.name.upper()}"))
        }
        kept = {} if len(named) == len(fields(cls)) else _kept(path)
        keys = cls(**{**kept, **named})
        keys._demand_length()
        return keys

    def _demand_length(self) -> None:
        for name in ("field_key", "index_key", "client_secret_pepper"):
            if len(base64.b64decode(getattr(self, name), validate=True)) != KEY_BYTES:
                raise ValueError(f"OPENPAS_{name.upper()} must be {KEY_BYTES} bytes in base64")


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _kept(path: Path) -> dict[str, str]:
    if not path.exists():
        _write_once(path, json.dumps(asdict(SecretKeys.fresh()), indent=2) + "\n")
    return dict(json.loads(path.read_text()))


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all; of two processes that start at the same moment the first one's keys are kept."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
