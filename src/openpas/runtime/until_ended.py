"""Commands that serve something until Ctrl-C or SIGTERM."""

import signal
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from openpas.runtime.double_server import ConfiguredOtherwise

_ENDS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class DoublesCommand(BaseCommand):
    """Serves doubles of outside services, in a demo only. `served` says which."""

    refused = "With doubles nobody pays, and anybody signs in as anybody: only in a demo (OPENPAS_DEMO=1)."

    def served(self, **options: Any) -> AbstractContextManager[object]:
        """What is there until the end, told on the way in."""
        raise NotImplementedError

    def handle(self, *_args: object, **options: Any) -> None:
        if not settings.OPENPAS_DEMO:
            raise CommandError(self.refused)
        # Threads that begin from here on inherit that signals wait for us.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
        try:
            with self.served(**options):
                self.wait(_ENDS)
        except ConfiguredOtherwise as error:
            raise CommandError(str(error)) from error
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    @staticmethod
    def wait(ends: Iterable[signal.Signals]) -> None:
        """Until one of the signals comes."""
        signal.sigwait(ends)
