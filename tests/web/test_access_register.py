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

OF_A_VISIT = {"pass", "point", "serve", "undo"}
"""Pages about one person: they open after a scan, which leaves the line."""
OF_A_FILE = {
    "person",
    "person_to_counter",
    "person_history",
    "edit_person",
    "edit_contact",
    "associations",
    "person_school",
    "person_remarks",
    "person_picture",
    "person_picture_file",
    "person_looks",
    "person_card",
    "social_status",
    "end_status",
    "block_card",
    "replace_card",
    "join_region",
    "move",
    "membership_receipt",
}
"""Pages about one person whose file is open: each look leaves a line (tests/web/desk/people, memberships)."""
OF_A_SEARCH = {
    "people_found",
    "people_list_again",
    "people_export",
    "people_deed",
    "people_run",
    "people_run_row",
    "people_run_all",
}
"""Everybody on the page, in the file or in the run has a line (tests/web/desk/search)."""
OF_A_REGISTRATION = {
    "register",
    "register_step",
    "register_finish",
    "register_done",
    "register_receipt",
    "register_household",
}
"""Somebody who turns out to be a passholder already has a line (tests/web/desk/registration)."""
ABOUT_NOBODY = {
    "counter",
    "desks",
    "ask_access",
    "activities",
    "activity_detail",
    "missing_activity",
    "desk_rewards",
    "customer_view",
    "sign-in",
    "readers",
    "people",
    "people_list",
    "people_tick",
    "places",
    "register_continue",
    "register_throw_away",
    "reports",
    "made_reports",
    "report_file",
    "desk_events",
    "desk_event",
    "desk_event_code",
    "card_stock",
    "kiosks",
    "members",
    "statistics",
    "help",
    "edit_help",
    "news",
    "feedback",
}


def looks(cast: Cast) -> list[tuple[str, int | None, str]]:
    lines = AccessLine.objects.filter(passholder_id=cast.amina.pk).order_by("created_at", "id")
    return list(lines.values_list("actor", "desk_id", "purpose"))


def test_every_page_says_whether_it_shows_a_person() -> None:
    names = {page.name or str(page.pattern) for page in urlpatterns if isinstance(page, URLPattern)}
    told = OF_A_VISIT | OF_A_FILE | OF_A_SEARCH | OF_A_REGISTRATION | ABOUT_NOBODY
    assert (names - told, told - names) == (set(), set())


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


@pytest.mark.parametrize("page", ["", "desks", "activities", "activities/missing", "rewards", "customer"])
def test_other_pages_show_nobody(cast: Cast, dirk: Client, scan: Scan, page: str) -> None:
    address = scan(dirk, cast.amina_number)
    dirk.post(f"{address}/serve", {"offer": social(cast)})
    shown = dirk.get(f"/desk/{page}").content.decode()
    assert not any(word in shown for word in ("Amina", "Aziz", cast.amina_number, str(cast.amina.public_id)))


def test_a_group_is_no_person(cast: Cast, dirk: Client, scan: Scan) -> None:
    dirk.get(scan(dirk, cast.chloe_number))
    assert not AccessLine.objects.exists()
