"""Kiosks: devices at an entrance, each with a current event, at which people save a point with the chip of their card.

`rules` says what the current event is, `service` makes, sets up and configures kiosks, `devices` is what a kiosk itself
does, `queries` what its organizers see.
"""
