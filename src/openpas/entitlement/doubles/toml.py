"""The configuration with which an installation uses the doubles."""

import json
from collections.abc import Mapping

from openpas.entitlement.doubles.identity_provider import IdentityProviderDouble
from openpas.entitlement.providers.magda import MagdaSettings


def government_toml(identity_provider: IdentityProviderDouble, magda: MagdaSettings) -> str:
    """The text of `government.toml`. Strings are written as JSON, which TOML reads as well."""
    client = identity_provider.client
    told: dict[str, dict[str, object]] = {
        "identity_provider": {
            "issuer": identity_provider.issuer,
            "client_id": client.client_id,
            "client_secret": client.secret,
        },
        "sources.magda": {
            "url": magda.url,
            "certificate": str(magda.certificate),
            "key": str(magda.key),
            "authority": str(magda.authority),
            "sender": magda.sender,
            "capacity": magda.capacity,
            "signature": str(magda.signature),
            "pauses": list(magda.pauses),
        },
    }
    return "".join(_table(name, pairs) for name, pairs in told.items())


def issuers_toml(name: str, identity_provider: IdentityProviderDouble) -> str:
    """The text of `issuers.toml`, with which people sign in to their own account there."""
    client = identity_provider.client
    told: dict[str, object] = {
        "title": "Aanmelden met itsme of eID (proef)",
        "issuer": identity_provider.issuer,
        "client_id": client.client_id,
        "client_secret": client.secret,
        "scope": "openid profile email rrn",
        "insz_claim": "rrn",
        "links_by_email": True,
    }
    return _table(f"issuers.{name}", told)


def _table(name: str, pairs: Mapping[str, object]) -> str:
    lines = (f"{key} = {json.dumps(value)}" for key, value in pairs.items())
    return "\n".join((f"[{name}]", *lines, "\n"))
