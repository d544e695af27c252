"""All doubles at once, and the configuration with which this installation uses them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from openpas.entitlement.doubles.authority import Authority
from openpas.entitlement.doubles.identity_provider import Client, IdentityProviderDouble
from openpas.entitlement.doubles.magda import CAPACITY, SENDER, MagdaDouble
from openpas.entitlement.doubles.toml import government_toml
from openpas.entitlement.providers.magda import MagdaSettings
from openpas.entitlement.service.sign_in import callback_address

MARK: Final = "# Doubles of the government's services; removed when they end.\n"


class ConfiguredOtherwise(Exception):
    """The configuration names services that are no doubles; it is left alone."""


@contextmanager
def doubles(configuration: Path, folder: Path) -> Iterator[IdentityProviderDouble]:
    """Serve the doubles and write `configuration`; certificates are kept in `folder` meanwhile.

    Raises ConfiguredOtherwise rather than replace somebody's own configuration.
    """
    if configuration.exists() and not configuration.read_text().startswith(MARK):
        raise ConfiguredOtherwise(f"{configuration} was not written by the doubles.")
    authority = Authority.create(folder)
    own = authority.issue("openpas")
    client = Client("openpas", token_urlsafe(24), frozenset({callback_address()}))
    identity_provider = IdentityProviderDouble(client)
    with MagdaDouble(authority).serve() as url, identity_provider.serve():
        magda = MagdaSettings(url, own.certificate, own.key, sender=SENDER, capacity=CAPACITY, authority=authority.path)
        configuration.touch(mode=0o600)
        configuration.write_text(MARK + government_toml(identity_provider, magda))
        try:
            yield identity_provider
        finally:
            configuration.unlink(missing_ok=True)
