"""`manage load_demo`: run at every start of a demo; it loads once, into an empty database."""

from django.conf import settings
from django.core.management.base import BaseCommand

from openpas.demo.loading import is_empty, load_demo, note_accounts
from openpas.runtime.home import Home


class Command(BaseCommand):
    help = "Load the demo data into an empty database."

    def handle(self, *_args: object, **_options: object) -> None:
        if not is_empty():
            self.stdout.write("The database holds data already: no demo data loaded.")
            return
        load_demo(self._say)
        note_accounts(Home(settings.OPENPAS_HOME).demo_accounts)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
