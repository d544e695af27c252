"""The government's services that this installation may use: a TOML file, read again when it changes.

```toml
[identity_provider]
issuer = "https://idp.example.org"
client_id = "openpas"
client_secret = "..."

[sources.magda]                     # the first one is asked unless a card system names another
url = "https://magda.example.org/Magda-02.00/soap/WebService"
certificate = "magda.pem"           # paths are relative to this file
key = "magda.key"
sender = "city.example.org/openpas"
capacity = "1234"
```

Every other setting is in `MagdaSettings` and `IdentityProviderSettings`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from pydantic import TypeAdapter

from openpas.entitlement.providers.identity_provider import IdentityProvider, IdentityProviderSettings
from openpas.entitlement.providers.magda import (
    MagdaConnection,
    MagdaHouseholdSource,
    MagdaSettings,
    MagdaStatusSource,
)
from openpas.entitlement.refusals import GovernmentSilent
from openpas.entitlement.statuses import HouseholdSource, StatusSource, WantedStatute

_FILES: Final = ("certificate", "key", "authority")
_MAGDA: Final = TypeAdapter(MagdaSettings)
_IDENTITY_PROVIDER: Final = TypeAdapter(IdentityProviderSettings)


@dataclass(frozen=True)
class Government:
    """Who can be asked. The connections live as long as the file stays the same."""

    identity_provider: IdentityProvider
    connections: Mapping[str, MagdaConnection]

    def status_source(self, name: str, wanted: Sequence[WantedStatute]) -> StatusSource:
        """The source with this name, or the first one; it asks for these statutes. Raises GovernmentSilent."""
        return MagdaStatusSource(self._connection(name), wanted)

    def household_source(self) -> HouseholdSource:
        """The register of persons, at the first source."""
        return MagdaHouseholdSource(self._connection(""))

    def _connection(self, name: str) -> MagdaConnection:
        found = self.connections.get(name) if name else next(iter(self.connections.values()), None)
        if found is None:
            raise GovernmentSilent("This source is not configured.")
        return found


def government() -> Government:
    """What the file says now. Raises GovernmentSilent when there is no such file: nobody can be asked."""
    path: Path = settings.OPENPAS_GOVERNMENT
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise GovernmentSilent("No government service is configured.") from None


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Government:
    told = tomllib.loads(path.read_text())
    return Government(
        IdentityProvider(_IDENTITY_PROVIDER.validate_python(_with_paths(told["identity_provider"], path.parent))),
        {
            name: MagdaConnection(_MAGDA.validate_python(_with_paths(table, path.parent)))
            for name, table in told["sources"].items()
        },
    )


def _with_paths(table: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    return {name: folder / value if name in _FILES else value for name, value in table.items()}
