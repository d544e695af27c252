"""The one clock. Everything that needs the present moment asks here, so that one place can be travelled in tests."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC)
