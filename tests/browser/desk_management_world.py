"""A world for the pages of management and guidance: cards, kiosks, reports, colleagues, news."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from openpas.card_systems.models import CardSystem
from openpas.demo.accounts import worker
from openpas.demo.cast import Cast
from openpas.demo.kiosks import create_kiosks
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.calendar import brussels_day
from openpas.guidance.models import HelpVersion, NewsItem
from openpas.identity.models import Manager, OrganizerAdmin, User
from openpas.identity.roles import REGIONAL_DESK
from openpas.passholders.models import Card
from openpas.passholders.service.cards import issue_card
from openpas.runtime import clock
from openpas.settlement.models import Report
from openpas.settlement.production import produce
from openpas.settlement.rules.periods import ReportPeriod, suggested_periods
from openpas.tariffs.rules.split import Shares
from tests.desk_rights import let_desk
from tests.settlement.ledger import AALST, GENT, sell

SYSTEM = Actor("system:test", ActorKind.SYSTEM)
REGION_HELP = """## Zo doen we het in Gent

Vraag nieuwe kaarten op **dinsdag**, dan krijg je ze donderdag. Zet ze in de voorraad als ze er zijn.

## Bereikbaar

Op werkdagen van 9 tot 17 uur. Ook op zaterdag in september.
"""


def furnish(cast: Cast) -> None:
    """Everything there is to see at the theatre, of which Dirk becomes an ADMIN and whose region Greet looks after."""
    let_desk(cast.theatre, REGIONAL_DESK)
    OrganizerAdmin.objects.filter(user=cast.dirk).update(type=OrganizerAdmin.Type.ADMIN)
    User.objects.filter(pk=cast.dirk.pk).update(grants_version=F("grants_version") + 1)
    CardSystem.objects.filter(pk=cast.gent.pk).update(contact_phone="09 210 10 10", contact_email="uitpas@gent.example")
    worker("Noor Nys", "noor@example.org", cast.theatre, OrganizerAdmin.Type.MEMBER)
    worker("Pieter Peeters", "pieter@example.org", cast.theatre, OrganizerAdmin.Type.MEMBER)
    Manager.objects.create(user=cast.greet, card_system=cast.gent, since=clock.now())
    create_kiosks(cast)
    _cards(cast)
    _sales(cast)
    _news(cast)


def _cards(cast: Cast) -> None:
    for number in range(46):
        is_social = number >= 42
        card = issue_card(SYSTEM, cast.gent, is_social=is_social, kind=Card.Kind.NFC_CARD)
        card.status, card.stock_organizer = Card.Status.LOCAL_STOCK, cast.theatre
        card.save()
    for _ in range(3):
        issue_card(SYSTEM, cast.gent, is_social=False, kind=Card.Kind.NFC_CARD)


@transaction.atomic
def _sales(cast: Cast) -> None:
    last, before, *_ = suggested_periods(brussels_day(clock.now()))
    for index, (shares, nis) in enumerate([(Shares(220, 440, 0, 440), GENT), (Shares(120, 365, 66, 49), AALST)] * 4):
        sold_at = (last.begins_at + timedelta(days=3 + index, hours=14)).astimezone(UTC)
        sell(cast, f"{sold_at:%Y-%m-%d %H:%M}", shares, nis=nis)
    for period in (before, last):
        report(cast, period)


def report(cast: Cast, period: ReportPeriod, *, is_made: bool = True) -> Report:
    asked = Report.objects.create(
        organizer=cast.theatre,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        requested_by=f"user:{cast.dirk.pk}",
        created_at=clock.now(),
    )
    if is_made:
        produce(asked.pk)
    return asked


def _news(cast: Cast) -> None:
    today, now = brussels_day(clock.now()), clock.now()
    NewsItem.objects.create(
        card_system=cast.gent,
        title="Nieuwe kaarten vanaf december",
        body="De kaarten krijgen een **nieuwe tekening**. De oude blijven gewoon werken:\n\n"
        "- geef eerst de oude op;\n- ruil niets om, dat hoeft niet.",
        shown_from=today,
        written_by=f"user:{cast.greet.pk}",
        created_at=now,
    )
    NewsItem.objects.create(
        title="Gesloten tussen Kerst en Nieuwjaar",
        body="De helpdesk antwoordt weer op 4 januari. Dringend? Bel je regio.",
        shown_from=today - timedelta(days=5),
        written_by=f"user:{cast.greet.pk}",
        created_at=now,
    )
    HelpVersion.objects.create(
        card_system=cast.gent,
        language="nl",
        body=REGION_HELP,
        written_by=f"user:{cast.greet.pk}",
        created_at=datetime(2026, 9, 1, 8, 0, tzinfo=UTC),
    )
