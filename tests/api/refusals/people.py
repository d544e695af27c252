"""Refused when somebody becomes a passholder, changes, or signs in for the first time."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from openpas.demo.cast import AMINA, BART
from openpas.identity.models import User
from openpas.identity.registration_tokens import issue
from tests.api.conftest import Caller
from tests.api.refusals.scenario import Ask, World, refused
from tests.api.test_self_registration import calling, form
from tests.enrolment.ordering import marc, order_of, prices
from tests.enrolment.people import INSZ, somebody

NOBODY = UUID("b0000000-0000-4000-8000-00000000000f")


def _registering(world: World, **changes: Any) -> Ask:
    return partial(world.admin.send, "POST", "/passholders", somebody(world.cast, **changes))


def _newcomer(world: World, insz: str = INSZ) -> Caller:
    """Somebody with an account and without a pass, who signed in with a national number where it is given."""
    world.cast.admin_client.sees_insz = True
    world.cast.admin_client.save()
    account = User.objects.create_user("marc@passholder.example", "Marc")
    return calling(account, world.cast.admin_client, insz)


def _registering_alone(caller: Caller, changes: Mapping[str, Any]) -> Ask:
    return partial(caller.send, "POST", "/passholders/me", form(**changes))


@refused("uitpas/passholder-not-found", 404)
def a_person_who_is_not_there(world: World) -> Ask:
    return partial(world.admin.get, f"/passholders/{NOBODY}")


@refused("uitpas/organizer-not-found")
def registered_by_nobody(world: World) -> Ask:
    return _registering(world, registrationOrganizer={"id": "nobody"})


@refused("uitpas/invalid-city")
def a_city_with_the_wrong_postal_code(world: World) -> Ask:
    return _registering(world, address={"postalCode": "9000", "city": "Brugge"})


@refused("uitpas/invalid-insz-number")
def a_national_number_that_cannot_be(world: World) -> Ask:
    return _registering(world, inszNumber="83030201541")


@refused("uitpas/insz-already-used")
def somebody_with_a_pass(world: World) -> Ask:
    return _registering(world, inszNumber=AMINA.insz)


@refused("uitpas/invalid-voucher-code")
def a_voucher_that_is_not_there(world: World) -> Ask:
    return _registering(world, registrationVoucher="NONE")


@refused("uitpas/passholder-new-membership-error")
def what_one_has_already(world: World) -> Ask:
    path = f"/passholders/{BART.public_id}/memberships/{world.cast.gent.pk}"
    body = {"cardType": "DIGITAL", "registrationOrganizer": {"id": "cast-theatre"}}
    return partial(world.admin.send, "POST", path, body)


@refused("uitpas/insz-in-token-required")
def without_a_proven_national_number(world: World) -> Ask:
    return _registering_alone(_newcomer(world, insz=""), {})


@refused("uitpas/forbidden-underaged")
def a_child_alone(world: World) -> Ask:
    return _registering_alone(_newcomer(world), {"dateOfBirth": date(2020, 1, 1).isoformat()})


@refused("uitpas/email-already-used")
def the_address_of_another_account(world: World) -> Ask:
    world.person(world.cast.bart)
    return _registering_alone(_newcomer(world), {"email": world.cast.bart.email})


@refused("uitpas/passholder-already-registered")
def a_pass_that_has_an_account(world: World) -> Ask:
    world.person(world.cast.bart)
    return partial(_newcomer(world).send, "PUT", "/passholders/me/uitid", x_registration_token=issue(world.cast.bart))


@refused("uitpas/uitid-already-registered")
def an_account_that_has_a_pass(world: World) -> Ask:
    bart = world.person(world.cast.bart)
    return partial(bart.send, "PUT", "/passholders/me/uitid", x_registration_token=issue(world.cast.amina))


@refused("uitpas/invalid-social-tariff-validation-token")
def a_proof_that_was_made_up(world: World) -> Ask:
    prices(world.cast.gent)
    registration = marc(world.cast, registrationSocialTariff={"idToken": "made-up"})
    return partial(world.admin.send, "POST", "/orders", order_of(registration))


@refused("body/file-missing")
def no_picture(world: World) -> Ask:
    return partial(world.admin.send, "PUT", f"/passholders/{BART.public_id}/picture")


@refused("body/file-invalid-type")
def a_picture_that_is_none(world: World) -> Ask:
    return _registering(world, registrationPicture="bm8gcGljdHVyZQ==")
