"""The cards that give the social tariff in a card system now (O88), as a stream: there are hundreds of thousands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpas.card_systems.models import CardSystem
from openpas.card_systems.queries import card_system
from openpas.card_systems.refusals import CardSystemNotFound
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Organizer
from openpas.passholders.models import Card, GroupPass
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.records.service import note
from openpas.runtime import clock
from openpas.tariffs.group_tickets import tickets_left_by_group

_ROWS_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class SocialTariffCard:
    """A card that gives the social tariff now. `available_tickets` is known for groups with a number per year."""

    uitpas_number: str
    is_group: bool
    available_tickets: int | None = None


def social_tariff_cards(actor: Actor, card_system_id: str) -> Iterator[SocialTariffCard]:
    """The cards of persons and then of groups whose social tariff is ACTIVE, grace days included.

    The card, the membership and the person must not be blocked. The rights are looked at before the first card: raises
    CardSystemNotFound, also for what is no number, and PermissionMissing for who has no organizer with the right there.
    """
    if not card_system_id.isdecimal():
        raise CardSystemNotFound
    region = card_system(int(card_system_id))
    _require_export(actor, region)
    note(actor, "social_tariff_cards.export", f"card_system:{region.pk}")
    return _cards(region, brussels_day(clock.now()))


def _require_export(actor: Actor, region: CardSystem) -> None:
    held = actor.organizers_with(Permission.SOCIALTARIFF_EXPORT)
    here = Organizer.objects.filter(pk__in=held, card_systems=region).values_list("pk", flat=True)
    actor.require(Permission.SOCIALTARIFF_EXPORT, here, region.pk)


def _cards(region: CardSystem, today: date) -> Iterator[SocialTariffCard]:
    yield from _of_persons(region, today)
    yield from _of_groups(region, today)


def _of_persons(region: CardSystem, today: date) -> Iterator[SocialTariffCard]:
    held = Card.objects.filter(
        status=Card.Status.ACTIVE,
        membership__card_system=region,
        membership__is_blocked=False,
        membership__passholder__is_blocked=False,
        membership__social_tariff_ends_on__isnull=False,
    ).values_list("uitpas_number", "membership__social_tariff_ends_on", "membership__social_tariff_suspended_until")
    for number, ends_on, suspended_until in held.order_by("pk").iterator(chunk_size=_ROWS_AT_ONCE):
        if _is_active(SocialTariff(ends_on, suspended_until, region.grace_days), today):
            yield SocialTariffCard(number, is_group=False)


def _of_groups(region: CardSystem, today: date) -> Iterator[SocialTariffCard]:
    groups = GroupPass.objects.filter(card_system=region)
    left = tickets_left_by_group(groups)
    held = Card.objects.filter(status=Card.Status.ACTIVE, group_pass__in=groups).values_list(
        "uitpas_number", "group_pass_id", "group_pass__social_tariff_ends_on"
    )
    for number, group_id, ends_on in held.order_by("pk"):
        if _is_active(SocialTariff(ends_on), today):
            yield SocialTariffCard(number, is_group=True, available_tickets=left[group_id])


def _is_active(social_tariff: SocialTariff, today: date) -> bool:
    return social_tariff.status_on(today) is SocialTariffStatus.ACTIVE
