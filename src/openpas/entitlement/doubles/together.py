"""All doubles at once, and the configuration with which this installation uses them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
from openpas.runtime.double_server import configured, is_of_somebody

MARK: Final = "# Doubles of the government's services; removed when they end.\n"


ISSUER: Final = "government"
"""The name of the identity provider where people may sign in to their own account with it."""


@contextmanager
def doubles(configuration: Path, folder: Path, issuers: Path | None = None) -> Iterator[IdentityProviderDouble]:
    """Serve the doubles and write `configuration`; certificates are kept in `folder` meanwhile.

    With `issuers`, people may also sign in to their own account at the double, where nobody configured other issuers.
    Raises ConfiguredOtherwise rather than replace somebody's own configuration.
    """
    authority = Authority.create(folder)
    own = authority.issue("openpas")
    client = Client("openpas", token_urlsafe(24), frozenset({callback_address(), callback_of(ISSUER)}))
    identity_provider = IdentityProviderDouble(client)
    with ExitStack() as begun:
        url = begun.enter_context(MagdaDouble(authority).serve())
        begun.enter_context(identity_provider.serve())
        magda = MagdaSettings(url, own.certificate, own.key, sender=SENDER, capacity=CAPACITY, authority=authority.path)
        begun.enter_context(configured(configuration, MARK, government_toml(identity_provider, magda)))
        if issuers is not None and not is_of_somebody(issuers, MARK):
            begun.enter_context(configured(issuers, MARK, issuers_toml(ISSUER, identity_provider)))
        yield identity_provider
