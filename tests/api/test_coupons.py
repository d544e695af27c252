"""O42 and O28: the coupons of a passholder and of a group."""

from openpas.demo.cast import Cast
from openpas.foundation.calendar import Period
from openpas.foundation.limits import Limit
from openpas.passholders.models import CardSystemMembership
from openpas.tariffs.models import GrantedCoupon
from tests.api.answers import problem, told
from tests.api.conftest import Caller
from tests.tariffs.shop import coupon_of


def test_the_coupons_of_a_passholder(anonymous: Caller, stranger: Caller, desk: Caller, cast: Cast) -> None:
    coupon_of(cast, description="Voor wie graag naar toneel gaat", limit=Limit(2, Period.MONTH))
    path = f"/passholders/{cast.bart.public_id}/coupons"
    assert anonymous.get(path).status_code == 401
    assert told(stranger.get(path)) == []
    (granted,) = told(desk.get(path))
    row = GrantedCoupon.objects.get(passholder=cast.bart)
    assert granted.pop("validityPeriod").keys() == {"begin"}
    assert granted == {
        "id": row.pk,
        "coupon": {
            "id": f"COUPON_{row.coupon_id}",
            "name": "Cultuurbon 6 euro",
            "description": "Voor wie graag naar toneel gaat",
        },
        "status": "ACTIVE",
        "remaining": {"volume": 2, "period": "MONTH"},
    }
    assert told(desk.get(path, {"status": "EXPIRED"})) == []
    assert len(told(desk.get(path, {"status": "ALL", "organizerId": "CAST-THEATRE"}))) == 1
    assert told(desk.get(path, {"organizerId": "cast-aalst"})) == []


def test_refusals(desk: Caller, cast: Cast) -> None:
    path = f"/passholders/{cast.bart.public_id}/coupons"
    unknown = desk.get(f"/passholders/{cast.chloe.public_id}/coupons")
    assert problem(unknown) == (404, "uitpas/passholder-not-found")
    organizer = desk.get(path, {"organizerId": "nobody"})
    assert problem(organizer) == (400, "uitpas/organizer-not-found")
    assert desk.get(path, {"status": "GONE"}).status_code == 404
    CardSystemMembership.objects.update(is_blocked=True)
    blocked = desk.get(path)
    assert problem(blocked) == (400, "uitpas/passholder-no-active-cardsystems")


def test_the_coupons_of_a_group(anonymous: Caller, desk: Caller, cast: Cast) -> None:
    coupon_of(cast, limit=None)
    path = f"/grouppasses/{cast.chloe.public_id}/coupons"
    assert anonymous.get(path).status_code == 401
    (granted,) = told(desk.get(path))
    assert "remaining" not in granted
    assert desk.get(f"/grouppasses/{cast.bart.public_id}/coupons").status_code == 404
