"""`manage mollie_double`: a payment provider for a demo, until Ctrl-C or SIGTERM."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from openpas.enrolment.orders.doubles.serving import payment_double
from openpas.runtime.until_ended import DoublesCommand


class Command(DoublesCommand):
    help = "Serve a double of Mollie for a demo, and use it."

    @contextmanager
    def served(self, **_options: Any) -> Iterator[None]:
        with payment_double(settings.OPENPAS_PAYMENT) as double:
            self.say(f"Payments are asked of {double.address} (a double)")
            yield
