"""A ticket sale without a counter: as the database wants it, and nothing decided."""

from datetime import datetime

from openpas.demo.cast import Cast
from openpas.passholders.models import GroupPass, Passholder
from openpas.runtime import clock
from openpas.tariffs.models import Posting, TicketSale, TicketSaleCancellation
from openpas.tariffs.rules.split import Payer

REGULAR_CENTS = 1100


def sold(
    cast: Cast, holder: Passholder | GroupPass, kind: str = "SOCIALTARIFF", at: datetime | None = None
) -> TicketSale:
    """A ticket for the concert, paid by the organizer alone."""
    sale = TicketSale.objects.create(
        event=cast.concert,
        organizer=cast.theatre,
        passholder=holder if isinstance(holder, Passholder) else None,
        group_pass=holder if isinstance(holder, GroupPass) else None,
        uitpas_number=cast.amina_number,
        tariff_type=kind,
        tariff_name="Kansentarief",
        key=cast.standard_key,
        key_version=1,
        card_system=cast.gent,
        regular_price_cents=REGULAR_CENTS,
        price_cents=220,
        actor="client:test",
        created_at=at or clock.now(),
    )
    _post(sale, REGULAR_CENTS, is_reversal=False)
    return sale


def cancel(sale: TicketSale) -> None:
    TicketSaleCancellation.objects.create(sale=sale, created_at=clock.now(), actor="client:test")
    _post(sale, -REGULAR_CENTS, is_reversal=True)


def _post(sale: TicketSale, cents: int, *, is_reversal: bool) -> None:
    Posting.objects.create(
        sale=sale, payer=Payer.ORGANIZER, amount_cents=cents, is_reversal=is_reversal, created_at=clock.now()
    )
