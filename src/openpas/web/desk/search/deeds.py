"""What can be done for a whole group, and how it is done for one of them: always by the ordinary services (D-37)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from openpas.checkins.models import Checkin
from openpas.checkins.service import check_in
from openpas.enrolment.desks import municipalities_of
from openpas.enrolment.details import HomeAddress
from openpas.enrolment.refusals import NoSocialTariffToExtend
from openpas.enrolment.service.addresses import change_address
from openpas.enrolment.service.granting import ExtensionAsked, extend_social_tariff
from openpas.entitlement.models import Attest
from openpas.entitlement.service import AttestSeen
from openpas.events.models import PriceClass
from openpas.events.rules import EventFacts
from openpas.foundation.permissions import Permission
from openpas.passholders.cards import best_numbers
from openpas.passholders.models import Card, CardSystemMembership, Passholder
from openpas.passholders.reach import card_systems_in_reach, in_reach
from openpas.passholders.refusals import InvalidCardStatus, PassholderNotFound
from openpas.passholders.service import block_card
from openpas.tariffs.queries import quote
from openpas.tariffs.rules.quoting import OfferedTariff
from openpas.tariffs.service import TicketOrder, sell_tickets
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import seen_whole
from openpas.web.desk.search.models import BulkRun
from openpas.web.desk.search.searches import shown_by_number
from openpas.web.templatetags.openpas_web import euro

Kind = BulkRun.Kind
Terms = Mapping[str, Any]
"""What was chosen for everybody: an activity, an address, a day."""

_AT_AN_ACTIVITY: Final = (Kind.POINT, Kind.TICKET)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done for each of a group, by desks with this right."""

    kind: Kind
    label: str | Promise
    icon: str
    right: Permission
    cannot_be_undone: bool = False

    @property
    def needs_activity(self) -> bool:
        return self.kind in _AT_AN_ACTIVITY


DEEDS: Final = (
    Deed(Kind.POINT, gettext_lazy("Punt sparen"), "circle-dot", Permission.CHECKINS_WRITE),
    Deed(Kind.TICKET, gettext_lazy("Ticket registreren"), "ticket", Permission.TICKETSALES_REGISTER),
    Deed(Kind.ADDRESS, gettext_lazy("Adres wijzigen"), "house", Permission.PASSHOLDERS_WRITE),
    Deed(
        Kind.EXTEND,
        gettext_lazy("Kansentarief verlengen"),
        "calendar-plus",
        Permission.PASSHOLDERS_WRITE_SOCIALTARIFF,
    ),
    Deed(Kind.BLOCK, gettext_lazy("Kaarten blokkeren"), "ban", Permission.PASSHOLDERS_WRITE, cannot_be_undone=True),
)


def deeds_of(clerk: Clerk, activity: EventFacts | None) -> list[Deed]:
    """What this desk may do now; for points and tickets an activity must be chosen, and tickets must cost something."""
    return [deed for deed in DEEDS if may_do(clerk, deed, activity)]


def may_do(clerk: Clerk, deed: Deed, activity: EventFacts | None) -> bool:
    if not deed.needs_activity:
        return clerk.actor.may_somewhere(deed.right)
    if activity is None or not clerk.actor.may(deed.right, activity.counter_ids):
        return False
    return deed.kind is Kind.POINT or price_classes(activity).exists()


