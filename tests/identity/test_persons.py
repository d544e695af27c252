"""Tokens of persons: what they say, what they allow, and whose pass it is (contract/rules.md 3.1, 3.2)."""

from typing import Any

import jwt
import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import Actor, ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_person, with_present_rights
from openpas.identity.linked_passes import own_passholder
from openpas.identity.models import ApiClient, OrganizerAdmin, User
from openpas.identity.refusals import ClientUnknown, TokenInvalid
from openpas.identity.roles import CHECKIN_AND_TICKET_DESK
from openpas.identity.tokens import INSZ_CLAIM, issue_user_token, verified
from openpas.passholders.models import Passholder
from tests.desk_rights import let_desk, let_desk_only

pytestmark = pytest.mark.django_db

AMINAS_INSZ = "90051700255"


@pytest.fixture
def account(cast: Cast) -> User:
    """Amina's account, linked to her pass."""
    user = User.objects.create_user("amina@example.org", "Amina")
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid=user.subject)
    return user


def claims_of(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def test_claims_of_a_persons_token(cast: Cast, account: User) -> None:
    claims = claims_of(issue_user_token(account, cast.desk_client))
    named = {
        name: claims[name] for name in ("sub", "azp", "https://publiq.be/uitidv1id", "https://publiq.be/publiq-apis")
    }
    assert named == {
        "sub": account.subject,
        "azp": "cast-desk",
        "https://publiq.be/uitidv1id": account.subject,
        "https://publiq.be/publiq-apis": "ups",
    }
    assert claims["exp"] == claims["iat"] + 86400
    assert INSZ_CLAIM not in claims


def test_national_number_only_for_a_client_that_may_see_it(cast: Cast, account: User) -> None:
    assert INSZ_CLAIM not in claims_of(issue_user_token(account, cast.desk_client, insz=AMINAS_INSZ))
    cast.desk_client.sees_insz = True
    token = issue_user_token(account, cast.desk_client, insz=AMINAS_INSZ)
    assert claims_of(token)[INSZ_CLAIM] == AMINAS_INSZ
    said = verified(token)
    assert (said.insz, said.client_id, said.is_of_client) == (AMINAS_INSZ, "cast-desk", False)
    assert AMINAS_INSZ not in repr(said)


def test_passholder_has_no_rights_of_its_own_but_calls_through_the_client(cast: Cast, account: User) -> None:
    actor = actor_of_person(account.subject, "cast-desk")
    assert (actor.kind, actor.id) == (ActorKind.PASSHOLDER, f"user:{account.pk}")
    assert (actor.subject, actor.passholder_id) == (account.subject, cast.amina.pk)
    assert (actor.by_organizer, actor.everywhere, actor.is_person) == ({}, frozenset(), True)
    assert actor.through is not None
    assert actor.through.may(Permission.CHECKINS_WRITE, [cast.theatre.pk])


def test_staff_has_its_rights_at_all_its_desks_whatever_the_client(cast: Cast) -> None:
    OrganizerAdmin.objects.create(organizer=cast.club, user=cast.dirk, type="MEMBER")
    let_desk_only(cast.club, [Permission.REWARDS_WRITE])
    let_desk(cast.aalst, [Permission.REWARDS_WRITE])
    cast.club.linked_organizers.add(cast.town_hall)
    actor = actor_of_person(cast.dirk.subject, "cast-stranger")
    assert (actor.kind, actor.passholder_id) == (ActorKind.STAFF, None)
    assert set(actor.by_organizer) == {cast.theatre.pk, cast.club.pk, cast.town_hall.pk}
    assert set(actor.by_organizer[cast.theatre.pk]) == set(CHECKIN_AND_TICKET_DESK)
    assert set(actor.by_organizer[cast.town_hall.pk]) == {Permission.REWARDS_WRITE}


def test_staff_with_a_pass_is_both(cast: Cast) -> None:
    Passholder.objects.filter(pk=cast.bart.pk).update(uitid=cast.dirk.subject)
    actor = actor_of_person(cast.dirk.subject, "cast-desk")
    assert (actor.kind, actor.passholder_id) == (ActorKind.STAFF, cast.bart.pk)


def test_kept_persons_ask_nothing(cast: Cast, account: User, django_assert_num_queries: Any) -> None:
    first = actor_of_person(account.subject, "cast-desk")
    with django_assert_num_queries(0):
        assert actor_of_person(account.subject, "cast-desk") == first


def test_changed_rights_count_at_once_where_the_version_is_known(cast: Cast) -> None:
    actor = actor_of_person(cast.dirk.subject, "cast-desk")
    let_desk_only(cast.theatre)
    cast.dirk.refresh_from_db()
    assert with_present_rights(actor, None).may_somewhere(Permission.CHECKINS_WRITE)
    again = with_present_rights(actor, cast.dirk.grants_version)
    assert (again.kind, again.through) == (ActorKind.STAFF, actor.through)
    assert not again.may_somewhere(Permission.CHECKINS_WRITE)


def test_present_rights_of_clients_and_of_others(cast: Cast) -> None:
    system = Actor("system:x", ActorKind.SYSTEM)
    assert with_present_rights(system, 3) is system


def test_unknown_and_inactive_people_and_clients(cast: Cast, account: User) -> None:
    with pytest.raises(TokenInvalid):
        actor_of_person("nobody", "cast-desk")
    ApiClient.objects.filter(client_id="cast-stranger").update(is_active=False)
    with pytest.raises(ClientUnknown):
        actor_of_person(account.subject, "cast-stranger")
    User.objects.update(is_active=False)
    with pytest.raises(TokenInvalid):
        actor_of_person(account.subject, "cast-desk")


def test_national_number_counts_before_the_link(cast: Cast, account: User) -> None:
    bart = "78022800135"
    assert own_passholder(account.subject) == cast.amina
    assert own_passholder(account.subject, bart) == cast.bart
    assert own_passholder("", "") is None


def test_link_counts_for_a_number_of_nobody_unless_the_pass_has_another(cast: Cast, account: User) -> None:
    unknown = "83030201540"
    assert own_passholder(account.subject, unknown) is None
    Passholder.objects.filter(pk=cast.amina.pk).update(insz_index=None)
    assert own_passholder(account.subject, unknown) == cast.amina


def test_every_account_has_a_subject_of_its_own(cast: Cast) -> None:
    assert User.objects.values("subject").distinct().count() == User.objects.count()
    assert cast.dirk.subject != ""
