"""MAGDA, the Flemish platform for government data: SOAP 1.1 over mutual TLS, the body signed (domain/rules.md 6.3)."""

from openpas.entitlement.providers.magda.connection import MagdaConnection, MagdaSettings
from openpas.entitlement.providers.magda.households import MagdaHouseholdSource
from openpas.entitlement.providers.magda.statuses import MagdaStatusSource

__all__ = ["MagdaConnection", "MagdaHouseholdSource", "MagdaSettings", "MagdaStatusSource"]
