"""All doubles at once, and the configuration with which this installation uses them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from openpas.entitlement.doubles.authority import Authority
from openpas.entitlement.doubles.identity_provider import Client, IdentityProviderDouble
from openpas.entitlement.doubles.magda import CAPACITY, SENDER, MagdaDouble
from openpas.entitlement.doubles.toml import government_toml, issuers_toml
from openpas.entitlement.providers.magda import MagdaSettings
from openpas.entitlement.service.sign_in import callback_address
from openpas.identity.external.leaving import callback_of

MARK: Final = "# Doubles of the government's services; removed when they end.\n"


class ConfiguredOtherwise(Exception):
    """The configuration names services that are no doubles; it is left alone."""


ISSUER: Final = "government"
"""The name of the identity provider where people may sign in to their own account with it."""


@contextmanager
def doubles(configuration: Path, folder: Path, issuers: Path | None = None) -> Iterator[IdentityProviderDouble]:
    """Serve the doubles and write `configuration`; certificates are kept in `folder` meanwhile.

    With `issuers`, people may also sign in to their own account at the double, where nobody configured other issuers.
    Raises ConfiguredOtherwise rather than replace somebody's own configuration.
    """
    if _is_of_somebody(configuration):
        raise ConfiguredOtherwise(f"{configuration} was not written by the doubles.")
    authority = Authority.create(folder)
    own = authority.issue("openpas")
    client = Client("openpas", token_urlsafe(24), frozenset({callback_address(), callback_of(ISSUER)}))
    identity_provider = IdentityProviderDouble(client)
    with MagdaDouble(authority).serve() as url, identity_provider.serve():
        magda = MagdaSettings(url, own.certificate, own.key, sender=SENDER, capacity=CAPACITY, authority=authority.path)
        written = {configuration: government_toml(identity_provider, magda)}
        if issuers is not None and not _is_of_somebody(issuers):
            written[issuers] = issuers_toml(ISSUER, identity_provider)
        try:
            for path, text in written.items():
                path.touch(mode=0o600)
                path.write_text(MARK + text)
            yield identity_provider
        finally:
            for path in written:
                path.unlink(missing_ok=True)


def _is_of_somebody(configuration: Path) -> bool:
    return configuration.exists() and not configuration.read_text().startswith(MARK)
