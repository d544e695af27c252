"""`manage ensure_partitions`: run at every start; the worker does the same every night."""

from django.core.management.base import BaseCommand

from openpas.records.tasks import keep_house


class Command(BaseCommand):
    help = "Prepare the monthly partitions and forget old idempotency answers and counts of requests."

    def handle(self, *_arguments: object, **_options: object) -> None:
        keep_house()
