"""The double at work, and the configuration with which this installation uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from openpas.enrolment.orders.doubles.mollie import MollieDouble

MARK: Final = "# A double of the payment provider; removed when it ends.\n"


class PaymentConfiguredOtherwise(Exception):
    """The configuration names a provider that is no double; it is left alone."""


@contextmanager
def payment_double(configuration: Path) -> Iterator[MollieDouble]:
    """Serve the double and write `configuration` for as long as the block lasts.

    Raises PaymentConfiguredOtherwise rather than replace somebody's own configuration.
    """
    if configuration.exists() and not configuration.read_text().startswith(MARK):
        raise PaymentConfiguredOtherwise(f"{configuration} was not written by the double.")
    double = MollieDouble()
    with double.serve():
        _put(configuration, MARK + payment_toml(double))
        try:
            yield double
        finally:
            configuration.unlink(missing_ok=True)


def _put(path: Path, text: str) -> None:
    """Whole at once, and for this account only: it holds a key, and others read it at any moment."""
    new = path.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(text)
    new.replace(path)


def payment_toml(double: MollieDouble) -> str:
    return f'[mollie]\nkey = "{double.key}"\nurl = "{double.address}"\n'
