"""A bar on the terminal, or a line now and then where the output is a file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final, TextIO

from openpas.runtime import clock

_WIDTH: Final = 30
_EVERY: Final = timedelta(seconds=0.2)
_EVERY_LINE: Final = timedelta(seconds=10)


class ProgressBar:
    """How far something is, and how fast it goes."""

    def __init__(self, title: str, total: int, stream: TextIO) -> None:
        self._title = title
        self._total = total
        self._stream = stream
        self._done = 0
        self._began_at = clock.now()
        self._shown_at: datetime | None = None

    def advance(self, count: int) -> None:
        self._done += count
        every = _EVERY if self._stream.isatty() else _EVERY_LINE
        if self._shown_at is None or clock.now() - self._shown_at >= every:
            self._shown_at = clock.now()
            self._show()

    def close(self) -> None:
        self._show()
        if self._stream.isatty():
            self._stream.write("\n")

    def _show(self) -> None:
        filled = _WIDTH * self._done // max(self._total, 1)
        seconds = max((clock.now() - self._began_at) // timedelta(seconds=1), 1)
        line = (
            f"{self._title:<12} [{'#' * filled}{'.' * (_WIDTH - filled)}] "
            f"{self._done:,} of {self._total:,}, {self._done // seconds:,}/s"
        )
        self._stream.write(f"\r{line}" if self._stream.isatty() else f"{line}\n")
        self._stream.flush()


@contextmanager
def progress_on(stream: TextIO, title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar for the length of the block; calling what it gives moves it on."""
    shown = ProgressBar(title, total, stream)
    try:
        yield shown.advance
    finally:
        shown.close()
