"""`manage invite_manager EMAIL [--region ID]`: the first manager of an installation, or one more."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openpas.card_systems.models import CardSystem
from openpas.foundation.refusal import Refusal
from openpas.identity.clients import INSTALLATION
from openpas.identity.staff.invitations import invite


class Command(BaseCommand):
    help = "Invite somebody by mail to look after a region, or without one after the whole installation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--region", type=int, help="the number of the card system")

    def handle(self, *_args: object, email: str, region: int | None, **_options: object) -> None:
        card_system = None if region is None else CardSystem.objects.filter(pk=region).first()
        if region is not None and card_system is None:
            raise CommandError(f"There is no region {region}.")
        try:
            invite(INSTALLATION, email, card_system=card_system)
        except Refusal as refusal:
            message = refusal.end_user_message
            raise CommandError(message.en if message else refusal.title) from refusal
        self.stdout.write(f"{email} was invited to look after {card_system or 'the whole installation'}.")
