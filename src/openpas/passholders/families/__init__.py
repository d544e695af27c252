"""Families: the people for whom a passholder may save points, redeem and look back (contract/rules.md 2.9)."""

from openpas.passholders.families.queries import is_family

__all__ = ["is_family"]
