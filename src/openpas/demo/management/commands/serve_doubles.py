"""`manage serve_doubles`: the outside world of a demo, until Ctrl-C or SIGTERM. `openpas serve` begins it by itself.

It serves the doubles of the government's services and of the payment provider on free ports of this machine, and writes
the configuration with which this installation uses them. Both go when it ends. What an administrator has configured is
left alone.
"""

import signal
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from openpas.enrolment.orders.doubles.serving import PaymentConfiguredOtherwise, payment_double
from openpas.entitlement.doubles.together import ConfiguredOtherwise, doubles
from openpas.runtime.companions import end_with_the_parent

_ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Command(BaseCommand):
    help = "Serve doubles of the payment provider and of the government for a demo, and use them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-companion", action="store_true", help="end when the standard input closes")

    def handle(self, *_args: object, as_companion: bool, **_options: object) -> None:
        if not settings.OPENPAS_DEMO:
            raise CommandError("With the doubles nobody pays, and anybody signs in as anybody: only in a demo.")
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
        try:
            if as_companion:
                end_with_the_parent()
            with ExitStack() as served:
                self._serve(served)
                self.wait(_ENDS)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)

    def _serve(self, served: ExitStack) -> None:
        """Threads that begin here inherit that signals wait for us."""
        with suppress(PaymentConfiguredOtherwise):
            payment = served.enter_context(payment_double(settings.OPENPAS_PAYMENT))
            self._say(f"Payments are asked of {payment.address}, a double: nobody pays.")
        with suppress(ConfiguredOtherwise):
            folder = Path(served.enter_context(tempfile.TemporaryDirectory()))
            government = served.enter_context(doubles(settings.OPENPAS_GOVERNMENT, folder, settings.OPENPAS_ISSUERS))
            self._say(f"The government is {government.issuer}, a double: anybody signs in as anybody.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    @staticmethod
    def wait(ends: Iterable[signal.Signals]) -> None:
        """Until one of the signals comes."""
        signal.sigwait(ends)
