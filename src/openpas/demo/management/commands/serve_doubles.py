"""`manage serve_doubles`: the outside world of a demo, until Ctrl-C or SIGTERM. `openpas serve` begins it by itself.

It serves the doubles of the government's services and of the payment provider on free ports of this machine, and writes
the configuration with which this installation uses them. Both go when it ends. What an administrator has configured is
left alone.
"""

import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from openpas.enrolment.orders.doubles.serving import payment_double
from openpas.entitlement.doubles.together import doubles
from openpas.runtime.companions import end_with_the_parent
from openpas.runtime.double_server import ConfiguredOtherwise
from openpas.runtime.until_ended import DoublesCommand


class Command(DoublesCommand):
    help = "Serve doubles of the payment provider and of the government for a demo, and use them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-companion", action="store_true", help="end when the standard input closes")

    @contextmanager
    def served(self, **options: Any) -> Iterator[None]:
        if options["as_companion"]:
            end_with_the_parent()
        with ExitStack() as begun:
            with suppress(ConfiguredOtherwise):
                payment = begun.enter_context(payment_double(settings.OPENPAS_PAYMENT))
                self.say(f"Payments are asked of {payment.address}, a double: nobody pays.")
            with suppress(ConfiguredOtherwise):
                folder = Path(begun.enter_context(tempfile.TemporaryDirectory()))
                government = begun.enter_context(doubles(settings.OPENPAS_GOVERNMENT, folder, settings.OPENPAS_ISSUERS))
                self.say(f"The government is {government.issuer}, a double: anybody signs in as anybody.")
            yield
