"""Who reaches which passholder, decided in one place (contract/rules.md 3.2, 8-44)."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory

from openpas.api.v4.core.authentication import owner_of_keys
from openpas.api.v4.core.callers import (
    on_pass,
    own_pass,
    reach_passholder,
    require_person,
    with_rights_of_client,
)
from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_client, actor_of_person, identified_client
from openpas.identity.models import User
from openpas.passholders.models import Passholder
from openpas.passholders.refusals import PassholderNotFound
from tests.desk_rights import let_desk

pytestmark = pytest.mark.django_db

READ = Permission.PASSHOLDERS_FAMILY_MEMBERS
NOBODY = "0190aaaa-0000-4000-8000-000000000000"


@pytest.fixture
def amina(cast: Cast) -> Actor:
    """Amina with an app that may do everything."""
    user = User.objects.create_user("amina@example.org", "Amina")
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid=user.subject)
    return actor_of_person(user.subject, "cast-admin")


def refused(reason: type[Exception], actor: Actor, public_id: str, status: int) -> None:
    with pytest.raises(reason) as refusal:
        reach_passholder(actor, public_id, READ)
    assert getattr(refusal.value, "status", None) == status


def test_desk_with_the_permission_reaches_everybody_but_not_me(cast: Cast) -> None:
    admin = actor_of_client("cast-admin")
    assert reach_passholder(admin, str(cast.bart.public_id), READ) == cast.bart
    for unknown in (NOBODY, "nonsense", "me"):
        refused(PassholderNotFound, admin, unknown, 404)


def test_desk_without_the_permission_learns_nothing(cast: Cast) -> None:
    for public_id in (str(cast.bart.public_id), NOBODY, "me"):
        refused(PermissionMissing, actor_of_client("cast-desk"), public_id, 403)
        refused(PermissionMissing, identified_client("cast-admin"), public_id, 403)
        refused(PermissionMissing, Actor("kiosk:1", ActorKind.KIOSK), public_id, 403)


def test_person_reaches_itself(cast: Cast, amina: Actor) -> None:
    assert reach_passholder(amina, "me", READ) == cast.amina
    assert reach_passholder(amina, str(cast.amina.public_id).upper(), READ) == cast.amina
    assert own_pass(amina) == cast.amina


def test_person_reaches_nobody_else_and_cannot_tell_whether_there_is_one(cast: Cast, amina: Actor) -> None:
    for public_id in (str(cast.bart.public_id), NOBODY, "nonsense"):
        refused(PermissionMissing, amina, public_id, 403)


def test_family_where_the_operation_says_so(cast: Cast, amina: Actor) -> None:
    family = {(cast.amina.pk, cast.bart.pk)}

    def in_family(main_id: int, member_id: int) -> bool:
        return (main_id, member_id) in family

    assert reach_passholder(amina, str(cast.bart.public_id), READ, in_family=in_family) == cast.bart
    family.clear()
    with pytest.raises(PermissionMissing):
        reach_passholder(amina, str(cast.bart.public_id), READ, in_family=in_family)


def test_client_without_the_permission_takes_nobody_along(cast: Cast, amina: Actor) -> None:
    through_desk = actor_of_person(amina.subject, "cast-desk")
    refused(PermissionMissing, through_desk, "me", 403)
    with pytest.raises(PermissionMissing):
        require_person(through_desk, READ)
    assert require_person(amina, READ) is amina


def test_link_that_ended_counts_at_once(cast: Cast, amina: Actor) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid="")
    refused(PassholderNotFound, amina, "me", 404)
    refused(PermissionMissing, amina, str(cast.amina.public_id), 403)
    with pytest.raises(PassholderNotFound):
        own_pass(amina)


def test_staff_reaches_others_by_its_own_rights(cast: Cast) -> None:
    let_desk(cast.theatre, [READ])
    dirk = actor_of_person(cast.dirk.subject, "cast-desk")
    assert reach_passholder(dirk, str(cast.bart.public_id), READ) == cast.bart
    refused(PermissionMissing, dirk, "me", 403)


@pytest.mark.parametrize("number", ["bart", "chloe", "unknown"])
def test_rights_are_borrowed_for_the_own_pass_only(cast: Cast, amina: Actor, number: str) -> None:
    right = Permission.REWARDS_REDEEM
    assert not amina.may_somewhere(right)
    assert on_pass(amina, cast.amina_number, right).may(right, [cast.theatre.pk])
    others: dict[str, Callable[[], str]] = {
        "bart": lambda: cast.bart_number,
        "chloe": lambda: cast.chloe_number,
        "unknown": lambda: "0900000095902",
    }
    with pytest.raises(PermissionMissing):
        on_pass(amina, others[number](), right)


def test_borrowed_rights_come_beside_the_own(cast: Cast) -> None:
    dirk = actor_of_person(cast.dirk.subject, "cast-stranger")
    both = with_rights_of_client(dirk)
    assert set(both.by_organizer) == {cast.theatre.pk, cast.aalst.pk}
    assert (both.kind, both.id) == (ActorKind.PASSHOLDER, dirk.id)
    client = actor_of_client("cast-desk")
    assert with_rights_of_client(client) is client
    assert on_pass(client, cast.bart_number, READ) is client


def test_keys_of_a_custom_token_belong_to_the_token_which_is_not_kept(cast: Cast) -> None:
    one, same, other = (RequestFactory().post("/", headers={"x-custom-token": token}) for token in ("a", "a", "b"))
    assert owner_of_keys(one, b"1") == owner_of_keys(same, b"2") != owner_of_keys(other, b"1")
    assert owner_of_keys(one, b"1").startswith("custom:")
    assert len(owner_of_keys(one, b"1")) > 64
