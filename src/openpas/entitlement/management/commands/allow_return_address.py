"""`manage allow_return_address CLIENT ADDRESS`: people may be sent back there after signing in with the government."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openpas.entitlement.refusals import ReturnAddressInvalid
from openpas.entitlement.service import allow_return_address
from openpas.identity.clients import active_client


class Command(BaseCommand):
    help = "Let a client name this address as redirect_uri of a social tariff validation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("client_id")
        parser.add_argument("address")

    def handle(self, *_args: object, client_id: str, address: str, **_options: object) -> None:
        client = active_client(client_id)
        if client is None:
            raise CommandError(f"There is no client {client_id}.")
        try:
            allow_return_address(client, address)
        except ReturnAddressInvalid as error:
            raise CommandError("An address is https, complete and without fragment.") from error
        self.stdout.write(f"{client_id} may have people sent back to {address}")
