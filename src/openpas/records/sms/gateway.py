"""What every way to send a text message looks like."""

from typing import Protocol


class SmsNotSent(Exception):
    """The gateway did not take a message. `code` is short and stable, and says nothing of whom or what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SmsGateway(Protocol):
    """Takes one message for one telephone. Safe to share between threads."""

    def send(self, to: str, text: str) -> None:
        """Hand over `text` for the number `to` (E.164). Raises SmsNotSent."""
