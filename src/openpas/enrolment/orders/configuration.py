"""The payment provider of this installation: a TOML file, read again when it changes.

```toml
[mollie]
key = "live_..."
```

Other settings are in `MollieSettings`.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from pydantic import TypeAdapter

from openpas.enrolment.orders.payments import PaymentProvider
from openpas.enrolment.orders.providers.mollie import MollieProvider, MollieSettings
from openpas.enrolment.orders.refusals import PaymentUnavailable

_MOLLIE: Final = TypeAdapter(MollieSettings)


def payment_provider() -> PaymentProvider:
    """What the file says now. Raises PaymentUnavailable where there is none, and for a double outside a demo."""
    path: Path = settings.OPENPAS_PAYMENT
    try:
        told = _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise PaymentUnavailable("No payment provider is configured.") from None
    if urlsplit(told.url).scheme != "https" and not settings.OPENPAS_DEMO:
        raise PaymentUnavailable("Without https it is a double, and this is no demo.")
    return MollieProvider(told)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> MollieSettings:
    return _MOLLIE.validate_python(tomllib.loads(path.read_text())["mollie"])
