"""The same seed on the same day gives the same region."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction

from openpas.checkins.models import Checkin
from openpas.demo.region import create_region
from openpas.events.models import Event
from openpas.passholders.models import Card, Passholder
from openpas.rewards.models import Redemption
from openpas.tariffs.models import TicketSale

Picture = list[list[tuple[object, ...]]]


def picture(seed: int) -> Picture:
    """What can be told of a region without the numbers that the database hands out; it is taken back."""
    with time_machine.travel(datetime(2026, 3, 14, 15, 9, tzinfo=UTC), tick=False), transaction.atomic():
        create_region(seed=seed, passholders=60, events=150)
        drawn: Picture = [
            list(Passholder.objects.order_by("public_id").values_list("public_id", "name", "date_of_birth", "email")),
            list(Card.objects.order_by("uitpas_number").values_list("uitpas_number", "chip_number", "status")),
            list(Event.objects.order_by("public_id").values_list("public_id", "title", "calendar")),
            list(Checkin.objects.order_by("created_at").values_list("created_at", "uitpas_number", "channel")),
            list(TicketSale.objects.order_by("pk").values_list("created_at", "uitpas_number", "price_cents")),
            list(Redemption.objects.order_by("created_at").values_list("created_at", "reward__title")),
        ]
        transaction.set_rollback(True)
    return drawn


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_region() -> None:
    first = picture(1)
    assert all(first)
    assert first == picture(1)
    assert first[0] != picture(2)[0]
