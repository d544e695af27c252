"""The pass with which somebody goes on."""

from openpas.passholders.models import Card, Passholder


def kept_card(person: Passholder) -> Card | None:
    """The ACTIVE card of the oldest membership that is not blocked (BR-CARD-13)."""
    held = Card.objects.filter(membership__passholder=person, membership__is_blocked=False, status=Card.Status.ACTIVE)
    return held.order_by("membership__created_at", "membership_id").first()
