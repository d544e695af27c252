"""Who gets a coupon, when it ends, and how the coupons of a person or a group are shown."""

from datetime import timedelta

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, PermissionMissing
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.organizers.refusals import OrganizerNotFound
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.passholders.refusals import GroupPassNotFound, NoActiveCardSystems, PassholderNotFound
from openpas.records.models import AccessLine
from openpas.runtime import clock
from openpas.tariffs import queries
from openpas.tariffs.models import Coupon, GrantedCoupon
from openpas.tariffs.queries import GrantedCouponStatus
from openpas.tariffs.refusals import InvalidCoupon
from openpas.tariffs.rules.coupons import CouponTarget, Segment
from openpas.tariffs.service import (
    delete_coupon,
    grant_coupon,
    grant_to_new_passholder,
    sell_tickets,
    stop_coupon,
)
from tests.tariffs.conftest import REGION, actor_for
from tests.tariffs.shop import coupon, coupon_of, ticket


def holders(made: Coupon) -> set[str]:
    people = made.grants.filter(passholder__isnull=False).values_list("passholder__first_name", flat=True)
    return {*people, *made.grants.filter(group_pass__isnull=False).values_list("group_pass__name", flat=True)}


@pytest.mark.parametrize(
    ("target", "segment", "expected"),
    [
        (CouponTarget.ALL, Segment(), {"Amina", "Bart"}),
        (CouponTarget.SOCIAL_TARIFF, Segment(), {"Amina"}),
        (CouponTarget.SEGMENT, Segment(max_age=40), {"Amina"}),
        (CouponTarget.SEGMENT, Segment(min_age=40), {"Bart"}),
        (CouponTarget.SEGMENT, Segment(municipalities=frozenset({"44021"})), {"Amina", "Bart"}),
        (CouponTarget.SEGMENT, Segment(municipalities=frozenset({"41002"})), set()),
        (CouponTarget.GROUP_PASSES, Segment(), {"Buurtwerking Het Anker (Chloé)"}),
    ],
)
def test_a_coupon_goes_to_those_it_is_for(
    cast: Cast, target: CouponTarget, segment: Segment, expected: set[str]
) -> None:
    made = coupon(cast, target, segment=segment)
    for _ in range(2):
        assert grant_coupon(REGION, made) == len(expected)
    assert holders(made) == expected


def test_a_coupon_for_chosen_groups_goes_to_no_other(cast: Cast) -> None:
    made = coupon(cast, CouponTarget.GROUP_PASSES)
    assert grant_coupon(REGION, made, group_passes=[]) == 0


def test_people_of_other_regions_and_blocked_members_get_none(cast: Cast) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(card_system=cast.dender)
    CardSystemMembership.objects.filter(passholder=cast.bart).update(is_blocked=True)
    assert grant_coupon(REGION, coupon(cast)) == 0


def test_who_registers_later_gets_what_is_for_new_ones_and_still_given(cast: Cast) -> None:
    for_all, for_social = coupon(cast), coupon(cast, CouponTarget.SOCIAL_TARIFF)
    old, stopped = coupon(cast, grants_to_new=False), coupon(cast)
    groups = coupon(cast, CouponTarget.GROUP_PASSES)
    stop_coupon(REGION, stopped)
    for _ in range(2):
        assert grant_to_new_passholder(cast.bart.pk) == 1
        assert grant_to_new_passholder(cast.amina.pk) == 2
    assert holders(for_all) == {"Amina", "Bart"}
    assert holders(for_social) == {"Amina"}
    assert not GrantedCoupon.objects.filter(coupon__in=[old, stopped, groups]).exists()


def test_a_stopped_coupon_works_for_who_has_it_and_a_deleted_one_for_nobody(cast: Cast, theatre: Actor) -> None:
    tariff_id = coupon_of(cast)
    made = Coupon.objects.get()
    stop_coupon(REGION, made)
    assert grant_coupon(REGION, made) == 2
    assert queries.quote(theatre, "cast-concert", cast.bart_number, 1100).offer(tariff_id) is not None
    delete_coupon(REGION, made)
    assert queries.quote(theatre, "cast-concert", cast.bart_number, 1100).offer(tariff_id) is None
    with pytest.raises(InvalidCoupon):
        sell_tickets(theatre, [ticket(cast.bart_number, tariff_id=tariff_id)])
    assert queries.coupons_of_passholder(theatre, str(cast.bart.public_id), status=None) == []


def test_the_coupons_of_a_person_with_what_is_left_of_them(cast: Cast, theatre: Actor) -> None:
    tariff_id = coupon_of(cast, limit=Limit(2, Period.MONTH))
    coupon_of(cast, limit=None)
    over = coupon_of(cast, valid_from=clock.now() - timedelta(days=2), valid_until=clock.now() - timedelta(days=1))
    sell_tickets(theatre, [ticket(cast.bart_number, tariff_id=tariff_id)])
    bart = str(cast.bart.public_id)
    shown = queries.coupons_of_passholder(theatre, bart)
    assert [one.remaining for one in shown] == [Limit(1, Period.MONTH), None]
    (expired,) = queries.coupons_of_passholder(theatre, bart, status=GrantedCouponStatus.EXPIRED)
    assert (f"COUPON_{expired.coupon.pk}", expired.status) == (over, GrantedCouponStatus.EXPIRED)
    assert len(queries.coupons_of_passholder(theatre, bart, status=None)) == 3
    assert AccessLine.objects.filter(passholder_id=cast.bart.pk, purpose="coupons").count() == 3


def test_the_coupons_of_a_group(cast: Cast, theatre: Actor) -> None:
    coupon_of(cast)
    (shown,) = queries.coupons_of_group_pass(theatre, str(cast.chloe.public_id))
    assert shown.remaining == Limit(1, Period.ABSOLUTE)
    with pytest.raises(GroupPassNotFound):
        queries.coupons_of_group_pass(theatre, str(cast.bart.public_id))


def test_coupons_are_seen_where_the_right_is_and_of_the_organizer_that_is_named(cast: Cast, theatre: Actor) -> None:
    coupon_of(cast)
    bart = str(cast.bart.public_id)
    with pytest.raises(PermissionMissing):
        queries.coupons_of_passholder(actor_for(), bart)
    assert queries.coupons_of_passholder(actor_for(cast.aalst.pk), bart) == []
    assert len(queries.coupons_of_passholder(theatre, bart, organizer_id="CAST-club")) == 1
    assert queries.coupons_of_passholder(theatre, bart, organizer_id="cast-aalst") == []
    with pytest.raises(OrganizerNotFound):
        queries.coupons_of_passholder(theatre, bart, organizer_id="nobody")
    for unknown in ("nobody", str(cast.chloe.public_id)):
        with pytest.raises(PassholderNotFound):
            queries.coupons_of_passholder(theatre, unknown)


def test_without_a_usable_membership_coupons_are_refused(cast: Cast, theatre: Actor) -> None:
    CardSystemMembership.objects.update(is_blocked=True)
    with pytest.raises(NoActiveCardSystems):
        queries.coupons_of_passholder(theatre, str(cast.bart.public_id))
    assert Passholder.objects.filter(pk=cast.bart.pk, is_blocked=False).exists()
