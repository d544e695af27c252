"""Persons and groups with a pass, their memberships of card systems, and their cards."""
