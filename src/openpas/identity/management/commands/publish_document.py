"""`manage publish_document KIND`: publish the next version of a text that staff accepts, ours or one from a folder."""

from datetime import date
from pathlib import Path
from typing import Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.foundation.refusal import Refusal
from openpas.identity.declarations.our_own import OUR_TEXTS, texts_in
from openpas.identity.declarations.service import Draft, publish_document
from openpas.identity.models import Document
from openpas.runtime import clock

_INSTALLATION: Final = Actor("system:publish_document", ActorKind.SYSTEM)


class Command(BaseCommand):
    help = "Publish the next version of the declaration of honour or the terms of use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=Document.Kind.values)
        parser.add_argument("--folder", type=Path, default=OUR_TEXTS, help="with <kind>.nl.txt and so on; else ours")
        parser.add_argument("--effective-on", type=date.fromisoformat, help="the day from which it holds; else today")
        parser.add_argument("--no-signature", action="store_true", help="who accepted an earlier version is done")

    def handle(
        self, *_args: object, kind: str, folder: Path, effective_on: date | None, no_signature: bool, **_other: object
    ) -> None:
        day = effective_on or brussels_day(clock.now())
        draft = Draft(Document.Kind(kind), texts_in(folder, kind), day, demands_signature=not no_signature)
        try:
            document = publish_document(_INSTALLATION, draft)
        except Refusal as refusal:
            words = refusal.end_user_message
            raise CommandError(words.en if words else refusal.detail) from refusal
        self.stdout.write(f"{kind}, version {document.version}, holds from {document.effective_on}")
