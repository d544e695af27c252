"""Passes that are ordered online and paid for: an order, its payment, and the passholders that come of it."""
