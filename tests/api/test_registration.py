"""Operation 25: a desk registers somebody."""

import base64
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from PIL import Image

from openpas.demo.cast import AMINA, Cast
from openpas.enrolment.models import Consent, Picture, PrivateNote, Voucher
from openpas.foundation.permissions import Permission
from openpas.identity.actors import forget_actors
from openpas.identity.grants import grant
from openpas.passholders.models import Card, Passholder
from openpas.records.encryption import decrypt
from openpas.records.models import AuditLine
from openpas.rewards.models import WelcomeGrant
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.enrolment.people import card_at, rows, somebody, voucher, with_card

TODAY = datetime(2026, 11, 22, 9, tzinfo=UTC)
WRITE, SOCIAL = Permission.PASSHOLDERS_WRITE, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF
FULL, FOREIGN = Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM, Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY
CHILD = {"dateOfBirth": "2015-06-01", "inszNumber": None}
NO_MAILS = {"serviceMails": False, "milestoneMails": False, "infoMails": False, "sms": False, "post": False}


def desk_with(cast: Cast, *permissions: Permission) -> Caller:
    grant(cast.desk_client, permissions, cast.theatre)
    forget_actors()  # what is granted counts from the next request on
    return Caller(cast.desk_client)


def refused(caller: Caller, body: dict[str, Any]) -> tuple[int, str]:
    """The problem, once it is sure that nothing was written."""
    before = rows()
    answer = problem(caller.send("POST", "/passholders", body))
    assert rows() == before
    return answer


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert refused(anonymous, somebody(cast)) == (401, "auth/unauthorized")


def test_without_the_permission(cast: Cast, desk: Caller, stranger: Caller, person: Person) -> None:
    grant(cast.stranger_client, [WRITE], cast.aalst)
    for caller in (desk, stranger, person(cast.amina), person(cast.dirk)):
        assert refused(caller, somebody(cast)) == (403, "auth/forbidden")


def test_a_digital_pass(cast: Cast) -> None:
    caller = desk_with(cast, WRITE, Permission.PASSHOLDERS_SEARCH)
    body = told(
        caller.send(
            "POST",
            "/passholders",
            somebody(cast, email="marc@example.org", gender="MALE", optInPreferences={**NO_MAILS, "sms": True}),
        )
    )
    card = Card.objects.get(membership__passholder__public_id=body["id"])
    assert (card.kind, card.status, card.is_social) == ("DIGITAL", "ACTIVE", False)
    assert body["uitpasNumber"] == card.uitpas_number == body["cardSystemMemberships"][0]["uitpasNumber"]
    assert body["address"] == {
        "street": "Brugsesteenweg 5",
        "postalCode": "9030",
        "city": "Gent",
        "country": "BE",
    }
    assert (body["inszNumber"], body["points"], body["gender"]) == ("83030201540", 0, "MALE")
    assert body["registrationOrganizer"]["id"] == "cast-theatre"
    assert body["optInPreferences"] == {**NO_MAILS, "sms": True}
    assert not [name for name in body if name.startswith("registration") and name != "registrationOrganizer"]
    assert list(WelcomeGrant.objects.values_list("reward__public_id", "passholder__public_id")) == [
        ("cast-welcome", card.membership and card.membership.passholder.public_id)
    ]
    consent = Consent.objects.get()
    assert (consent.legal_terms_paper, consent.legal_terms_digital, consent.parental_consent) == (True, False, False)


def test_a_card_of_the_desk(cast: Cast) -> None:
    card = card_at(cast.theatre, cast.gent)
    caller = desk_with(cast, WRITE)
    body = told(caller.send("POST", "/passholders", somebody(cast, registrationCardSystemId=None, **with_card(card))))
    assert body["uitpasNumber"] == card.uitpas_number
    card.refresh_from_db()
    assert (card.status, card.stock_organizer) == ("ACTIVE", None)
    assert "inszNumber" not in body or body["inszNumber"] == "83030201540"
    assert refused(caller, somebody(cast, inszNumber=None, **with_card(card))) == (400, "uitpas/invalid-card-status")


@time_machine.travel(TODAY, tick=False)
def test_a_social_card_gives_the_social_tariff(cast: Cast) -> None:
    card = card_at(cast.theatre, cast.gent, social=True)
    asked = somebody(cast, **with_card(card))
    assert refused(desk_with(cast, WRITE), asked) == (403, "auth/forbidden")
    body = told(desk_with(cast, SOCIAL).send("POST", "/passholders", asked))
    social = body["cardSystemMemberships"][0]["socialTariff"]
    assert (social["status"], social["endDate"]) == ("ACTIVE", "2027-04-30T21:59:59+00:00")


