"""The membership that somebody has already, as the rules see it."""

from openpas.enrolment.rules.memberships import PresentMembership
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.passholders.rules import SocialTariff


def present_membership(person: Passholder, card_system_id: int) -> PresentMembership | None:
    """That of the card system, or None. Two queries."""
    row = membership_row(person, card_system_id)
    return None if row is None else as_present(row)


def membership_row(person: Passholder, card_system_id: int) -> CardSystemMembership | None:
    """The same as it is stored."""
    return (
        CardSystemMembership.objects.filter(passholder=person, card_system_id=card_system_id)
        .select_related("card_system")
        .first()
    )


def as_present(row: CardSystemMembership) -> PresentMembership:
    return PresentMembership(
        SocialTariff(row.social_tariff_ends_on, row.social_tariff_suspended_until, row.card_system.grace_days),
        has_active_card=row.cards.filter(status=Card.Status.ACTIVE).exists(),
    )
