"""`manage government_doubles`: the government's services for a demo, until Ctrl-C or SIGTERM."""

import signal
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from openpas.entitlement.doubles.together import ConfiguredOtherwise, doubles

_ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Command(BaseCommand):
    help = "Serve doubles of the identity provider and of MAGDA for a demo, and use them."

    def handle(self, *_args: object, **_options: object) -> None:
        if not settings.OPENPAS_DEMO:
            raise CommandError("With the doubles anybody signs in as anybody: only with OPENPAS_DEMO=1.")
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
        try:
            with (
                tempfile.TemporaryDirectory() as folder,
                doubles(settings.OPENPAS_GOVERNMENT, Path(folder), settings.OPENPAS_ISSUERS) as served,
            ):
                self.stdout.write(f"The government's identity provider (a double) is at {served.issuer}")
                self.stdout.flush()
                self.wait(_ENDS)
        except ConfiguredOtherwise as error:
            raise CommandError(str(error)) from error
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)

    @staticmethod
    def wait(ends: Iterable[signal.Signals]) -> None:
        """Until one of the signals comes."""
        signal.sigwait(ends)
