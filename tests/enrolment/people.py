"""Who registers in these tests, with what, and what must not grow when a registration is refused."""

from typing import Any

from django.db import models

from openpas.card_systems.models import CardSystem, VoucherType
from openpas.demo.cast import Cast
from openpas.enrolment.models import Consent, Picture, PrivateNote, Voucher
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, CardSystemMembership, Passholder, PointsAccount
from openpas.passholders.service import issue_card, put_in_stock
from openpas.records.models import AuditLine, OutboxMessage
from openpas.rewards.models import WelcomeGrant
from openpas.runtime import clock

ALL = Actor("client:all", ActorKind.CLIENT, everywhere=frozenset(Permission))
INSZ = "83030201540"
OTHER_INSZ = "90051700255"
_TABLES: tuple[type[models.Model], ...] = (
    Passholder,
    PointsAccount,
    CardSystemMembership,
    Card,
    Consent,
    PrivateNote,
    Picture,
    WelcomeGrant,
    OutboxMessage,
    AuditLine,
)


def rows() -> dict[str, int]:
    """How many rows there are of everything that a registration makes."""
    return {table.__name__: table._default_manager.count() for table in _TABLES}


def card_at(desk: Organizer, region: CardSystem, *, social: bool = False) -> Card:
    """A card in the stock of a desk."""
    return put_in_stock(ALL, issue_card(ALL, region, is_social=social), desk)


def voucher(region: CardSystem, code: str = "ZOMER-1") -> Voucher:
    kind, _ = VoucherType.objects.get_or_create(card_system=region, name="Zomeractie", prefix="ZOMER-")
    return Voucher.objects.create(code=code, type=kind, created_at=clock.now())


def somebody(cast: Cast, **changes: Any) -> dict[str, Any]:
    """The body with which the theatre registers Marc, whose pass is digital. A change to None leaves a property out."""
    body: dict[str, Any] = {
        "name": "Peeters",
        "firstName": "Marc",
        "dateOfBirth": "1983-03-02",
        "inszNumber": INSZ,
        "address": {"street": "Brugsesteenweg 5", "postalCode": "9030", "city": "mariakerke"},
        "legalTermsPaper": True,
        "registrationOrganizer": {"id": cast.theatre.public_id},
        "registrationCardSystemId": cast.gent.pk,
        "registrationCardType": "DIGITAL",
    }
    return {name: value for name, value in {**body, **changes}.items() if value is not None}


def with_card(card: Card) -> dict[str, Any]:
    """The change to `somebody` that asks for this card."""
    return {"registrationCardType": "NFC_CARD", "registrationUitpasNumber": card.uitpas_number}
