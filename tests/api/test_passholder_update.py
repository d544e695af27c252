"""Operations 31 and 86: a passholder changes, and whether a national number is used."""

from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings

from openpas.demo.cast import AMINA, BART, Cast
from openpas.enrolment.models import Consent
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.permissions import Permission
from openpas.identity.actors import forget_actors
from openpas.identity.grants import grant
from openpas.passholders.models import CardSystemMembership, Passholder
from openpas.records.encryption import decrypt
from openpas.records.models import AuditLine, OutboxMessage
from openpas.runtime import clock
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.enrolment.people import INSZ

WRITE, SOCIAL = Permission.PASSHOLDERS_WRITE, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF
BARTS_PATH, AMINAS_PATH = f"/passholders/{BART.public_id}", f"/passholders/{AMINA.public_id}"
NO_MAILS = {"serviceMails": False, "milestoneMails": False, "infoMails": False, "sms": False, "post": False}


def bart(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": "ignored",
        "points": 1000,
        "registrationCardType": "DIGITAL",
        "name": "Dhondt",
        "firstName": "Bart",
        "dateOfBirth": "1978-02-28",
        "address": {"street": "Veldstraat 1", "postalCode": "9050", "city": "Gentbrugge"},
    }
    return {name: value for name, value in {**body, **changes}.items() if value is not None}


def amina(**changes: Any) -> dict[str, Any]:
    return bart(name="Aziz", firstName="Amina", dateOfBirth="1990-05-17", **changes)


def changed(caller: Caller, path: str, body: dict[str, Any]) -> None:
    response = caller.send("PUT", path, body)
    assert (response.status_code, response.content) == (204, b""), response.content


def refused(caller: Caller, path: str, body: dict[str, Any]) -> tuple[int, str]:
    def everything() -> list[Any]:
        kept = [Passholder, CardSystemMembership, Consent, OutboxMessage, AuditLine]
        return [list(model._default_manager.order_by("pk").values()) for model in kept]

    before = everything()
    answer = problem(caller.send("PUT", path, body))
    assert everything() == before
    return answer


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert refused(anonymous, BARTS_PATH, bart()) == (401, "auth/unauthorized")


def test_strangers(cast: Cast, desk: Caller, stranger: Caller, person: Person) -> None:
    grant(cast.stranger_client, [WRITE], cast.aalst)
    forget_actors()
    for caller in (desk, stranger, person(cast.bart), person(cast.dirk)):
        assert refused(caller, BARTS_PATH, bart()) == (403, "auth/forbidden")


def test_full_replacement(cast: Cast) -> None:
    grant(cast.desk_client, [WRITE], cast.theatre)
    changed(Caller(cast.desk_client), BARTS_PATH, bart(phoneNumber="0470", optInPreferences={**NO_MAILS, "post": True}))
    found = Passholder.objects.get(pk=cast.bart.pk)
    assert (found.name, found.city, found.postal_code, found.municipality_nis) == ("Dhondt", "Gent", "9050", "44021")
    assert (found.email, found.gender, found.phone_number, found.opt_in_post) == ("", "", "0470", True)
    assert found.insz_encrypted is not None
    assert decrypt(found.insz_encrypted) == BART.insz
    assert found.public_id == BART.public_id
    changed(Caller(cast.desk_client), BARTS_PATH, bart())
    assert not Passholder.objects.get(pk=cast.bart.pk).opt_in_post


def test_a_national_number_is_added_and_never_changed(cast: Cast, admin: Caller) -> None:
    changed(admin, BARTS_PATH, bart(inszNumber=BART.insz))
    assert refused(admin, BARTS_PATH, bart(inszNumber=INSZ)) == (400, "body/invalid-data")
    Passholder.objects.filter(pk=cast.bart.pk).update(insz_index=None, insz_encrypted=None)
    assert refused(admin, BARTS_PATH, bart(inszNumber="1")) == (400, "uitpas/invalid-insz-number")
    assert refused(admin, BARTS_PATH, bart(inszNumber=AMINA.insz)) == (400, "uitpas/insz-already-used")
    changed(admin, BARTS_PATH, bart(inszNumber="83.03.02-015.40"))
    encrypted = Passholder.objects.get(pk=cast.bart.pk).insz_encrypted
    assert encrypted is not None
    assert decrypt(encrypted) == INSZ


def test_a_valid_social_tariff_keeps_somebody_in_its_region(cast: Cast, admin: Caller) -> None:
    aalst = {"street": "Markt 1", "postalCode": "9300", "city": "Aalst"}
    assert refused(admin, AMINAS_PATH, amina(address=aalst)) == (400, "uitpas/invalid-city")
    changed(admin, AMINAS_PATH, amina(address={"postalCode": "9070", "city": "Destelbergen"}))
    CardSystemMembership.objects.filter(passholder=cast.amina).update(social_tariff_ends_on=date(2020, 4, 30))
    changed(admin, AMINAS_PATH, amina(address=aalst))
    changed(admin, BARTS_PATH, bart(address=aalst))


