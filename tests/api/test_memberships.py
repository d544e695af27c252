"""Operations 37 and 38: another region, or another card with or without the social tariff."""

from datetime import date
from typing import Any

import pytest

from openpas.demo.cast import AMINA, BART, Cast
from openpas.enrolment.models import Voucher
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.foundation.permissions import Permission
from openpas.identity.actors import forget_actors
from openpas.identity.grants import grant
from openpas.passholders.models import Card, CardSystemMembership, Passholder, PointsAccount
from openpas.runtime import clock
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.enrolment.people import card_at, rows, voucher

WRITE, SOCIAL = Permission.PASSHOLDERS_WRITE, Permission.PASSHOLDERS_WRITE_SOCIALTARIFF
FULL = Permission.PASSHOLDERS_WRITE_SOCIALTARIFF_FULL_CARDSYSTEM
AT_THEATRE = {"cardType": "DIGITAL", "registrationOrganizer": {"id": "cast-theatre"}}
AT_AALST = {"cardType": "DIGITAL", "registrationOrganizer": {"id": "cast-aalst"}}
IN_AALST = {"street": "Markt 1", "postalCode": "9300", "city": "Aalst"}


def path(person: Passholder, card_system_id: int) -> str:
    return f"/passholders/{person.public_id}/memberships/{card_system_id}"


def preview(caller: Caller, person: Passholder, card_system_id: int, social: str, desk: str = "cast-theatre") -> Any:
    return told(caller.get(path(person, card_system_id), {"socialTariff": social, "organizerId": desk}))


def refused(caller: Caller, person: Passholder, card_system_id: int, body: dict[str, Any]) -> tuple[int, str]:
    before = rows(), list(CardSystemMembership.objects.values()), list(Card.objects.values().order_by("pk"))
    answer = problem(caller.send("POST", path(person, card_system_id), body))
    after = rows(), list(CardSystemMembership.objects.values()), list(Card.objects.values().order_by("pk"))
    assert after == before
    return answer


def done(caller: Caller, person: Passholder, card_system_id: int, body: dict[str, Any]) -> CardSystemMembership:
    response = caller.send("POST", path(person, card_system_id), body)
    assert (response.status_code, response.content) == (201, b""), response.content
    return CardSystemMembership.objects.get(passholder=person, card_system_id=card_system_id)


def april() -> date:
    return last_of_april_next_year(brussels_day(clock.now()))


def test_anonymous(cast: Cast, anonymous: Caller) -> None:
    assert problem(anonymous.get(path(cast.bart, 5)))[0] == 401
    assert refused(anonymous, cast.bart, 5, AT_THEATRE) == (401, "auth/unauthorized")


def test_without_the_permission(cast: Cast, desk: Caller, stranger: Caller, person: Person) -> None:
    grant(cast.stranger_client, [WRITE], cast.aalst)
    forget_actors()
    for caller in (desk, stranger, person(cast.bart)):
        assert refused(caller, cast.bart, 5, {**AT_THEATRE, "socialTariff": {}}) == (403, "auth/forbidden")
    query = {"socialTariff": "false", "organizerId": "cast-theatre"}
    assert problem(stranger.get(path(cast.bart, 5), query)) == (403, "auth/forbidden")


def test_preview(cast: Cast, admin: Caller) -> None:
    assert preview(admin, cast.bart, 5, "false") == {"type": "NOT_POSSIBLE", "addressChangeRequired": False}
    granting = preview(admin, cast.bart, 5, "true")
    assert (granting["type"], granting["addressChangeRequired"]) == ("REPLACE_MEMBERSHIP", False)
    assert granting["socialTariffEndDate"] == april().isoformat()
    assert granting["replacedMembership"]["uitpasNumber"] == BART.card
    assert preview(admin, cast.amina, 5, "true")["type"] == "NOT_POSSIBLE"
    assert preview(admin, cast.amina, 5, "false")["type"] == "REPLACE_MEMBERSHIP"
    joining = preview(admin, cast.bart, 1, "true", "cast-aalst")
    assert (joining["type"], joining["addressChangeRequired"]) == ("NEW_MEMBERSHIP", True)
    assert preview(admin, cast.bart, 1, "false", "cast-aalst")["addressChangeRequired"] is False


