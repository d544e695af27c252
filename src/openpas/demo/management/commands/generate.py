"""`manage generate`: a large set for benchmarks, beside whatever the database holds (openpas.demo.bulk)."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from openpas.demo.bulk import AlreadyGenerated, Plan, generate
from openpas.demo.progress import progress_on
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit


class Command(BaseCommand):
    help = "Make a large set of passholders, events and past check-ins for benchmarks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--passholders", type=_count, required=True, metavar="N")
        parser.add_argument("--events", type=_count, default=1000, metavar="N")
        parser.add_argument("--organizers", type=_count, default=100, metavar="N")
        parser.add_argument("--checkins", type=int, default=0, metavar="N", help="in the past (0)")
        parser.add_argument("--months", type=_count, default=24, metavar="N", help="over which they are spread (24)")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--checkin-limit", type=_limit, default="1/DAY", metavar="1/DAY", help="or none")
        parser.add_argument("--ticket-limit", type=_limit, default="none", metavar="1/WEEK", help="or none (none)")

    def handle(self, *_args: object, **options: Any) -> None:
        plan = Plan(**{name: options[name] for name in Plan.__dataclass_fields__})
        try:
            generate(plan, partial(progress_on, sys.stderr))
        except AlreadyGenerated as refusal:
            raise CommandError(str(refusal)) from refusal


def _count(text: str) -> int:
    if (count := int(text)) < 1:
        raise ArgumentTypeError("at least 1")
    return count


def _limit(text: str) -> Limit | None:
    """`3/WEEK` is three times a week; `none` is no limit."""
    if text == "none":
        return None
    volume, _, period = text.partition("/")
    try:
        return Limit(int(volume), Period(period))
    except ValueError as problem:
        raise ArgumentTypeError(f"{text!r} is not like 1/DAY, nor none") from problem
