"""Orders over HTTP: operations 84 and 85, who may, and every way to hear no."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_django.fixtures import Settings

from openpas.card_systems.models import MembershipPriceRule
from openpas.demo.cast import AMINA, Cast
from openpas.enrolment.models import Order
from openpas.enrolment.orders.doubles.mollie import MollieDouble
from openpas.enrolment.orders.tokens import READS
from openpas.entitlement.service import allow_return_address
from openpas.foundation.permissions import Permission
from openpas.identity.actors import forget_actors
from openpas.identity.clients import create_client
from openpas.identity.grants import grant
from openpas.passholders.models import Passholder
from openpas.runtime import clock
from openpas.runtime.double_server import Answer
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person
from tests.enrolment.ordering import PAGE, body_of, girl, id_token, marc, order_of, pay, paying, prices, rows
from tests.enrolment.people import INSZ, voucher

pytestmark = pytest.mark.django_db
CLIENT = {"x_client_id": "cast-admin"}


@pytest.fixture(autouse=True)
def mollie(cast: Cast, settings: Settings, tmp_path: Path) -> Iterator[MollieDouble]:
    prices(cast.gent)
    with paying(settings, tmp_path) as double:
        yield double


@pytest.fixture
def placed(cast: Cast, admin: Caller) -> dict[str, Any]:
    answer: dict[str, Any] = told(admin.send("POST", "/orders", order_of(marc(cast))))
    return answer


def test_create_as_nobody_as_stranger_and_with_the_right(cast: Cast, mollie: MollieDouble) -> None:
    body, before = order_of(marc(cast)), rows()
    assert problem(Caller().send("POST", "/orders", body)) == (401, "auth/unauthorized")
    assert problem(Caller(cast.stranger_client).send("POST", "/orders", body)) == (403, "auth/forbidden")
    assert problem(Caller(cast.desk_client).send("POST", "/orders", body)) == (403, "auth/forbidden")
    assert (rows(), mollie.payments) == (before, {})
    grant(cast.desk_client, [Permission.ORDERS_CREATE], cast.theatre)
    forget_actors()
    assert told(Caller(cast.desk_client).send("POST", "/orders", body))["status"] == "PENDING_PAYMENT"


def test_the_right_is_needed_for_everybody_in_the_order(cast: Cast, mollie: MollieDouble) -> None:
    grant(cast.desk_client, [Permission.ORDERS_CREATE], cast.theatre)
    other = girl(cast, registrationOrganizer={"id": "cast-club"})
    response = Caller(cast.desk_client).send("POST", "/orders", order_of(marc(cast), other))
    assert problem(response) == (403, "auth/forbidden")
    assert body_of(response)["jsonPointer"] == "/extraPassholderRegistrations/0"
    assert (Order.objects.count(), mollie.payments) == (0, {})


def test_a_client_that_only_names_itself_orders(cast: Cast) -> None:
    placed = told(Caller().send("POST", "/orders", order_of(marc(cast)), **CLIENT))
    assert placed["customToken"]
    known = told(Caller().get(f"/orders/{placed['id']}", **CLIENT))
    assert set(known) == {"id", "status", "paymentUrl", "totalPrice"}


def test_a_client_that_only_names_itself_gets_no_token_for_the_account(
    cast: Cast, placed: dict[str, Any], mollie: MollieDouble
) -> None:
    pay(mollie)
    known = told(Caller().get(f"/orders/{placed['id']}", **CLIENT))
    assert known["status"] == "PENDING_UITID_CONNECT"
    assert "registrationToken" not in known


@pytest.mark.usefixtures("standing_clock")
def test_a_client_that_only_names_itself_is_slowed_down(cast: Cast, settings: Settings) -> None:
    settings.OPENPAS_ORDERS = 1
    told(Caller().send("POST", "/orders", order_of(marc(cast)), **CLIENT))
    response = Caller().send("POST", "/orders", order_of(marc(cast)), **CLIENT)
    assert problem(response) == (429, "uitpas/rate-limited")
    assert Order.objects.count() == 1
    told(Caller(cast.admin_client).send("POST", "/orders", order_of(marc(cast))))


def test_a_person_orders_and_reads_what_it_ordered(cast: Cast, person: Person) -> None:
    bart, amina = person(cast.bart), person(cast.amina)
    placed = told(bart.send("POST", "/orders", order_of(girl(cast, email="bart@example.org"))))
    assert told(bart.get(f"/orders/{placed['id']}"))["mainPassholderRegistration"]["firstName"] == "Lotte"
    assert problem(amina.get(f"/orders/{placed['id']}")) == (403, "auth/forbidden")


def test_a_person_needs_a_client_with_the_right(cast: Cast, person: Person) -> None:
    powerless, _ = create_client("cast-powerless", "Zonder rechten")
    bart = person(cast.bart, powerless)
    assert problem(bart.send("POST", "/orders", order_of(marc(cast)))) == (403, "auth/forbidden")
    assert Order.objects.count() == 0


def test_read_as_nobody_as_stranger_and_with_the_right(cast: Cast, placed: dict[str, Any]) -> None:
    path = f"/orders/{placed['id']}"
    assert problem(Caller().get(path)) == (401, "auth/unauthorized")
    assert problem(Caller(cast.stranger_client).get(path)) == (403, "auth/forbidden")
    grant(cast.stranger_client, [Permission.ORDERS_READ], cast.aalst)
    forget_actors()
    assert problem(Caller(cast.stranger_client).get(path)) == (403, "auth/forbidden")
    grant(cast.desk_client, [Permission.ORDERS_READ], cast.theatre)
    shown = told(Caller(cast.desk_client).get(path))
    assert shown["mainPassholderRegistration"]["inszNumber"] == INSZ
    assert "customToken" not in shown


def test_the_token_of_an_order_opens_that_order_only(cast: Cast, admin: Caller, placed: dict[str, Any]) -> None:
    other = told(admin.send("POST", "/orders", order_of(marc(cast, inszNumber=None, email="m@example.org"))))
    token = {"x_custom_token": placed["customToken"]}
    shown = told(Caller().get(f"/orders/{placed['id']}", **token))
    assert shown["mainPassholderRegistration"]["name"] == "Peeters"
    assert "inszNumber" not in shown["mainPassholderRegistration"]
    assert problem(Caller().get(f"/orders/{other['id']}", **token)) == (403, "auth/forbidden")


@pytest.mark.parametrize("change", [lambda token: token[:-1] + "x", lambda token: token[1:], lambda token: token[:32]])
def test_a_token_that_is_none(placed: dict[str, Any], change: Any) -> None:
    response = Caller().get(f"/orders/{placed['id']}", x_custom_token=change(placed["customToken"]))
    assert problem(response) == (401, "auth/unauthorized")


def test_a_token_can_be_used_up(placed: dict[str, Any]) -> None:
    Order.objects.update(token_reads=READS - 1)
    token = {"x_custom_token": placed["customToken"]}
    told(Caller().get(f"/orders/{placed['id']}", **token))
    assert problem(Caller().get(f"/orders/{placed['id']}", **token)) == (401, "auth/unauthorized")


@pytest.mark.parametrize("order_id", ["0190aaaa-0000-4000-8000-000000000000", "123456789"])
def test_no_such_order(admin: Caller, order_id: str) -> None:
    assert problem(admin.get(f"/orders/{order_id}")) == (404, "url/not-found")


def test_one_order_is_not_asked_for_all_the_time(admin: Caller, placed: dict[str, Any]) -> None:
    with time_machine.travel((clock.now() + timedelta(minutes=1)).replace(second=0), tick=False):
        answers = [admin.get(f"/orders/{placed['id']}") for _ in range(61)]
    assert [one.status_code for one in answers].count(200) == 60
    assert problem(answers[-1]) == (429, "uitpas/rate-limited")


@pytest.mark.parametrize(
    ("changes", "kind", "pointer"),
    [
        ({"registrationOrganizer": {"id": "nobody"}}, "uitpas/organizer-not-found", ""),
        ({"registrationCardSystemId": 99}, "uitpas/cardsystem-not-found", ""),
        ({"registrationOrganizer": {"id": "cast-aalst"}}, "uitpas/invalid-card-system", ""),
        ({"address": {"postalCode": "9000", "city": "Aalst"}}, "uitpas/invalid-city", ""),
        ({"inszNumber": "83030201541"}, "uitpas/invalid-insz-number", ""),
        ({"inszNumber": AMINA.insz}, "uitpas/insz-already-used", ""),
        ({"registrationVoucher": "NIETS"}, "uitpas/invalid-voucher-code", ""),
        (
            {"registrationSocialTariff": {"idToken": "made-up"}},
            "uitpas/invalid-social-tariff-validation-token",
            "",
        ),
        ({"dateOfBirth": "2099-01-01"}, "body/invalid-data", "/dateOfBirth"),
        ({"dateOfBirth": "2015-01-01"}, "body/invalid-data", "/parentalConsent"),
        ({"legalTermsDigital": None}, "body/invalid-data", "/legalTermsPaper"),
    ],
)
@pytest.mark.parametrize("is_extra", [False, True])
def test_refused(
    cast: Cast,
    admin: Caller,
    mollie: MollieDouble,
    changes: dict[str, Any],
    kind: str,
    pointer: str,
    is_extra: bool,  # noqa: FBT001
) -> None:
    wrong = marc(cast, **changes)
    good = girl(cast, email="ouder@example.org")
    body = order_of(good, wrong) if is_extra else order_of(wrong, good)
    place = "/extraPassholderRegistrations/0" if is_extra else "/mainPassholderRegistration"
    before = rows()
    response = admin.send("POST", "/orders", body)
    assert problem(response) == (400, kind)
    said = body_of(response)
    if pointer:
        assert said["schemaErrors"][0]["jsonPointer"] == f"{place}{pointer}"
    else:
        assert said["jsonPointer"] == place
    assert (rows(), mollie.payments) == (before, {})


@pytest.mark.parametrize("email", [None, "", "  "])
def test_who_orders_has_an_address(cast: Cast, admin: Caller, email: str | None) -> None:
    response = admin.send("POST", "/orders", order_of(marc(cast, email=email)))
    assert problem(response) == (400, "body/invalid-data")
    assert body_of(response)["schemaErrors"][0]["jsonPointer"] == "/mainPassholderRegistration/email"
    assert Order.objects.count() == 0


def test_an_address_that_has_an_account_and_a_pass(cast: Cast, admin: Caller) -> None:
    Passholder.objects.filter(pk=cast.bart.pk).update(uitid="a", email="bart@example.org")
    body = order_of(marc(cast, email="Bart@example.org"))
    assert problem(admin.send("POST", "/orders", body)) == (400, "uitpas/email-already-used")
    assert Order.objects.count() == 0
    Passholder.objects.filter(pk=cast.bart.pk).update(uitid="")
    told(admin.send("POST", "/orders", body))


def test_somebody_twice(cast: Cast, admin: Caller) -> None:
    response = admin.send("POST", "/orders", order_of(marc(cast), girl(cast, inszNumber=INSZ)))
    assert problem(response) == (400, "body/invalid-data")
    assert body_of(response)["schemaErrors"][0]["jsonPointer"] == "/extraPassholderRegistrations/0/inszNumber"
    assert Order.objects.count() == 0


def test_one_voucher_for_two(cast: Cast, admin: Caller) -> None:
    voucher(cast.gent)
    people = marc(cast, registrationVoucher="ZOMER-1"), girl(cast, registrationVoucher="ZOMER-1")
    assert problem(admin.send("POST", "/orders", order_of(*people))) == (400, "uitpas/invalid-voucher-code")
    assert Order.objects.count() == 0


@pytest.mark.parametrize("requires", [True, False])
def test_a_region_that_asks_for_the_number(cast: Cast, admin: Caller, requires: bool) -> None:  # noqa: FBT001
    cast.gent.requires_insz = requires
    cast.gent.save()
    response = admin.send("POST", "/orders", order_of(marc(cast, inszNumber=None)))
    assert response.status_code == (400 if requires else 200)
    assert Order.objects.count() == (0 if requires else 1)


def test_a_region_without_a_price(cast: Cast, admin: Caller) -> None:
    MembershipPriceRule.objects.filter(has_social_tariff=False).delete()
    response = admin.send("POST", "/orders", order_of(marc(cast)))
    assert problem(response) == (400, "body/invalid-data")
    said = body_of(response)
    assert said["schemaErrors"][0]["jsonPointer"] == "/mainPassholderRegistration/registrationCardSystemId"
    assert "UiTPAS-balie" in said["endUserMessage"]["nl"]
    assert Order.objects.count() == 0


@pytest.mark.parametrize("name", ["redirectUrlAfterPayment", "redirectUrlAfterCancelPayment"])
@pytest.mark.parametrize("address", ["https://evil.example.org/", f"{PAGE}&meer=1", "https://of.another.example.org/"])
def test_nobody_is_sent_to_another_address(
    cast: Cast, admin: Caller, name: str, address: str, mollie: MollieDouble
) -> None:
    allow_return_address(cast.admin_client, PAGE)
    allow_return_address(cast.stranger_client, "https://of.another.example.org/")
    before = rows()
    response = admin.send("POST", "/orders", order_of(marc(cast), **{name: address}))
    assert problem(response) == (400, "body/invalid-data")
    assert body_of(response)["schemaErrors"][0]["jsonPointer"] == f"/{name}"
    assert (rows(), mollie.payments) == (before, {})


@pytest.mark.parametrize(
    ("who", "due"),
    [(("15060400270", "Peeters", "Marc"), True), ((INSZ, "Peeters", "Mark"), True), ((INSZ, "Peeters", "Marc"), False)],
)
def test_a_proof_about_somebody_else(cast: Cast, admin: Caller, who: tuple[str, str, str], due: bool) -> None:  # noqa: FBT001
    token = id_token(cast.admin_client, *who, due=due)
    body = order_of(marc(cast, registrationSocialTariff={"idToken": token}))
    kind = "uitpas/invalid-social-tariff-validation-token"
    before = rows()
    assert problem(admin.send("POST", "/orders", body)) == (400, kind)
    assert rows() == before


def test_the_social_tariff_is_for_who_lives_there(cast: Cast, admin: Caller) -> None:
    token = id_token(cast.admin_client, INSZ, "Peeters", "Marc")
    social = {"registrationSocialTariff": {"idToken": token}}
    aalst = {"street": "Markt 1", "postalCode": "9300", "city": "Aalst"}
    before = rows()
    response = admin.send("POST", "/orders", order_of(marc(cast, address=aalst, **social)))
    assert (problem(response), rows()) == ((400, "uitpas/invalid-city"), before)
    told(admin.send("POST", "/orders", order_of(marc(cast, **social))))


def test_a_proof_is_spent_once(cast: Cast, admin: Caller) -> None:
    token = {"registrationSocialTariff": {"idToken": id_token(cast.admin_client, INSZ, "Peeters", "Marc")}}
    told(admin.send("POST", "/orders", order_of(marc(cast, **token))))
    again = admin.send("POST", "/orders", order_of(marc(cast, **token)))
    assert again.status_code == 400
    assert Order.objects.count() == 1


@pytest.mark.parametrize(
    "answer", [Answer(503, b""), Answer(422, b'{"status": 422, "detail": "no"}'), Answer(401, b"{}")]
)
def test_nothing_can_be_paid_now(cast: Cast, admin: Caller, mollie: MollieDouble, answer: Answer) -> None:
    """Nothing was ordered: the voucher and the proof are as good as before."""
    voucher(cast.gent)
    body = order_of(marc(cast, registrationVoucher="ZOMER-1"))
    before = rows()
    mollie.troubles.append(answer)
    response = admin.send("POST", "/orders", body, idempotency_key="k")
    assert problem(response) == (502, "urn:openpas:problem:payment-unavailable")
    assert "Er is niets besteld" in body_of(response)["endUserMessage"]["nl"]
    assert rows() == before
    told(admin.send("POST", "/orders", body, idempotency_key="k"))


def test_nothing_can_be_paid_without_a_provider(cast: Cast, admin: Caller, settings: Settings) -> None:
    settings.OPENPAS_DEMO = False
    assert admin.send("POST", "/orders", order_of(marc(cast))).status_code == 502
    settings.OPENPAS_PAYMENT = Path("/nonexistent/payment.toml")
    assert admin.send("POST", "/orders", order_of(marc(cast))).status_code == 502
    assert Order.objects.count() == 0


def test_somebody_from_abroad(cast: Cast, admin: Caller) -> None:
    lille = {"postalCode": "59000", "city": "Lille", "country": "fr"}
    placed = told(admin.send("POST", "/orders", order_of(marc(cast, inszNumber=None, address=lille))))
    assert placed["mainPassholderRegistration"]["address"] == {"postalCode": "59000", "city": "Lille", "country": "FR"}
    assert placed["totalPrice"] == 5.0
