"""Refused at a ticket counter, and when an event is prepared for one."""

from datetime import date
from functools import partial

from openpas.demo.cast import STANDARD_SPLIT
from openpas.passholders.models import Card, CardSystemMembership
from openpas.tariffs.models import DistributionKey
from tests.api.refusals.scenario import Ask, World, refused
from tests.api.sold import sold

NOBODYS_NUMBER = "0900000095902"
WRONG_CHECK_DIGIT = "0900000100018"
SYSTEMS = "/events/cast-concert/card-systems"


@refused("uitpas/event-not-found")
def tariffs_of_no_event(world: World) -> Ask:
    return world.buy(world.cast.amina_number, event="nowhere")


@refused("uitpas/event-not-found", 404)
def settings_of_no_event(world: World) -> Ask:
    return partial(world.admin.get, "/events/nowhere/settings")


@refused("uitpas/passholder-not-found")
def a_number_that_nobody_has(world: World) -> Ask:
    return world.buy(NOBODYS_NUMBER)


@refused("uitpas/invalid-uitpasnumber")
def a_number_that_cannot_be(world: World) -> Ask:
    return world.buy(WRONG_CHECK_DIGIT)


@refused("uitpas/passholder-no-active-cardsystems")
def blocked_in_every_region(world: World) -> Ask:
    world.cast.amina.memberships.update(is_blocked=True)
    return world.buy(world.cast.amina_number)


@refused("uitpas/social-tariff-expired")
def a_right_that_ended(world: World) -> Ask:
    CardSystemMembership.objects.filter(passholder=world.cast.amina).update(social_tariff_ends_on=date(2020, 1, 1))
    return world.buy(world.cast.amina_number)


@refused("uitpas/social-tariff-suspended")
def a_right_that_is_suspended(world: World) -> Ask:
    suspended = CardSystemMembership.objects.filter(passholder=world.cast.amina)
    suspended.update(social_tariff_suspended_until=date(2099, 1, 1))
    return world.buy(world.cast.amina_number)


@refused("uitpas/invalid-card-status")
def a_card_that_was_lost(world: World) -> Ask:
    Card.objects.filter(uitpas_number=world.cast.amina_number).update(status="BLOCKED")
    return world.buy(world.cast.amina_number)


@refused("uitpas/invalid-coupon")
def a_coupon_of_somebody_else(world: World) -> Ask:
    return world.buy(world.cast.amina_number, "COUPON_999")


@refused("uitpas/invalid-number-of-tickets")
def two_tickets_for_one_person(world: World) -> Ask:
    return world.buy(world.cast.amina_number, tickets=2)


@refused("uitpas/maximum-reached")
def a_second_ticket_for_an_evening(world: World) -> Ask:
    sold(world.cast, world.cast.amina)
    return world.buy(world.cast.amina_number)


@refused("uitpas/social-tariff-not-available")
def a_region_without_a_key(world: World) -> Ask:
    DistributionKey.objects.update(is_active=False)
    return partial(world.desk.get, "/tariffs/static", {"eventId": "cast-concert", "regularPrice": "11"})


@refused("uitpas/ticket-sale-not-found", 404)
def a_sale_that_is_not_there(world: World) -> Ask:
    return partial(world.desk.send, "DELETE", "/ticket-sales/404")


@refused("uitpas/event-already-has-ticketsales")
def another_region_after_the_first_ticket(world: World) -> Ask:
    sold(world.cast, world.cast.amina)
    return partial(world.admin.send, "PUT", SYSTEMS, [])


@refused("uitpas/cardsystem-not-found")
def a_region_that_is_not_there(world: World) -> Ask:
    return partial(world.admin.send, "PUT", SYSTEMS, [{"id": 999, "enabled": True}])


@refused("uitpas/cardsystem-not-found", 404)
def looking_for_a_region_that_is_not_there(world: World) -> Ask:
    return partial(world.admin.get, "/card-systems/999")


@refused("uitpas/invalid-card-system")
def a_region_that_the_organizer_is_not_in(world: World) -> Ask:
    return partial(world.admin.send, "PUT", SYSTEMS, [{"id": world.cast.dender.pk, "enabled": True}])


@refused("uitpas/distributionkey-not-found")
def a_key_that_is_not_there(world: World) -> Ask:
    return _with_key(world, 999)


@refused("uitpas/invalid-distributionkey")
def a_key_of_another_organizer(world: World) -> Ask:
    key = DistributionKey.objects.create(
        card_system=world.cast.gent, name="Van een ander", kind="MANUAL", split=STANDARD_SPLIT
    )
    return _with_key(world, key.pk)


def _with_key(world: World, key: int) -> Ask:
    keys = [{"id": key, "enabled": True}]
    return partial(
        world.admin.send,
        "PUT",
        SYSTEMS,
        [{"id": world.cast.gent.pk, "enabled": True, "manualDistributionKeys": keys}],
    )
