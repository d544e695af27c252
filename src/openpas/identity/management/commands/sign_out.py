"""`manage sign_out ADDRESS` or `manage sign_out --everybody`: after something went wrong, everybody signs in again."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from openpas.foundation.actor import Actor, ActorKind
from openpas.identity.models import User
from openpas.identity.sign_in.browsers import forget_all
from openpas.identity.sign_in.session_rows import sign_out_everywhere
from openpas.records.service import note

_INSTALLATION = Actor("system:sign_out", ActorKind.SYSTEM)


class Command(BaseCommand):
    help = "End the sessions, the tokens and the trusted browsers of one person, or of everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument("address", nargs="?", default="", help="the e-mail address of the account")
        whom.add_argument("--everybody", action="store_true")

    @transaction.atomic
    def handle(self, *_args: object, address: str, everybody: bool, **_other: object) -> None:
        users = list(User.objects.all() if everybody else User.objects.filter(email=address.strip().lower()))
        if not users:
            raise CommandError("There is no account with this address.")
        for user in users:
            sign_out_everywhere(user)
            forget_all(user)
            note(_INSTALLATION, "account.sign_out", f"user:{user.pk}")
        self.stdout.write(f"Signed out: {len(users)}")
