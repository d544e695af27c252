"""Logs as JSON, one line per event, without personal data.

Numbers of passes and persons, chip numbers and e-mail addresses are replaced before a line is written, wherever they
come from: the path of a request, a message, or the text of an exception.
"""

import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

request_id: ContextVar[str] = ContextVar("request_id", default="-")

_encoder: Final = msgspec.json.Encoder(enc_hook=str)
_IDENTIFIER: Final = re.compile(
    r"""
      [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}  # UUID
    | \b[0-9a-f]{8,}\b                                              # pass, person and chip numbers
    | \d[\d.\- ]{6,}\d                                              # the same as people write them
    | [^\s@/'"=<>()]+(?:@|%40)[^\s@/'"=<>()]+                       # e-mail addresses
    """,
    re.IGNORECASE | re.VERBOSE,
)


def redact(text: str) -> str:
    """The text with everything that may identify a person replaced by `:id`."""
    return _IDENTIFIER.sub(":id", text)


class JsonLine(logging.Formatter):
    """One event as one line: time, level, logger, event, request id, and what `extra={"fields": ...}` adds."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": redact(record.getMessage()),
            "request_id": request_id.get(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            line["exception"] = redact("".join(traceback.format_exception(record.exc_info[1])))
        return _encoder.encode(line).decode()


# Our lines say nothing of threads, processes and the place in the code, so nobody has to find out.
logging._srcfile = None  # noqa: SLF001  the manual of logging tells to
logging.logThreads = False
logging.logProcesses = False
logging.logMultiprocessing = False


def logging_settings(path: str | None) -> dict[str, Any]:
    """Python's logging configuration: to the file at `path`, which may be rotated from outside, or else to stderr."""
    handler: dict[str, Any] = (
        {"class": "openpas.runtime.log_file.LogFile", "filename": path} if path else {"class": "logging.StreamHandler"}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLine}},
        "handlers": {"out": handler | {"formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["out"]},
        "loggers": {
            "openpas": {"level": "INFO"},
            # Refused requests are in the access log already; what is left is what went wrong.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR", "handlers": [], "propagate": True},
            "_granian": {"level": "WARNING"},
        },
    }
