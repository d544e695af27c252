"""Reads of reports, and of the sales that stand in them."""
