"""`manage mollie_double`: a payment provider for a demo, until Ctrl-C or SIGTERM."""

import signal
from collections.abc import Iterable

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from openpas.enrolment.orders.doubles.serving import PaymentConfiguredOtherwise, payment_double

_ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Command(BaseCommand):
    help = "Serve a double of Mollie for a demo, and use it."

    def handle(self, *_args: object, **_options: object) -> None:
        if not settings.OPENPAS_DEMO:
            raise CommandError("With the double nobody pays: only with OPENPAS_DEMO=1.")
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
        try:
            with payment_double(settings.OPENPAS_PAYMENT) as double:
                self.stdout.write(f"Payments are asked of {double.address} (a double)")
                self.stdout.flush()
                self.wait(_ENDS)
        except PaymentConfiguredOtherwise as error:
            raise CommandError(str(error)) from error
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)

    @staticmethod
    def wait(ends: Iterable[signal.Signals]) -> None:
        """Until one of the signals comes."""
        signal.sigwait(ends)
