"""The government on this machine, once per run: an authority, MAGDA and an identity provider."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.entitlement.doubles.authority import Authority
from openpas.entitlement.doubles.identity_provider import Client, IdentityProviderDouble
from openpas.entitlement.doubles.magda import CAPACITY, SENDER, MagdaDouble
from openpas.entitlement.doubles.toml import government_toml
from openpas.entitlement.providers.magda import MagdaConnection, MagdaSettings
from openpas.entitlement.service import allow_return_address
from openpas.entitlement.service.sign_in import callback_address


@dataclass(frozen=True)
class Magda:
    """The double and how our client reaches it."""

    double: MagdaDouble
    settings: MagdaSettings

    def connection(self, **changes: object) -> MagdaConnection:
        return MagdaConnection(replace(self.settings, **changes), wait=lambda _seconds: None)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def _running(authority: Authority) -> Iterator[Magda]:
    double = MagdaDouble(authority)
    own = authority.issue("openpas")
    with double.serve() as url:
        yield Magda(
            double,
            MagdaSettings(
                url=url,
                certificate=own.certificate,
                key=own.key,
                sender=SENDER,
                capacity=CAPACITY,
                authority=authority.path,
                pauses=(0.5, 2),
            ),
        )


@pytest.fixture
def magda(_running: Magda) -> Magda:
    """As if it had just started."""
    _running.double.troubles.clear()
    _running.double.questions.clear()
    _running.double.requests = 0
    return _running


@pytest.fixture(scope="session")
def _identity_provider() -> Iterator[IdentityProviderDouble]:
    client = Client("openpas", "a secret: of the double", frozenset({callback_address()}))
    double = IdentityProviderDouble(client)
    with double.serve():
        yield double


@pytest.fixture
def identity_provider(_identity_provider: IdentityProviderDouble) -> IdentityProviderDouble:
    """As if it had just started."""
    _identity_provider.troubles.clear()
    _identity_provider.claims.clear()
    _identity_provider.tells_insz_in_token = True
    return _identity_provider


@pytest.fixture
def government_services(
    magda: Magda, identity_provider: IdentityProviderDouble, settings: Settings, tmp_path: Path
) -> None:
    """An installation that may use both services."""
    settings.OPENPAS_GOVERNMENT = tmp_path / "government.toml"
    magda_settings = replace(magda.settings, pauses=())
    settings.OPENPAS_GOVERNMENT.write_text(government_toml(identity_provider, magda_settings))


@pytest.fixture
def page(cast: Cast, government_services: None) -> str:
    """The page of a client to which people may come back."""
    return allow_return_address(cast.desk_client, "https://uitpas.example.org/online?step=2").address
