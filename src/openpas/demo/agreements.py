"""What the people of the demo accepted, and who processes data for whom; one desk still has to sign something."""

from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.identity.declarations.our_own import OUR_TEXTS, texts_in
from openpas.identity.declarations.service import Draft, accept, publish_document
from openpas.identity.models import Acceptance, ApiClient, Document, User
from openpas.identity.processing.chain import Subject
from openpas.identity.processing.rules import Party, Role
from openpas.identity.processing.service import Agreement, record_role
from openpas.organizers.models import Organizer
from openpas.runtime import clock

_INSTALLATION: Final = Actor("system:demo", ActorKind.SYSTEM)
_WITHOUT_AGREEMENT: Final = "cast-club"


def create_agreements(vendors: tuple[str, ...]) -> None:
    """Our texts hold from today and everybody who works here accepted them; `vendors` are client ids.

    Regions, desks with people and vendors stand in the register of processors, all but one desk.
    """
    today = brussels_day(clock.now())
    documents = [
        publish_document(_INSTALLATION, Draft(kind, texts_in(OUR_TEXTS, kind), today)) for kind in Document.Kind
    ]
    for user in User.objects.exclude(desks=None, manages=None).distinct():
        accept(user, documents, None, Acceptance.Method.ON_SCREEN)
    for region in CardSystem.objects.order_by("pk"):
        _record(Party.REGION, region.pk, Role.PROCESSOR, "Verwerkersovereenkomst met het programma, map 1")
    for desk in Organizer.objects.filter(admins__isnull=False).exclude(public_id=_WITHOUT_AGREEMENT).distinct():
        _record(Party.ORGANIZER, desk.pk, Role.SUB_PROCESSOR, "Samenwerkingsovereenkomst met de regio, map 2")
    for client in ApiClient.objects.filter(client_id__in=vendors):
        _record(Party.CLIENT, client.pk, Role.SUB_SUB_PROCESSOR, "Overeenkomst met de organisator, map 3")


def _record(party: Party, subject_id: int, role: Role, text: str) -> None:
    record_role(_INSTALLATION, Subject(party, subject_id), Agreement(role, text, brussels_day(clock.now())))
