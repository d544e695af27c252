"""Group passes as shown to who may look them up (O26, O27)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.identifiers import is_uitpas_number, without_separators
from openpas.foundation.permissions import Permission
from openpas.passholders.models import Card, GroupPass
from openpas.passholders.refusals import GroupPassNotFound, InvalidUitpasNumber
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.runtime import clock


@dataclass(frozen=True, slots=True)
class ShownGroupPass:
    """A group with its card, whatever the card's status. `social_tariff_status` is NONE for a group without that right.

    How many of its tickets are left this year is known where tickets are sold.
    """

    group: GroupPass
    card: Card
    social_tariff_status: SocialTariffStatus


def find_group_pass(actor: Actor, uitpas_number: str = "", chip_number: str = "") -> ShownGroupPass | None:
    """The group pass with this number and chip; None when it is no group's. One of the two is needed.

    Raises PermissionMissing, InvalidUitpasNumber and GroupPassNotFound. Two queries.
    """
    actor.require_somewhere(Permission.GROUPPASSES_SEARCH)
    if not uitpas_number and not chip_number:
        raise GroupPassNotFound("The parameter uitpasNumber or chipNumber is required.")
    wanted = Q()
    if uitpas_number:
        if not is_uitpas_number(number := without_separators(uitpas_number)):
            raise InvalidUitpasNumber
        wanted &= Q(uitpas_number=number)
    if chip_number:
        wanted &= Q(chip_number=without_separators(chip_number))
    card = _cards().filter(wanted).first()
    return _shown(card) if card else None


def group_pass(actor: Actor, public_id: str) -> ShownGroupPass:
    """The group pass with this id, with its ACTIVE card or else the last one. Raises GroupPassNotFound. Two queries."""
    actor.require_somewhere(Permission.GROUPPASSES_SEARCH)
    try:
        cards = _cards().filter(group_pass__public_id=UUID(public_id))
    except ValueError:
        raise GroupPassNotFound from None
    card = cards.alias(is_active=Q(status=Card.Status.ACTIVE)).order_by("-is_active", "-pk").first()
    if card is None:
        raise GroupPassNotFound
    return _shown(card)


def _cards() -> QuerySet[Card]:
    """The cards of groups only: an ordinary card is not found here (contract/rules.md 2.4)."""
    return (
        Card.objects.filter(group_pass__isnull=False)
        .select_related("group_pass__card_system")
        .prefetch_related("group_pass__card_system__cities")
    )


def _shown(card: Card) -> ShownGroupPass:
    if card.group_pass is None:
        raise LookupError("the card of a group has a group")
    return ShownGroupPass(card.group_pass, card, _status(card.group_pass, brussels_day(clock.now())))


def _status(group: GroupPass, today: date) -> SocialTariffStatus:
    """There are no grace days for groups."""
    return SocialTariff(group.social_tariff_ends_on).status_on(today)
