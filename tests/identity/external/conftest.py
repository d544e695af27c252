"""An issuer on this machine, and an installation that trusts it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from openpas.entitlement.doubles.identity_provider import Client, IdentityProviderDouble
from openpas.entitlement.doubles.toml import issuers_toml

CALLBACK = "/account/external/government/callback"


@pytest.fixture(scope="session")
def _issuer() -> Iterator[IdentityProviderDouble]:
    client = Client("openpas", "a secret: of the double", frozenset({f"http://127.0.0.1:8000{CALLBACK}"}))
    double = IdentityProviderDouble(client)
    with double.serve():
        yield double


@pytest.fixture
def issuer(_issuer: IdentityProviderDouble) -> IdentityProviderDouble:
    """As if it had just started."""
    _issuer.troubles.clear()
    _issuer.claims.clear()
    _issuer.tells_insz_in_token = True
    return _issuer


@pytest.fixture
def configure(issuer: IdentityProviderDouble, settings: Settings, tmp_path: Path) -> Callable[[str], None]:
    """Trust the issuer, with these lines of settings on top; called again, instead."""
    settings.OPENPAS_ISSUERS = tmp_path / "issuers.toml"

    def write(more: str = "", **without: str) -> None:
        text = issuers_toml("government", issuer)
        kept = [line for line in text.splitlines() if line.partition(" =")[0] not in more and line]
        settings.OPENPAS_ISSUERS.write_text("\n".join([*kept, more, ""]))

    write()
    return write
