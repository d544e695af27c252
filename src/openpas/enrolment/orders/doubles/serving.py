"""The double at work, and the configuration with which this installation uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from openpas.enrolment.orders.doubles.mollie import MollieDouble
from openpas.runtime.double_server import configured

MARK: Final = "# A double of the payment provider; removed when it ends.\n"


@contextmanager
def payment_double(configuration: Path) -> Iterator[MollieDouble]:
    """Serve the double and write `configuration` for as long as the block lasts. Raises ConfiguredOtherwise."""
    double = MollieDouble()
    with double.serve(), configured(configuration, MARK, payment_toml(double)):
        yield double


def payment_toml(double: MollieDouble) -> str:
    return f'[mollie]\nkey = "{double.key}"\nurl = "{double.address}"\n'
