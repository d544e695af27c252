"""`manage import_events`: run every night by whoever wants our events to follow UiTdatabank."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from openpas.events.catalogue import CatalogueFailed
from openpas.events.providers.uitdatabank import UitdatabankSearch
from openpas.events.service import ImportPlan, import_catalogue
from openpas.foundation.calendar import brussels_day, start_of_day
from openpas.organizers.refusals import OrganizerNotFound
from openpas.runtime import clock

_LOOKED_BACK: Final = timedelta(days=30)
_SEARCH_URL: Final = "https://search.uitdatabank.be"


class Command(BaseCommand):
    help = "Take over the events of our organizers from UiTdatabank's search API; goes on where it was interrupted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--search-url", default=_SEARCH_URL, help=f"the search API ({_SEARCH_URL})")
        parser.add_argument("--client-id", required=True, help="the client id that publiq gave for it")
        parser.add_argument("--organizer", action="append", default=[], metavar="ID", help="only this one; repeatable")
        parser.add_argument("--since", type=_day, metavar="2026-01-31", help="not what ended before (30 days ago)")

    def handle(self, *_args: object, **options: Any) -> None:
        since = options["since"] or brussels_day(clock.now()) - _LOOKED_BACK
        plan = ImportPlan(start_of_day(since), tuple(options["organizer"]))
        try:
            with UitdatabankSearch(options["search_url"], options["client_id"]) as catalogue:
                report = import_catalogue(catalogue, plan, self.stdout.write)
        except (CatalogueFailed, OrganizerNotFound) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Done: {report}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"{text!r} is not like 2026-01-31") from problem
