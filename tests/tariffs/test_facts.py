"""What the one statement brings is what was stored."""

from datetime import timedelta

import pytest

from openpas.demo.cast import Cast
from openpas.events.refusals import EventNotFound
from openpas.foundation.actor import Actor
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.passholders.refusals import InvalidUitpasNumberAtCounter, PassholderNotFound
from openpas.runtime import clock
from openpas.tariffs import queries
from openpas.tariffs.models import EventKey, GrantedCoupon
from openpas.tariffs.queries.facts import load_facts
from openpas.tariffs.rules.coupons import CouponConditions, CouponStatus, HeldCoupon
from openpas.tariffs.rules.keys import Key, KeyKind, Residence, SocialTariffIn
from openpas.tariffs.rules.prices import PriceBounds
from openpas.tariffs.rules.quoting import UNUSED, Uses
from openpas.tariffs.rules.terms import KeyTerms
from openpas.tariffs.service import create_key, sell_tickets
from tests.tariffs.conftest import REGION
from tests.tariffs.pure import STANDARD
from tests.tariffs.shop import SIX_EURO_OFF, coupon, coupon_of, ticket
from tests.tariffs.written import split


def test_a_key_is_read_as_it_was_made(cast: Cast) -> None:
    terms = KeyTerms(
        name="Halve dag",
        kind=KeyKind.MANUAL,
        split=STANDARD,
        split_elsewhere=split("holder 25 % of total, organizer rest"),
        prices=PriceBounds(below_cents=2000, above_cents=500),
        social_tariff_in=SocialTariffIn.AT_LEAST_ONE_CARDSYSTEM,
        residence=Residence.NOT_IN_CITY_OF_ORGANIZER,
        is_global=True,
    )
    made = create_key(REGION, cast.gent, terms)
    EventKey.objects.create(event=cast.concert, key=made, is_enabled=True)
    _, read = load_facts("cast-concert", cast.amina_number, clock.now()).of_pass().keys
    assert read == Key(
        id=made.pk,
        version=1,
        name="Halve dag",
        card_system_id=cast.gent.pk,
        kind=KeyKind.MANUAL,
        split=terms.split,
        split_elsewhere=terms.split_elsewhere,
        prices=terms.prices,
        social_tariff_in=terms.social_tariff_in,
        residence=terms.residence,
        is_switched_on=True,
    )


def test_a_coupon_is_read_as_it_was_made(cast: Cast) -> None:
    now = clock.now()
    made = coupon(
        cast,
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=1),
        limit=Limit(3, Period.YEAR),
        event_limit=Limit(2, Period.WEEK),
        prices=PriceBounds(equal_cents=1100),
        keywords=("film", "dans"),
        organizers=[cast.theatre, cast.club],
        events=[cast.concert],
        locations=[cast.theatre.linked_location],
    )
    granted = GrantedCoupon.objects.create(coupon=made, passholder=cast.bart, granted_at=now)
    (read,) = load_facts("cast-concert", cast.bart_number, now).of_pass().coupons
    assert cast.theatre.linked_location_id is not None
    assert read == HeldCoupon(
        granted_id=granted.pk,
        coupon_id=made.pk,
        name="Cultuurbon 6 euro",
        card_system_id=cast.gent.pk,
        status=CouponStatus.ACTIVE,
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=1),
        key_id=made.key_id,
        key_version=1,
        split=SIX_EURO_OFF,
        prices=PriceBounds(equal_cents=1100),
        conditions=CouponConditions(
            frozenset({cast.theatre.pk, cast.club.pk}),
            frozenset({cast.concert.pk}),
            frozenset({cast.theatre.linked_location_id}),
            frozenset({"film", "dans"}),
        ),
        limit=Limit(3, Period.YEAR),
        event_limit=Limit(2, Period.WEEK),
    )


def test_uses_are_counted_apart(cast: Cast, theatre: Actor) -> None:
    tariff_id = coupon_of(cast, limit=Limit(9, Period.YEAR), event_limit=Limit(9, Period.YEAR))
    cast.theatre.ticket_limit_volume, cast.theatre.ticket_limit_period = 9, "YEAR"
    cast.theatre.save()
    orders = [
        ticket(cast.amina_number),
        ticket(cast.amina_number, "cast-open-house"),
        *[ticket(cast.chloe_number)] * 3,
        *[ticket(cast.chloe_number, "cast-open-house", tariff_id)] * 2,
        ticket(cast.bart_number, tariff_id=tariff_id),
    ]
    sell_tickets(theatre, orders)
    now = clock.now()
    assert load_facts("cast-concert", cast.amina_number, now).of_pass().uses == Uses(at_event=1, at_organizer=2)
    group = load_facts("cast-concert", cast.chloe_number, now).of_pass()
    assert group.uses == Uses(of_group_this_year=3)
    assert [(one.used, one.used_at_event) for one in group.coupons] == [(2, 0)]
    bart = load_facts("cast-concert", cast.bart_number, now).of_pass()
    assert bart.uses == UNUSED
    assert [(one.used, one.used_at_event) for one in bart.coupons] == [(1, 1)]


def test_the_event_is_judged_before_the_right_and_the_right_before_the_pass(
    cast: Cast, theatre: Actor, stranger: Actor
) -> None:
    now = clock.now()
    with pytest.raises(EventNotFound):
        load_facts("nowhere", "x", now)
    assert load_facts("CAST-CONCERT", "x", now).event.id == cast.concert.pk
    with pytest.raises(InvalidUitpasNumberAtCounter):
        queries.quote(theatre, "cast-concert", "x", 1100)
    with pytest.raises(PassholderNotFound):
        queries.quote(theatre, "cast-concert", "0900000095902", 1100)
