"""`manage ensure_partitions`: run at every start, and once a month by whoever keeps the server up for longer."""

from django.core.management.base import BaseCommand

from openpas.records.tasks import forget_old_answers, forget_old_counts, prepare_months


class Command(BaseCommand):
    help = "Prepare the monthly partitions and forget old idempotency answers and counts of requests."

    def handle(self, *_arguments: object, **_options: object) -> None:
        prepare_months()
        forget_old_answers()
        forget_old_counts()
