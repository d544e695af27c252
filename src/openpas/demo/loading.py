"""Everything that a demo shows, loaded at once or not at all: the cast, the published dataset, the living region."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.db import transaction

from openpas.card_systems.models import CardSystem
from openpas.demo.accounts import ADMIN_CLIENT, PASSWORD, SECRET, TICKETING_CLIENT, allow, manager
from openpas.demo.agreements import create_agreements
from openpas.demo.cast import create_cast
from openpas.demo.clients import AMINA, client_notes, create_clients_of_people
from openpas.demo.desks import JANA, create_desks
from openpas.demo.factors import give_factors
from openpas.demo.kiosks import create_kiosks, kiosk_notes
from openpas.demo.published import DESK_ACCOUNT, create_published
from openpas.demo.region import create_region
from openpas.demo.together import create_together
from openpas.demo.vouchers import create_vouchers
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.identity.models import ApiClient, User
from openpas.organizers.models import Organizer
from openpas.passholders.models import Passholder
from openpas.records.partitions import ensure_months
from openpas.runtime import clock

_PAST: Final = timedelta(days=400)
_COMING: Final = timedelta(days=100)
HANNE: Final = "hanne@example.org"
"""She looks after the region of Ghent."""
IBRAHIM: Final = "ibrahim@example.org"
"""He looks after the whole installation."""
ACCOUNTS: Final = (
    ("desk, test data", DESK_ACCOUNT),
    ("desk, theatre", "dirk@example.org"),
    ("registers, Ghent", "greet@example.org"),
    ("registers, Aalst", "eva@example.org"),
    ("sports club", "farid@example.org"),
    ("school", JANA),
    ("region of Ghent", HANNE),
    ("whole installation", IBRAHIM),
    ("passholder", AMINA),
)


def is_empty() -> bool:
    """Whether nobody has put anything in yet."""
    return not any(model.objects.exists() for model in (CardSystem, Organizer, Passholder, User))


def load_demo(say: Callable[[str], None]) -> None:
    """Load all three worlds in one transaction; `say` is told what comes next."""
    with transaction.atomic():
        today = brussels_day(clock.now())
        ensure_months(today - _PAST, today + _COMING)
        say("Demo data: the cast ...")
        cast = create_cast()
        create_kiosks(cast)
        create_clients_of_people(cast.amina)
        manager("Hanne Haeck", HANNE, cast.gent)
        manager("Ibrahim Idrissi", IBRAHIM, None)
        say("Demo data: the published test dataset ...")
        create_published()
        create_vouchers()
        say("Demo data: a region with 2,000 passholders and a year of visits ...")
        create_region()
        say("Demo data: families, schools and associations ...")
        create_together()
        create_desks()
        _let_admin_everywhere()
        give_factors()
        create_agreements((TICKETING_CLIENT,))


def _let_admin_everywhere() -> None:
    """What is everywhere is not at every desk: rights of an organizer are also listed by organizer."""
    admin = ApiClient.objects.get(client_id=ADMIN_CLIENT)
    allow(admin, Permission, Organizer.objects.exclude(grants__client=admin))


def note_accounts(path: Path) -> None:
    """Write down who may sign in, for whoever starts the demo."""
    accounts = [{"role": role, "email": email, "password": PASSWORD} for role, email in ACCOUNTS]
    clients = [{"client_id": client_id, "secret": SECRET} for client_id in (TICKETING_CLIENT, ADMIN_CLIENT)]
    noted = {"accounts": accounts, "clients": [*clients, *client_notes()], "kiosks": kiosk_notes()}
    path.write_text(json.dumps(noted, indent=2) + "\n")
