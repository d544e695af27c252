"""Organizers, the places they use, and the groups and links between them."""
