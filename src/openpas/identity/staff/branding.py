"""How a region looks at its desks: its colour."""

from typing import Final

from django.db import transaction

from openpas.card_systems.accents import Accent, accent_of
from openpas.card_systems.models import CardSystem
from openpas.foundation.actor import Actor
from openpas.identity.staff.managers import require_region
from openpas.identity.staff.refusals import ColourUnknown, NotTheirRegion
from openpas.records.service import note, publish

HOUSE_COLOUR: Final = ""


@transaction.atomic
def choose_colour(actor: Actor, card_system_id: int, written: str) -> Accent | None:
    """Give the region this colour (`#0b4a46`), or with an empty text that of the house again.

    Returns how the colour will be shown. Raises NotTheirRegion and ColourUnknown.
    """
    require_region(actor, card_system_id)
    accent = _accent(written) if written != HOUSE_COLOUR else None
    region = CardSystem.objects.select_for_update(no_key=True).filter(pk=card_system_id).first()
    if region is None:
        raise NotTheirRegion
    region.primary_color = str(accent.chosen) if accent else HOUSE_COLOUR
    region.save(update_fields=["primary_color"])
    publish("CardSystemBranded", {"card_system_id": region.pk, "primary_color": region.primary_color})
    note(actor, "card_system.brand", f"card_system:{region.pk}", None, primary_color=region.primary_color)
    return accent


def _accent(written: str) -> Accent:
    try:
        return accent_of(written)
    except ValueError as problem:
        raise ColourUnknown from problem
