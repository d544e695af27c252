"""Where else people may sign in: a TOML file, read again when it changes.

```toml
own_accounts = true                 # false: nobody signs in with a password of ours

[issuers.city]                      # the name in our addresses: /account/external/city
title = "Aanmelden met je stadsaccount"
issuer = "https://login.example.org/realms/city"
client_id = "openpas"
client_secret = "..."
links_by_email = true               # its verified address opens the account that is here already
email_domains = ["city.example.org"]
second_proof_amr = ["otp", "hwk"]   # these methods of it count as a second proof

[issuers.government]
title = "Aanmelden met itsme of eID"
issuer = "https://idp.example.org"
client_id = "openpas"
client_secret = "..."
scope = "openid profile rrn"
insz_claim = "rrn"                  # it tells the national number
creates_accounts = false
```

Every other setting is in `Registration` and `Trust`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from pydantic import TypeAdapter

from openpas.identity.external.refusals import IssuerUnknown
from openpas.identity.external.relying_party import Registration, RelyingParty
from openpas.identity.external.rules import Trust

_REGISTRATION: Final = TypeAdapter(Registration)
_TRUST: Final = TypeAdapter(Trust)
_REGISTRATION_FIELDS: Final = frozenset(field.name for field in fields(Registration))


@dataclass(frozen=True)
class Issuer:
    """A place where people may sign in: its name in our addresses, and what its button says."""

    name: str
    title: str
    trust: Trust
    party: RelyingParty


@dataclass(frozen=True)
class _Configured:
    issuers: Mapping[str, Issuer]
    has_own_accounts: bool


def issuers() -> Mapping[str, Issuer]:
    """All of them by name, in the order of the file; none without one."""
    return _configured().issuers


def issuer_named(name: str) -> Issuer:
    """Raises IssuerUnknown."""
    found = issuers().get(name)
    if found is None:
        raise IssuerUnknown
    return found


def has_own_accounts() -> bool:
    """Whether people may also sign in with a password of ours."""
    return _configured().has_own_accounts


def _configured() -> _Configured:
    path: Path = settings.OPENPAS_ISSUERS
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return _Configured({}, has_own_accounts=True)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> _Configured:
    told = tomllib.loads(path.read_text())
    found = {name: _issuer(name, table, path.parent) for name, table in told.get("issuers", {}).items()}
    return _Configured(found, has_own_accounts=told.get("own_accounts", True))


def _issuer(name: str, table: Mapping[str, Any], folder: Path) -> Issuer:
    """Paths are relative to the file. A setting that we do not know stops the start rather than be passed over."""
    registration = {key: value for key, value in table.items() if key in _REGISTRATION_FIELDS}
    trust = {key: value for key, value in table.items() if key not in {*_REGISTRATION_FIELDS, "title"}}
    if "authority" in registration:
        registration["authority"] = folder / registration["authority"]
    if unknown := trust.keys() - {field.name for field in fields(Trust)}:
        raise ValueError(f"issuers.toml: {name} has unknown settings: {', '.join(sorted(unknown))}")
    party = RelyingParty(_REGISTRATION.validate_python(registration))
    return Issuer(name, str(table["title"]), _TRUST.validate_python(trust), party)