def test_preview_refused(cast: Cast, admin: Caller) -> None:
    def answer(card_system_id: int, **query: str) -> tuple[int, str]:
        return problem(admin.get(path(cast.bart, card_system_id), query))

    assert answer(5, socialTariff="true", organizerId="nobody") == (400, "uitpas/organizer-not-found")
    assert answer(5, organizerId="cast-theatre") == (404, "url/not-found")
    assert answer(999, socialTariff="true", organizerId="cast-theatre") == (404, "uitpas/cardsystem-not-found")
    error = (400, "uitpas/passholder-new-membership-error")
    assert answer(5, socialTariff="true", organizerId="cast-aalst") == error
    cast.bart.memberships.update(is_blocked=True)
    assert answer(5, socialTariff="true", organizerId="cast-theatre") == error
    Passholder.objects.filter(pk=cast.bart.pk).update(is_blocked=True)
    assert answer(5, socialTariff="true", organizerId="cast-theatre") == error


def test_join_another_region(cast: Cast) -> None:
    grant(cast.stranger_client, [WRITE], cast.aalst)
    card = card_at(cast.aalst, cast.dender)
    body = {**AT_AALST, "cardType": "NFC_CARD", "uitpasNumber": card.uitpas_number}
    joined = done(Caller(cast.stranger_client), cast.bart, 1, body)
    assert joined.social_tariff_ends_on is None
    card.refresh_from_db()
    assert (card.status, card.membership) == ("ACTIVE", joined)
    assert Card.objects.get(uitpas_number=BART.card).status == "ACTIVE"
    assert PointsAccount.objects.get(passholder=cast.bart).points == 3


def test_obtain_the_social_tariff(cast: Cast) -> None:
    grant(cast.desk_client, [WRITE, SOCIAL], cast.theatre)
    card = card_at(cast.theatre, cast.gent, social=True)
    body = {**AT_THEATRE, "cardType": "NFC_CARD", "uitpasNumber": card.uitpas_number, "socialTariff": {}}
    changed = done(Caller(cast.desk_client), cast.bart, 5, body)
    assert changed.social_tariff_ends_on == april()
    assert Card.objects.get(uitpas_number=BART.card).status == "BLOCKED"
    assert Card.objects.get(membership=changed, status="ACTIVE") == card
    assert PointsAccount.objects.get(passholder=cast.bart).points == 3
    assert refused(Caller(cast.desk_client), cast.bart, 5, {**AT_THEATRE, "socialTariff": {}}) == (
        400,
        "uitpas/passholder-new-membership-error",
    )


def test_lose_the_social_tariff(cast: Cast) -> None:
    grant(cast.desk_client, [WRITE], cast.theatre)
    changed = done(Caller(cast.desk_client), cast.amina, 5, AT_THEATRE)
    assert changed.social_tariff_ends_on is None
    assert Card.objects.get(uitpas_number=AMINA.card).status == "BLOCKED"
    assert not Card.objects.get(membership=changed, status="ACTIVE").is_social
    assert PointsAccount.objects.get(passholder=cast.amina).points == 12


def test_a_lost_card_gives_way_to_a_new_one(cast: Cast, admin: Caller) -> None:
    Card.objects.filter(uitpas_number=BART.card).update(status="BLOCKED")
    assert preview(admin, cast.bart, 5, "false")["type"] == "REPLACE_MEMBERSHIP"
    changed = done(admin, cast.bart, 5, AT_THEATRE)
    assert Card.objects.filter(membership=changed, status="ACTIVE").count() == 1


