"""A demo kiosk serves at once."""

import pytest

from openpas.checkins.kiosks.devices import actor_of_device, check_in_by_chip, kiosk_of
from openpas.checkins.kiosks.queries import current_event_of
from openpas.demo.cast import AMINA, Cast
from openpas.demo.kiosks import create_kiosks, kiosk_notes
from openpas.runtime import clock

pytestmark = pytest.mark.django_db


def test_each_region_has_a_kiosk_with_an_event(cast: Cast) -> None:
    create_kiosks(cast)
    kiosks = [actor_of_device(note["device_id"]) for note in kiosk_notes()]
    events = [current_event_of(kiosk_of(kiosk), clock.now()).public_id for kiosk in kiosks]
    assert events == ["cast-open-house", "cast-aalst-fair"]
    assert check_in_by_chip(kiosks[0], AMINA.chip).balance == 13
