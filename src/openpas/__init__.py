"""Openpas: an open implementation of the UiTPAS programme."""

__version__ = "0.1.0"
