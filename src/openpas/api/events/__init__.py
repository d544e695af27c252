"""The event database as its clients know it: the part of UiTdatabank's search and entry APIs that they use, served from
our own events.
"""
