"""`manage rotate_signing_keys`: tokens are signed with a new key from now on."""

from django.core.management.base import BaseCommand, CommandParser

from openpas.identity.signing_keys import distrust_all, rotate


class Command(BaseCommand):
    help = "Sign tokens with a new key. Those that were signed before stay good until they expire."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--distrust", action="store_true", help="believe no token of before any more: somebody else has the keys"
        )

    def handle(self, *_args: object, distrust: bool, **_options: object) -> None:
        self.stdout.write(distrust_all() if distrust else rotate())