@time_machine.travel(TODAY, tick=False)
def test_the_end_of_the_social_tariff_has_bounds(cast: Cast) -> None:
    admin = Caller(cast.admin_client)
    for day in ("2026-11-22", "2028-01-01"):
        assert refused(admin, somebody(cast, registrationSocialTariffEndDate=day)) == (400, "body/invalid-data")
    told(admin.send("POST", "/passholders", somebody(cast, registrationSocialTariffEndDate="2027-12-31")))
    assert Card.objects.get(membership__passholder__name="Peeters").uitpas_number[11] == "1"


def test_the_social_tariff_for_another_city_needs_a_right_of_its_own(cast: Cast) -> None:
    caller = desk_with(cast, WRITE, SOCIAL)
    day = datetime.now(UTC).date()
    elsewhere = somebody(
        cast,
        address={"postalCode": "9070", "city": "Destelbergen"},
        registrationSocialTariffEndDate=date(day.year + 1, 4, 30).isoformat(),
    )
    assert refused(caller, elsewhere) == (403, "auth/forbidden")
    told(desk_with(cast, FULL).send("POST", "/passholders", elsewhere))


def test_the_social_tariff_is_for_residents(cast: Cast, admin: Caller) -> None:
    ends = date(datetime.now(UTC).year + 1, 4, 30).isoformat()
    body = somebody(cast, address={"postalCode": "9300", "city": "Aalst"}, registrationSocialTariffEndDate=ends)
    assert refused(admin, body) == (400, "uitpas/invalid-city")


def test_abroad(cast: Cast) -> None:
    french = somebody(
        cast, inszNumber=None, address={"street": "Rue 1", "postalCode": "59100", "city": "Roubaix", "country": "fr"}
    )
    assert refused(desk_with(cast, WRITE), french) == (403, "auth/forbidden")
    body = told(desk_with(cast, FOREIGN).send("POST", "/passholders", french))
    assert body["address"] == {"postalCode": "59100", "city": "Roubaix", "country": "FR"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"registrationOrganizer": {"id": "nobody"}}, "uitpas/organizer-not-found"),
        ({"registrationCardSystemId": 999}, "uitpas/cardsystem-not-found"),
        ({"registrationCardSystemId": 1}, "uitpas/invalid-card-system"),
        ({"address": {"postalCode": "9000", "city": "Brugge"}}, "uitpas/invalid-city"),
        ({"address": {"postalCode": "9999999", "city": "Gent"}}, "uitpas/invalid-city"),
        ({"address": {"postalCode": "9000"}}, "body/invalid-data"),
        ({"inszNumber": "83030201541"}, "uitpas/invalid-insz-number"),
        ({"inszNumber": AMINA.insz}, "uitpas/insz-already-used"),
        ({"registrationCardType": None}, "body/invalid-data"),
        ({"registrationCardType": "NFC_CARD"}, "body/invalid-data"),
        ({"registrationCardType": "NFC_CARD", "registrationUitpasNumber": "123"}, "uitpas/invalid-uitpas-number"),
        ({"registrationCardType": "NFC_CARD", "registrationUitpasNumber": "0900000031618"}, "uitpas/invalid-card"),
        ({"registrationCardType": "NFC_CARD", "registrationUitpasNumber": AMINA.card}, "uitpas/invalid-card-status"),
        ({"registrationVoucher": "NONE"}, "uitpas/invalid-voucher-code"),
        ({"legalTermsPaper": None}, "body/invalid-data"),
        ({"dateOfBirth": "2199-01-01"}, "body/invalid-data"),
        ({"name": ""}, "body/invalid-data"),
        ({"registrationPicture": "bm8gcGljdHVyZQ=="}, "body/file-invalid-type"),
        ({"optInPreferences": {"sms": True}}, "body/invalid-data"),
        (CHILD, "body/invalid-data"),
        ({**CHILD, "parentalConsent": True, "optInPreferences": {**NO_MAILS, "post": True}}, "body/invalid-data"),
    ],
)
def test_refused(cast: Cast, admin: Caller, changes: dict[str, Any], expected: str) -> None:
    assert refused(admin, somebody(cast, **changes)) == (400, expected)


