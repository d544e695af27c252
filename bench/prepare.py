"""What the tables of Openpas need from Openpas itself: `python -m bench.prepare MONTHS|client TOKEN_FILE`."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpas.runtime.settings")
django.setup()

from openpas.foundation.calendar import brussels_day  # noqa: E402  Django must be set up before models are read
from openpas.foundation.permissions import Permission  # noqa: E402
from openpas.identity.clients import create_client  # noqa: E402
from openpas.identity.models import Grant  # noqa: E402
from openpas.identity.tokens import issue_client_token  # noqa: E402
from openpas.organizers.models import Organizer  # noqa: E402
from openpas.records.partitions import ensure_months  # noqa: E402
from openpas.runtime import clock  # noqa: E402

RIGHTS: Final = (Permission.CHECKINS_WRITE, Permission.TARIFFS_READ)


def prepare_months(months: int) -> None:
    """Partitions for the past that is about to be filled in, and for what the measurement adds."""
    today = brussels_day(clock.now())
    ensure_months(today - timedelta(days=31 * (months + 1)), today + timedelta(days=62))


def prepare_client(token: Path) -> None:
    """A client with rights at every organizer, and its access token in a file."""
    client, _ = create_client("bench", "Benchmark")
    Grant.objects.bulk_create(
        Grant(client=client, organizer=organizer, permission=right)
        for organizer in Organizer.objects.all()
        for right in RIGHTS
    )
    token.write_text(issue_client_token(client))


if __name__ == "__main__":
    wanted, file = sys.argv[1:]
    if wanted == "client":
        prepare_client(Path(file))
    else:
        prepare_months(int(wanted))
