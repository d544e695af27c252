"""`manage government_doubles`: the government's services for a demo, until Ctrl-C or SIGTERM."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from openpas.entitlement.doubles.together import doubles
from openpas.runtime.until_ended import DoublesCommand


class Command(DoublesCommand):
    help = "Serve doubles of the identity provider and of MAGDA for a demo, and use them."

    @contextmanager
    def served(self, **_options: Any) -> Iterator[None]:
        with (
            tempfile.TemporaryDirectory() as folder,
            doubles(settings.OPENPAS_GOVERNMENT, Path(folder), settings.OPENPAS_ISSUERS) as served,
        ):
            self.say(f"The government's identity provider (a double) is at {served.issuer}")
            yield