def test_a_card_of_another_desk_region_or_kind(cast: Cast, admin: Caller) -> None:
    for card in (card_at(cast.club, cast.gent), card_at(cast.theatre, cast.dender)):
        assert refused(admin, somebody(cast, **with_card(card))) == (400, "uitpas/invalid-card")
    plain = with_card(card_at(cast.theatre, cast.gent))
    ends = date(datetime.now(UTC).year + 1, 4, 30).isoformat()
    body = somebody(cast, registrationSocialTariffEndDate=ends, **plain)
    assert refused(admin, body) == (400, "uitpas/invalid-card")


def test_a_child(cast: Cast, admin: Caller) -> None:
    body = somebody(cast, **CHILD, parentalConsent=True, optInPreferences=NO_MAILS)
    told(admin.send("POST", "/passholders", body))
    assert Consent.objects.get().parental_consent


def test_the_region_may_require_the_national_number(cast: Cast) -> None:
    cast.gent.requires_insz = True
    cast.gent.save()
    nameless = somebody(cast, inszNumber=None)
    assert refused(desk_with(cast, WRITE), nameless) == (400, "body/invalid-data")
    told(desk_with(cast, SOCIAL).send("POST", "/passholders", nameless))


def test_the_region_may_spare_a_desk_the_national_number(cast: Cast) -> None:
    cast.gent.requires_insz = True
    cast.gent.save()
    cast.gent.desk_groups.get(name="Mag pashouders zonder INSZ registreren").desks.add(cast.theatre)
    told(desk_with(cast, WRITE).send("POST", "/passholders", somebody(cast, inszNumber=None)))


def test_another_birth_date_in_the_national_number_is_a_warning(cast: Cast, admin: Caller) -> None:
    told(admin.send("POST", "/passholders", somebody(cast, dateOfBirth="1983-03-03")))
    assert AuditLine.objects.filter(action="passholder.insz_birth_date_differs").count() == 1


def test_a_voucher_is_used_once(cast: Cast, admin: Caller) -> None:
    voucher(cast.gent)
    body = told(admin.send("POST", "/passholders", somebody(cast, registrationVoucher=" zomer-1 ")))
    used = Voucher.objects.get()
    assert used.used_by is not None
    assert str(used.used_by.public_id) == body["id"]
    assert used.used_with == cast.theatre
    again = somebody(cast, inszNumber=None, registrationVoucher="ZOMER-1")
    assert refused(admin, again) == (400, "uitpas/invalid-voucher-code")


def test_a_voucher_of_another_region(cast: Cast, admin: Caller) -> None:
    voucher(cast.dender)
    assert refused(admin, somebody(cast, registrationVoucher="ZOMER-1")) == (400, "uitpas/invalid-voucher-code")
    assert Voucher.objects.get().used_at is None


def test_note_and_picture(cast: Cast, admin: Caller) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(drawn, "PNG")
    body = told(
        admin.send(
            "POST",
            "/passholders",
            somebody(
                cast, registrationNote="Belt liever", registrationPicture=base64.b64encode(drawn.getvalue()).decode()
            ),
        )
    )
    person = Passholder.objects.get(public_id=body["id"])
    note = PrivateNote.objects.get(passholder=person)
    assert b"Belt" not in bytes(note.note_encrypted)
    assert decrypt(note.note_encrypted) == "Belt liever"
    jpeg = base64.b64decode(decrypt(Picture.objects.get(passholder=person).jpeg_encrypted))
    with Image.open(io.BytesIO(jpeg)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (800, 450))


def test_welcome_points(cast: Cast, admin: Caller) -> None:
    cast.gent.welcome_points = 3
    cast.gent.save()
    assert told(admin.send("POST", "/passholders", somebody(cast)))["points"] == 3


def test_a_request_that_comes_twice_registers_once(cast: Cast, admin: Caller) -> None:
    first = admin.send("POST", "/passholders", somebody(cast), idempotency_key="k1")
    again = admin.send("POST", "/passholders", somebody(cast), idempotency_key="k1")
    assert told(first)["id"] == told(again)["id"]
    assert Passholder.objects.filter(name="Peeters").count() == 1


def test_who_may_not_register_learns_nothing_of_cards(cast: Cast, desk: Caller) -> None:
    for number in (AMINA.card, "0900000031618", "1"):
        body = somebody(cast, registrationCardSystemId=None, registrationCardType="NFC_CARD")
        assert refused(desk, {**body, "registrationUitpasNumber": number}) == (403, "auth/forbidden")