def price_classes(activity: EventFacts) -> QuerySet[PriceClass]:
    """Those that cost something, the base price first."""
    return PriceClass.objects.filter(event_id=activity.id, price_cents__gt=0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went for one person, in words that name nobody. Nothing was written where it is not done."""

    words: str
    is_done: bool = True
    points: int = 0
    price_cents: int = 0


def do(clerk: Clerk, kind: Kind, terms: Terms, passholder_id: int) -> Outcome:
    """Do it for this person, in the transaction of the caller. Raises what the service raises.

    At an activity the person is whoever shows a number; for everything else the desk must see the person whole.
    """
    people = shown_by_number(clerk) if kind in _AT_AN_ACTIVITY else seen_whole(clerk)
    person = people.filter(pk=passholder_id).first()
    if person is None:
        raise PassholderNotFound
    return _HOW[kind](clerk, terms, person)


def cheapest(clerk: Clerk, event_id: str, number: str, regular_cents: int) -> tuple[OfferedTariff | None, str]:
    """The lowest price that this pass gets for such a ticket; or None, and why the regular price holds."""
    asked = quote(clerk.actor, event_id, number, regular_cents)
    offers = sorted(asked.available, key=lambda one: (one.price_cents, one.id))
    if offers:
        return offers[0], ""
    told = asked.message.in_language(get_language() or "nl") if asked.message else ""
    return None, told or _("Voor deze pas geldt hier de gewone prijs.")


def _save_point(clerk: Clerk, terms: Terms, person: Passholder) -> Outcome:
    fact = check_in(clerk.actor, _number_of(person), terms["event_id"], channel=Checkin.Channel.DESK)
    words = ngettext("%(points)s punt gespaard.", "%(points)s punten gespaard.", fact.points)
    return Outcome(words % {"points": fact.points}, points=fact.points)


def _register_ticket(clerk: Clerk, terms: Terms, person: Passholder) -> Outcome:
    number, event_id = _number_of(person), terms["event_id"]
    chosen = PriceClass.objects.get(pk=terms["price_class_id"])
    offer, why = cheapest(clerk, event_id, number, chosen.price_cents)
    if offer is None:
        return Outcome(why, is_done=False)
    order = TicketOrder(event_id, number, offer.id, chosen.price_cents, chosen.name)
    [sale] = sell_tickets(clerk.actor, [order])
    return Outcome(_("Te betalen: %(price)s.") % {"price": euro(sale.price_cents)}, price_cents=sale.price_cents)


def _change_address(clerk: Clerk, terms: Terms, person: Passholder) -> Outcome:
    change_address(clerk.actor, person, HomeAddress(**terms["address"]))
    return Outcome(_("Het adres is gewijzigd."))


def _extend(clerk: Clerk, terms: Terms, person: Passholder) -> Outcome:
    """In the regions of this desk where the person lives and has the social tariff, or had it."""
    regions = card_systems_in_reach(clerk.actor, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF)
    memberships = CardSystemMembership.objects.filter(
        passholder=person, card_system_id__in=regions, social_tariff_ends_on__isnull=False
    ).select_related("card_system")
    here = [one for one in memberships if person.municipality_nis in municipalities_of(one.card_system_id)]
    if not memberships:
        raise NoSocialTariffToExtend
    ends_on = date.fromisoformat(terms["ends_on"])
    if all(one.social_tariff_ends_on and one.social_tariff_ends_on >= ends_on for one in memberships):
        return Outcome(_("Loopt al tot die dag of langer."), is_done=False)
    seen = AttestSeen(kind=Attest.Kind(terms["attest"]), seen_on=date.fromisoformat(terms["seen_on"]))
    for one in here or memberships:
        asked = ExtensionAsked(organizer_id=clerk.desk.public_id, ends_on=ends_on, attest=seen)
        extend_social_tariff(clerk.actor, person, one.card_system, asked)
    return Outcome(_("Verlengd."))


def _block(clerk: Clerk, _terms: Terms, person: Passholder) -> Outcome:
    """All cards that can be used in the regions of this desk."""
    if not Passholder.objects.filter(in_reach(clerk.actor, Permission.PASSHOLDERS_WRITE), pk=person.pk).exists():
        raise PassholderNotFound
    regions = card_systems_in_reach(clerk.actor, Permission.PASSHOLDERS_WRITE)
    cards = Card.objects.filter(
        membership__passholder=person, card_system_id__in=regions, status=Card.Status.ACTIVE
    ).select_related("membership")
    if not cards:
        raise InvalidCardStatus(extensions={"cardStatus": Card.Status.BLOCKED.value})
    for card in cards:
        block_card(clerk.actor, card)
    return Outcome(_("De kaart is geblokkeerd."))


def _number_of(person: Passholder) -> str:
    number = best_numbers([person.pk]).get(person.pk)
    if number is None:
        raise PassholderNotFound
    return number


_HOW: Final[Mapping[Kind, Callable[[Clerk, Terms, Passholder], Outcome]]] = {
    Kind.POINT: _save_point,
    Kind.TICKET: _register_ticket,
    Kind.ADDRESS: _change_address,
    Kind.EXTEND: _extend,
    Kind.BLOCK: _block,
}
