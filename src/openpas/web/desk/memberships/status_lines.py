"""The social tariff of a person, region by region, in plain words (D-18)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from openpas.card_systems.models import CardSystem
from openpas.enrolment.preview import lives_in
from openpas.foundation.permissions import Permission
from openpas.passholders.persons import ShownMembership
from openpas.passholders.rules import SocialTariff, SocialTariffStatus
from openpas.web.desk.files import File
from openpas.web.desk.memberships.regions import regions_with
from openpas.web.desk.people.days import today

SOON: Final = timedelta(days=60)


class Next(StrEnum):
    """What a desk can do in a region."""

    JOIN = "join"
    GRANT = "grant"
    EXTEND = "extend"
    MOVE = "move"
    ASK_REGION = "ask_region"


@dataclass(frozen=True, slots=True)
class StatusLine:
    """The status in one region, and what can be done about it here."""

    region: CardSystem
    words: str
    is_valid: bool
    has_any: bool
    next: Next


def status_lines(file: File) -> list[StatusLine]:
    """A line for each region in which this desk gives the social tariff."""
    held = {one.card_system.pk: one for one in file.shown.memberships}
    regions = regions_with(file.clerk, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    return [_line(file, region, held.get(region.pk)) for region in regions]


def _line(file: File, region: CardSystem, held: ShownMembership | None) -> StatusLine:
    tariff = held.social_tariff if held else None
    status = held.social_tariff_status if held else SocialTariffStatus.NONE
    return StatusLine(
        region=region,
        words=_words(held, tariff, status),
        is_valid=status is SocialTariffStatus.ACTIVE and not (held and held.is_blocked),
        has_any=tariff is not None,
        next=_next(file, region, held),
    )


def _next(file: File, region: CardSystem, held: ShownMembership | None) -> Next:
    if held is not None and held.is_blocked:
        return Next.ASK_REGION
    if not lives_in(file.person, region):
        return Next.MOVE
    if held is None:
        return Next.JOIN
    return Next.GRANT if held.social_tariff is None else Next.EXTEND


def _words(held: ShownMembership | None, tariff: SocialTariff | None, status: SocialTariffStatus) -> str:
    if held is None:
        return _("Geen lid van deze regio")
    if held.is_blocked:
        return _("Dit lidmaatschap is geblokkeerd door de regio")
    if tariff is None or tariff.ends_on is None:
        return _("Geen kansenstatuut")
    return _of_granted(tariff, tariff.ends_on, status)


def _of_granted(tariff: SocialTariff, ends_on: date, status: SocialTariffStatus) -> str:
    if status is SocialTariffStatus.SUSPENDED and tariff.suspended_until is not None:
        return _("Geschorst tot en met %(day)s") % {"day": _day(tariff.suspended_until)}
    if status is SocialTariffStatus.EXPIRED:
        return _("Vervallen sinds %(day)s") % {"day": _day(ends_on)}
    if tariff.in_grace_on(today()):
        last = ends_on + timedelta(days=tariff.grace_days)
        return _("In de overgangsperiode, nog tot en met %(day)s") % {"day": _day(last)}
    if ends_on <= today() + SOON:
        return _("Loopt af op %(day)s") % {"day": _day(ends_on)}
    return _("Actief tot en met %(day)s") % {"day": _day(ends_on)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
