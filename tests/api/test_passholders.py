"""Operations 24 and 29."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.records.models import AccessLine
from tests.api.answers import problem, told
from tests.api.conftest import Caller

AMINAS_PATH = f"/passholders/{AMINA.public_id}"


def found(caller: Caller, **query: str) -> list[str]:
    body = told(caller.get("/passholders", query))
    assert body["totalItems"] >= len(body["member"])
    return [one["firstName"] for one in body["member"]]


@pytest.mark.parametrize("path", ["/passholders", AMINAS_PATH])
def test_anonymous(cast: Cast, anonymous: Caller, path: str) -> None:
    assert problem(anonymous.get(path)) == (401, "auth/unauthorized")
    assert not AccessLine.objects.exists()


def test_without_the_permission(cast: Cast) -> None:
    cast.desk_client.grants.filter(permission="PASSHOLDERS_SEARCH_BY_ID").delete()
    caller = Caller(cast.desk_client)
    for path in ("/passholders", f"/passholders?uitpasNumber={AMINA.card}", AMINAS_PATH):
        assert problem(caller.get(path)) == (403, "auth/forbidden")
    assert not AccessLine.objects.exists()


def test_with_search_by_id(cast: Cast, desk: Caller) -> None:
    assert found(desk, uitpasNumber=AMINA.card) == ["Amina"]
    assert found(desk, chipNumber=AMINA.chip.lower()) == ["Amina"]
    assert found(desk, inszNumber=AMINA.insz) == ["Amina"]
    assert found(desk, uitidId="auth0|x") == []
    for query in ({}, {"name": "Aziz"}, {"address.city": "Gent"}):
        assert problem(desk.get("/passholders", query)) == (403, "auth/forbidden")


def test_a_stranger_finds_nobody_but_by_id(cast: Cast) -> None:
    grant(cast.stranger_client, [Permission.PASSHOLDERS_SEARCH], cast.aalst)
    caller = Caller(cast.stranger_client)
    assert found(caller) == []
    assert found(caller, name="Aziz") == []
    assert found(caller, uitpasNumber=AMINA.card) == ["Amina"]
    assert AccessLine.objects.get().passholder_id == cast.amina.pk


def test_with_search_the_own_region(cast: Cast) -> None:
    grant(cast.desk_client, [Permission.PASSHOLDERS_SEARCH], cast.theatre)
    caller = Caller(cast.desk_client)
    assert found(caller) == ["Amina", "Bart"]
    assert found(caller, organizerId="CAST-theatre") == ["Amina", "Bart"]
    assert problem(caller.get("/passholders", {"organizerId": "cast-aalst"})) == (403, "auth/forbidden")


def test_every_filter(cast: Cast, admin: Caller) -> None:
    assert found(admin) == ["Amina", "Bart"]
    assert found(admin, **{"sort[name]": "desc"}) == ["Bart", "Amina"]
    assert found(admin, sort="-name") == ["Bart", "Amina"]
    assert found(admin, name="hondt") == ["Bart"]
    assert found(admin, firstName="mina") == ["Amina"]
    assert found(admin, email="amina*") == ["Amina"]
    assert found(admin, **{"address.street": "voorbeeld*", "address.city": "gent"}) == ["Amina", "Bart"]
    assert found(admin, **{"address.street": "elders*"}) == []
    assert found(admin, dateOfBirthFrom="1990-05-17") == ["Amina"]
    assert found(admin, dateOfBirthTo="1978-02-28") == ["Bart"]
    assert found(admin, organizerId="cast-aalst") == []
    assert found(admin, schoolId="*") == []
    assert found(admin, start="1", limit="1") == ["Bart"]
    assert found(admin, unknown="x", name="") == ["Amina", "Bart"]


def test_the_card_of_a_group_is_nobodys(cast: Cast, desk: Caller) -> None:
    assert told(desk.get("/passholders", {"uitpasNumber": cast.chloe_number})) == {"totalItems": 0, "member": []}


def test_only_the_number(cast: Cast, admin: Caller) -> None:
    assert told(admin.get("/passholders", {"limit": "0"})) == {"totalItems": 2, "member": []}
    assert not AccessLine.objects.exists()


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ({"uitpasNumber": "0900000095903"}, (400, "uitpas/invalid-uitpas-number")),
        ({"inszNumber": "83030201541"}, (400, "uitpas/invalid-insz-number")),
        ({"organizerId": "nowhere"}, (400, "uitpas/organizer-not-found")),
        ({"schoolId": "nowhere"}, (400, "uitpas/school-not-found")),
        ({"associationId": "nowhere"}, (400, "uitpas/association-not-found")),
        ({"limit": "501"}, (400, "url/query-limit-exceeded")),
        ({"limit": "-1"}, (404, "url/not-found")),
        ({"start": "x"}, (404, "url/not-found")),
        ({"dateOfBirthFrom": "yesterday"}, (404, "url/not-found")),
        ({"sort[name]": "up"}, (404, "url/not-found")),
        ({"associationMembershipStatus": "MAYBE"}, (404, "url/not-found")),
    ],
)
def test_refusals(cast: Cast, admin: Caller, query: dict[str, str], refusal: tuple[int, str]) -> None:
    assert problem(admin.get("/passholders", query)) == refusal
    assert not AccessLine.objects.exists()


def test_a_whole_passholder(cast: Cast, admin: Caller) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(
        registration_organizer=cast.theatre, phone_number="0470000000", nationality="BE", opt_in_sms=True
    )
    body = told(admin.get(AMINAS_PATH))
    assert body == told(admin.get("/passholders", {"uitpasNumber": AMINA.card}))["member"][0]
    [membership] = body.pop("cardSystemMemberships")
    assert body.pop("creationDate").endswith("+00:00")
    assert body == {
        "id": str(AMINA.public_id),
        "name": "Aziz",
        "firstName": "Amina",
        "inszNumber": AMINA.insz,
        "uitpasNumber": AMINA.card,
        "email": "amina+uitpas@example.org",
        "dateOfBirth": "1990-05-17",
        "gender": "FEMALE",
        "registrationOrganizer": {"id": "cast-theatre", "name": "Theater De Vlieger"},
        "points": 12,
        "uitidStatus": "UNREGISTERED",
        "address": {"street": "Voorbeeldstraat 1", "postalCode": "9000", "city": "Gent", "country": "BE"},
        "postalCode": "9000",
        "city": "Gent",
        "phoneNumber": "0470000000",
        "optInPreferences": {
            "serviceMails": False,
            "milestoneMails": False,
            "infoMails": False,
            "sms": True,
            "post": False,
        },
        "nationality": "BE",
    }
    assert membership.pop("cardSystem")["cities"][0] == {"postalCode": "9000", "name": "Gent"}
    assert membership.pop("socialTariff").pop("endDate").endswith("-04-30T21:59:59+00:00")
    assert membership == {
        "uitpasNumber": AMINA.card,
        "currentCard": {"uitpasNumber": AMINA.card, "cardType": "NFC_CARD", "status": "ACTIVE"},
        "status": "ACTIVE",
    }


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (
            {"social_tariff_ends_on": date(2020, 12, 31)},
            {
                "status": "EXPIRED",
                "endDate": "2020-12-31T22:59:59+00:00",
                "inGracePeriod": False,
                "expired": True,
            },
        ),
        (
            {"social_tariff_ends_on": date(2099, 4, 30), "social_tariff_suspended_until": date(2098, 6, 30)},
            {
                "status": "SUSPENDED",
                "endDate": "2099-04-30T21:59:59+00:00",
                "inGracePeriod": False,
                "suspendedUntilDate": "2098-06-30T21:59:59+00:00",
                "expired": False,
            },
        ),
        (
            {"social_tariff_ends_on": date(2099, 4, 30), "social_tariff_suspended_until": date(2020, 6, 30)},
            {
                "status": "ACTIVE",
                "endDate": "2099-04-30T21:59:59+00:00",
                "inGracePeriod": False,
                "expired": False,
            },
        ),
        ({"social_tariff_ends_on": None}, None),
    ],
)
def test_the_social_tariff_of_a_membership(
    cast: Cast, admin: Caller, columns: dict[str, date | None], shown: dict[str, object] | None
) -> None:
    CardSystemMembership.objects.filter(passholder=cast.amina).update(**columns)
    [membership] = told(admin.get(AMINAS_PATH))["cardSystemMemberships"]
    assert membership.get("socialTariff") == shown


def test_a_blocked_membership(cast: Cast, admin: Caller) -> None:
    CardSystemMembership.objects.filter(passholder=cast.bart).update(is_blocked=True)
    body = told(admin.get(f"/passholders/{BART.public_id}"))
    assert body["cardSystemMemberships"][0]["status"] == "BLOCKED"
    assert "uitpasNumber" not in body


def test_somebody_from_abroad(cast: Cast, admin: Caller) -> None:
    Passholder.objects.filter(pk=cast.bart.pk).update(
        street="", postal_code="59100", city="Roubaix", country="FR", insz_encrypted=None, gender="", email=""
    )
    body = told(admin.get(f"/passholders/{BART.public_id}"))
    assert body["address"] == {"postalCode": "59100", "city": "Roubaix", "country": "FR"}
    assert not {"inszNumber", "gender", "email", "nationality", "registrationOrganizer"} & set(body)


@pytest.mark.parametrize("public_id", ["1", "0190aaaa-0000-4000-8000-000000000000"])
def test_nobody_has_this_id(cast: Cast, admin: Caller, public_id: str) -> None:
    assert problem(admin.get(f"/passholders/{public_id}")) == (404, "uitpas/passholder-not-found")


def test_as_many_queries_for_a_page_as_for_one(cast: Cast, admin: Caller) -> None:
    admin.get("/passholders", {"limit": "1"})
    counts = []
    for limit in ("1", "2"):
        with CaptureQueriesContext(connection) as queries:
            admin.get("/passholders", {"limit": limit})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7
