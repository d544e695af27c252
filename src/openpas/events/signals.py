"""What others hang on to, in the same transaction."""

from django.dispatch import Signal

card_systems_applied = Signal()
"""Sent with `event` and `choices` (CardSystemChoice) when an event becomes known for which card systems were chosen
before: who knows the distribution keys applies those."""