def test_move_to_another_region_with_the_social_tariff(cast: Cast, admin: Caller) -> None:
    body = {**AT_AALST, "socialTariff": {"socialTariffEndDate": april().isoformat()}}
    assert refused(admin, cast.amina, 1, body) == (400, "body/invalid-data")
    outside = {**body, "address": {"street": "x", "postalCode": "9000", "city": "Gent"}}
    assert refused(admin, cast.amina, 1, outside) == (400, "uitpas/invalid-city")
    joined = done(admin, cast.amina, 1, {**body, "address": IN_AALST})
    assert joined.social_tariff_ends_on == april()
    cast.amina.refresh_from_db()
    assert (cast.amina.city, cast.amina.municipality_nis, cast.amina.street) == ("Aalst", "41002", "Markt 1")
    assert Card.objects.get(uitpas_number=AMINA.card).status == "ACTIVE"


def test_an_address_alone_may_not_leave_the_region_of_the_social_tariff(cast: Cast, admin: Caller) -> None:
    assert refused(admin, cast.amina, 1, {**AT_AALST, "address": IN_AALST}) == (400, "uitpas/invalid-city")


def test_another_city_needs_a_right_of_its_own(cast: Cast) -> None:
    grant(cast.desk_client, [WRITE, SOCIAL], cast.theatre)
    body = {
        **AT_THEATRE,
        "socialTariff": {},
        "address": {"street": "Dorp 1", "postalCode": "9070", "city": "Destelbergen"},
    }
    assert refused(Caller(cast.desk_client), cast.bart, 5, body) == (403, "auth/forbidden")
    grant(cast.desk_client, [FULL], cast.theatre)
    forget_actors()
    done(Caller(cast.desk_client), cast.bart, 5, body)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"registrationOrganizer": {"id": "nobody"}}, "uitpas/organizer-not-found"),
        ({"cardType": "NFC_CARD"}, "body/invalid-data"),
        ({"uitpasNumber": AMINA.card}, "body/invalid-data"),
        ({"cardType": "NFC_CARD", "uitpasNumber": AMINA.card}, "uitpas/invalid-card-status"),
        ({"voucher": "NONE"}, "uitpas/invalid-voucher-code"),
        ({"socialTariff": {"socialTariffEndDate": "2020-01-01"}}, "body/invalid-data"),
        ({}, "uitpas/passholder-new-membership-error"),
    ],
)
def test_refused(cast: Cast, admin: Caller, changes: dict[str, Any], expected: str) -> None:
    assert refused(admin, cast.bart, 5, {**AT_THEATRE, **changes}) == (400, expected)


def test_a_social_card_is_for_the_social_tariff_and_the_other_way_round(cast: Cast, admin: Caller) -> None:
    kinds: tuple[tuple[bool, dict[str, Any]], ...] = ((True, {}), (False, {"socialTariff": {}}))
    for is_social, body in kinds:
        card = card_at(cast.theatre, cast.gent, social=is_social)
        asked = {**AT_THEATRE, **body, "cardType": "NFC_CARD", "uitpasNumber": card.uitpas_number}
        person = cast.amina if is_social else cast.bart
        assert refused(admin, person, 5, asked) == (400, "uitpas/invalid-card")


def test_unknown_in_the_path(cast: Cast, admin: Caller) -> None:
    assert refused(admin, cast.bart, 999, AT_THEATRE) == (404, "uitpas/cardsystem-not-found")
    unknown = "/passholders/b0000000-0000-4000-8000-00000000000f/memberships/5"
    assert problem(admin.send("POST", unknown, AT_THEATRE)) == (404, "uitpas/passholder-not-found")


def test_a_voucher_is_used(cast: Cast, admin: Caller) -> None:
    voucher(cast.gent)
    done(admin, cast.bart, 5, {**AT_THEATRE, "socialTariff": {}, "voucher": "zomer-1"})
    used = Voucher.objects.get()
    assert (used.used_by, used.used_with) == (cast.bart, cast.theatre)
