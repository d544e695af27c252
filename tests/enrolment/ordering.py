"""Who orders in these tests, at what price, and from whom the money is asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from openpas.card_systems.models import CardSystem, MembershipPriceRule
from openpas.demo.cast import Cast
from openpas.enrolment.models import Order, OrderRegistration
from openpas.enrolment.orders.doubles.mollie import FakePayment, MollieDouble
from openpas.enrolment.orders.doubles.serving import payment_double
from openpas.enrolment.orders.rules import PaymentState
from openpas.entitlement.models import IdToken, ReturnAddress, Validation
from openpas.entitlement.rules import Identity
from openpas.entitlement.service.id_tokens import give_out
from openpas.identity.models import ApiClient
from openpas.passholders.models import Passholder
from openpas.records.models import AuditLine, OutboxMessage
from openpas.runtime import clock
from tests.enrolment.people import INSZ

GIRL = "15060400270"
PAGE = "https://uitpas.example.org/besteld?stap=4"
_TABLES = (Order, OrderRegistration, Passholder, OutboxMessage, AuditLine)


@contextmanager
def paying(settings: Settings, folder: Path) -> Iterator[MollieDouble]:
    """An installation whose payments go to a double that calls nobody: tests deliver the webhook themselves."""
    settings.OPENPAS_DEMO = True
    settings.OPENPAS_PAYMENT = folder / "payment.toml"
    with payment_double(settings.OPENPAS_PAYMENT) as double:
        double.calls_back = False
        yield double


def prices(region: CardSystem) -> None:
    """Five euro, two below eighteen, nothing with the social tariff."""
    for age_to, social, cents in ((None, False, 500), (17, False, 200), (None, True, 0)):
        MembershipPriceRule.objects.create(
            card_system=region,
            card_type="DIGITAL",
            age_to=age_to,
            has_social_tariff=social,
            price_cents=cents,
            label=str(cents),
            description="",
        )


def marc(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Marc as he fills himself in. A change to None leaves a property out."""
    person: dict[str, Any] = {
        "name": "Peeters",
        "firstName": "Marc",
        "inszNumber": INSZ,
        "email": "marc@example.org",
        "dateOfBirth": "1983-03-02",
        "registrationOrganizer": {"id": cast.theatre.public_id},
        "address": {"street": "Brugsesteenweg 5", "postalCode": "9030", "city": "mariakerke"},
        "legalTermsDigital": True,
        "registrationCardSystemId": cast.gent.pk,
    }
    return {name: value for name, value in {**person, **changes}.items() if value is not None}


def girl(cast: Cast, **changes: Any) -> dict[str, Any]:
    """His daughter, who is eleven."""
    child = {"firstName": "Lotte", "inszNumber": GIRL, "dateOfBirth": "2015-06-04", "parentalConsent": True}
    return marc(cast, **{**child, "email": None, **changes})


def order_of(*people: dict[str, Any], **more: Any) -> dict[str, Any]:
    main, *extras = people
    body = {"mainPassholderRegistration": main, **more}
    return {**body, "extraPassholderRegistrations": extras} if extras else body


def webhook(payment_id: str) -> HttpResponse:
    """What the provider sends when a payment has changed."""
    told = Client(raise_request_exception=False, enforce_csrf_checks=True).post("/payment/webhook", {"id": payment_id})
    return cast("HttpResponse", told)


def pay(double: MollieDouble, state: PaymentState = PaymentState.PAID) -> FakePayment:
    """The person ends the only payment there is, and the webhook tells."""
    (payment,) = double.payments.values()
    double.end(payment.payment_id, state)
    assert webhook(payment.payment_id).status_code == 200
    return payment


def id_token(client: ApiClient, insz: str, family_name: str, given_name: str, *, due: bool = True) -> str:
    """What a validation of the social tariff gave out about this person."""
    back, _ = ReturnAddress.objects.get_or_create(address="https://example.org/validated", client=client)
    validation = Validation.objects.create(
        return_address=back,
        client_state="",
        challenge_digest=b"",
        state_index=insz.encode(),
        nonce="",
        verifier_encrypted=b"",
        started_at=clock.now(),
    )
    (given,) = give_out(validation, [(Identity(insz, family_name, given_name), due)])
    return given.token


def rows() -> dict[str, int]:
    """How many rows there are of everything that an order makes."""
    counted = {table.__name__: table._default_manager.count() for table in _TABLES}
    return {**counted, "spent": IdToken.objects.exclude(used_at=None).count()}


def body_of(response: HttpResponse) -> Any:
    return json.loads(response.content)
