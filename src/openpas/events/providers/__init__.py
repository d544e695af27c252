"""Catalogues of events, one module each."""
