"""Memberships of associations: which a person has or can have, and until when (contract/rules.md 2.15)."""
