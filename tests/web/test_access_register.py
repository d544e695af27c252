"""Whoever is shown at the counter reads who looked, when, at which desk and why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern

from openpas.demo.cast import Cast
from openpas.records.models import AccessLine
from openpas.runtime import clock
from openpas.web.desk.urls import urlpatterns
from tests.web.conftest import social

Scan = Callable[..., str]

OF_A_VISIT = {"pass", "point", "tickets", "rewards", "undo"}
"""Pages about one person: they open after a scan, which leaves the line."""
ABOUT_NOBODY = {"counter", "desks", "activities", "sign-in"}


def looks(cast: Cast) -> list[tuple[str, int | None, str]]:
    lines = AccessLine.objects.filter(passholder_id=cast.amina.pk).order_by("created_at", "id")
    return list(lines.values_list("actor", "desk_id", "purpose"))


def test_every_page_says_whether_it_shows_a_person() -> None:
    names = {page.name or str(page.pattern) for page in urlpatterns if isinstance(page, URLPattern)}
    assert names - OF_A_VISIT - ABOUT_NOBODY == set()
    assert names >= OF_A_VISIT


def test_the_scan_leaves_the_line(cast: Cast, dirk: Client, scan: Scan) -> None:
    scan(dirk, cast.amina_number)
    assert looks(cast) == [(f"user:{cast.dirk.pk}", cast.theatre.pk, "passes.read")]


def test_a_page_that_is_opened_again_later_is_another_look(cast: Cast, dirk: Client, scan: Scan) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.get(address)
    before = looks(cast).count((f"user:{cast.dirk.pk}", cast.theatre.pk, "passes.read"))
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert dirk.get(address).status_code == 200
    assert looks(cast).count((f"user:{cast.dirk.pk}", cast.theatre.pk, "passes.read")) == before + 1


@pytest.mark.parametrize("page", ["", "desks", "activities"])
def test_other_pages_show_nobody(cast: Cast, dirk: Client, scan: Scan, page: str) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.post(f"{address}/tickets", {"offer": social(cast)})
    shown = dirk.get(f"/desk/{page}").content.decode()
    assert not any(word in shown for word in ("Amina", "Aziz", cast.amina_number, str(cast.amina.public_id)))


def test_a_group_is_no_person(cast: Cast, dirk: Client, scan: Scan) -> None:
    dirk.get(scan(dirk, cast.chloe_number))
    assert not AccessLine.objects.exists()