def test_abroad_needs_a_right(cast: Cast) -> None:
    abroad = bart(address={"street": "Rue 1", "postalCode": "59100", "city": "Roubaix", "country": "FR"})
    grant(cast.desk_client, [WRITE], cast.theatre)
    assert refused(Caller(cast.desk_client), BARTS_PATH, abroad) == (403, "auth/forbidden")
    grant(cast.desk_client, [Permission.PASSHOLDERS_WRITE_FOREIGN_COUNTRY], cast.theatre)
    forget_actors()
    changed(Caller(cast.desk_client), BARTS_PATH, abroad)
    found = Passholder.objects.get(pk=cast.bart.pk)
    assert (found.street, found.country, found.municipality_nis) == ("", "FR", "")


def test_extend_the_social_tariff(cast: Cast, admin: Caller) -> None:
    ends_on = last_of_april_next_year(brussels_day(clock.now())).replace(month=6)
    body = amina(registrationSocialTariffEndDate=ends_on.isoformat())
    grant(cast.desk_client, [WRITE], cast.theatre)
    assert refused(Caller(cast.desk_client), AMINAS_PATH, body) == (403, "auth/forbidden")
    grant(cast.desk_client, [SOCIAL], cast.theatre)
    forget_actors()
    changed(Caller(cast.desk_client), AMINAS_PATH, body)
    assert CardSystemMembership.objects.get(passholder=cast.amina).social_tariff_ends_on == ends_on
    for day in ("2020-01-01", ends_on.replace(year=ends_on.year + 1).isoformat()):
        assert refused(admin, AMINAS_PATH, amina(registrationSocialTariffEndDate=day)) == (400, "body/invalid-data")
    nobodys = bart(registrationSocialTariffEndDate=ends_on.isoformat())
    assert refused(admin, BARTS_PATH, nobodys) == (400, "body/invalid-data")


def test_a_child_gets_no_messages_and_needs_a_parent(cast: Cast, admin: Caller) -> None:
    changed(admin, BARTS_PATH, bart(parentalConsent=False))
    child = bart(dateOfBirth="2015-01-01")
    assert refused(admin, BARTS_PATH, child) == (400, "body/invalid-data")
    mailed = {**child, "parentalConsent": True, "optInPreferences": {**NO_MAILS, "sms": True}}
    assert refused(admin, BARTS_PATH, mailed) == (400, "body/invalid-data")
    changed(admin, BARTS_PATH, {**child, "parentalConsent": True})
    changed(admin, BARTS_PATH, child)
    assert Consent.objects.get().parental_consent


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": None}, "body/invalid-data"),
        ({"address": {"postalCode": "9000", "city": "Brugge"}}, "uitpas/invalid-city"),
        ({"dateOfBirth": "2199-01-01"}, "body/invalid-data"),
    ],
)
def test_refused(cast: Cast, admin: Caller, changes: dict[str, Any], expected: str) -> None:
    assert refused(admin, BARTS_PATH, bart(**changes)) == (400, expected)


def test_nobody(cast: Cast, admin: Caller) -> None:
    path = "/passholders/b0000000-0000-4000-8000-00000000000f"
    assert refused(admin, path, bart()) == (404, "uitpas/passholder-not-found")


def test_whether_a_national_number_is_used(cast: Cast, anonymous: Caller) -> None:
    path = "/passholders/status/insz-numbers"
    assert problem(anonymous.get(f"{path}/{BART.insz}")) == (401, "auth/unauthorized")
    named = {"clientId": "cast-desk"}
    assert told(anonymous.get(f"{path}/{BART.insz}", named)) == {"state": "USED"}
    assert told(anonymous.get(f"{path}/83.03.02-015.40", named)) == {"state": "UNUSED"}
    assert problem(anonymous.get(f"{path}/83030201541", named)) == (400, "uitpas/invalid-insz-number")
    assert AuditLine.objects.filter(action="insz_status.read").count() == 2


@pytest.mark.usefixtures("standing_clock")
def test_not_too_often(cast: Cast, desk: Caller, settings: LazySettings) -> None:
    settings.OPENPAS_PUBLIC_LOOKUPS = 2
    path = f"/passholders/status/insz-numbers/{BART.insz}"
    for _ in range(2):
        told(desk.get(path))
    last = desk.get(path)
    assert problem(last) == (429, "uitpas/rate-limited")
    assert int(last["Retry-After"]) > 0
