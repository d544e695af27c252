"""Amina and what is in her file, for the pages about people."""

from datetime import timedelta
from uuid import UUID

import time_machine
from playwright.sync_api import Page

from openpas.checkins.models import Checkin
from openpas.checkins.service import check_in
from openpas.demo.cast import Cast
from openpas.demo.coupons import HALF_PRICE, coupon
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_user
from openpas.identity.roles import SOCIAL_TARIFF_DESK
from openpas.organizers.models import Association, AssociationRight, OrganizerGroup
from openpas.passholders.models import AssociationMembership, Passholder
from openpas.rewards.service import redeem
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon
from openpas.tariffs.service import TicketOrder, sell_tickets
from openpas.web.desk.clerk import Clerk
from openpas.web.desk.files import open_file
from tests.desk_rights import let_desk

KIND = Association.EndDateType


def fill_file(cast: Cast) -> None:
    """Dirk's theatre registers people too, and Amina did this and that there."""
    let_desk(cast.theatre, SOCIAL_TARIFF_DESK | {Permission.PASSHOLDERS_UPDATE})
    now, today = clock.now(), brussels_day(clock.now())
    Passholder.objects.filter(pk=cast.amina.pk).update(phone_number="0470 12 34 56", school=cast.club)
    OrganizerGroup.objects.create(id=1, name="Scholen", is_school=True).organizers.add(cast.club)
    for name in ("Najaarsbon", "Sportbon", "Leesbon", "Zwembon", "Museumbon", "Filmbon"):
        one = coupon(cast.gent, name, HALF_PRICE, Coupon.Target.SEGMENT, now)
        GrantedCoupon.objects.create(coupon=one, passholder=cast.amina, granted_at=now)
    card = _association(cast, 1, "Sportkaart Gent", KIND.CUSTOM, suggested_ends_on=today.replace(year=today.year + 1))
    _association(cast, 2, "Jongerenatelier", KIND.BASED_ON_DATE_OF_BIRTH, age_limit=26)
    _association(cast, 3, "Vrijwilligers van de stad", KIND.BASED_ON_REGISTRATION_DATE, years=1)
    AssociationMembership.objects.create(
        association=card, passholder=cast.amina, ends_on=today + timedelta(days=20), created_at=now
    )
    _visits(cast)


def _association(cast: Cast, number: int, name: str, kind: str, **terms: object) -> Association:
    saved = Association.objects.create(public_id=UUID(int=number), name=name, end_date_type=kind, **terms)
    saved.card_systems.add(cast.gent)
    AssociationRight.objects.create(association=saved, organizer=cast.theatre, can_write=True)
    return saved


def _visits(cast: Cast) -> None:
    """A visit a week: the last one yesterday, with a drink today."""
    actor, event = actor_of_user(cast.dirk.pk, cast.theatre.pk), cast.open_house.public_id
    for days in (15, 8, 1):
        with time_machine.travel(clock.now() - timedelta(days=days), tick=False):
            check_in(actor, cast.amina_number, event, channel=Checkin.Channel.DESK)
            sell_tickets(actor, [TicketOrder(event, cast.amina_number, "SOCIALTARIFF", 600, "")])
    redeem(actor, cast.drink.public_id, cast.amina_number, cast.theatre.pk)


def open_person(page: Page, cast: Cast, person: Passholder) -> str:
    """Go to the file that Dirk found, and say where it is."""
    clerk = Clerk(cast.dirk, cast.theatre, actor_of_user(cast.dirk.pk, cast.theatre.pk), "")
    url = open_file(clerk, person.pk).url
    page.goto(url)
    return url
