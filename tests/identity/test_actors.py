"""What a caller may do, as it is loaded from its grants and remembered for a moment."""

from typing import Any

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.actor import ActorKind
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_client, actor_of_user, identified_client
from openpas.identity.grants import grant, revoke
from openpas.identity.labels import LABELS
from openpas.identity.memory import forget_everything
from openpas.identity.models import ApiClient, Grant, OrganizerAdmin, User
from openpas.identity.refusals import ApiNotAllowed, ClientUnknown, TokenInvalid
from openpas.identity.roles import CARD_SYSTEM_ADMINISTRATOR, CHECKIN_AND_TICKET_DESK, PLATFORM, REGISTRATION_DESK
from tests.desk_rights import let_desk_only

pytestmark = pytest.mark.django_db

SELL = Permission.TICKETSALES_REGISTER


@pytest.fixture
def till(cast: Cast) -> ApiClient:
    """A client without any right yet."""
    return ApiClient.objects.create(client_id="till", name="Kassa", apis=["ups"], created_at="2026-01-01T00:00Z")


def test_rights_of_a_client(cast: Cast, till: ApiClient) -> None:
    grant(till, [SELL], cast.theatre)
    grant(till, [Permission.PERMISSIONS_READ])
    actor = actor_of_client("till")
    assert (actor.id, actor.kind, actor.desk_id) == ("client:till", ActorKind.CLIENT, None)
    assert actor.everywhere == {Permission.PERMISSIONS_READ}
    assert actor.by_organizer == {cast.theatre.pk: {SELL: frozenset()}}
    assert not actor.may(SELL, [cast.club.pk])


def test_card_systems_of_a_right(cast: Cast, till: ApiClient) -> None:
    grant(till, [SELL], cast.theatre, [cast.gent.pk])
    actor = actor_of_client("till")
    assert actor.may(SELL, [cast.theatre.pk], cast.gent.pk)
    assert not actor.may(SELL, [cast.theatre.pk], cast.dender.pk)


def test_linked_organizers_one_level_deep(cast: Cast, till: ApiClient) -> None:
    cast.theatre.linked_organizers.add(cast.club)
    cast.club.linked_organizers.add(cast.aalst)
    grant(till, [SELL], cast.theatre, [cast.gent.pk])
    actor = actor_of_client("till")
    assert actor.by_organizer == {
        cast.theatre.pk: {SELL: {cast.gent.pk}},
        cast.club.pk: {SELL: {cast.gent.pk}},
    }


def test_right_of_its_own_and_through_a_link_is_the_wider_of_both(cast: Cast, till: ApiClient) -> None:
    cast.theatre.linked_organizers.add(cast.club)
    grant(till, [SELL], cast.theatre, [cast.gent.pk])
    grant(till, [SELL], cast.club, [cast.dender.pk])
    assert actor_of_client("till").by_organizer[cast.club.pk] == {SELL: {cast.gent.pk, cast.dender.pk}}
    grant(till, [SELL], cast.theatre)
    forget_everything()
    assert actor_of_client("till").by_organizer[cast.club.pk] == {SELL: frozenset()}


def test_number_of_queries_does_not_grow(cast: Cast, till: ApiClient, django_assert_num_queries: Any) -> None:
    grant(till, CHECKIN_AND_TICKET_DESK, cast.theatre)
    grant(till, REGISTRATION_DESK, cast.club)
    cast.theatre.linked_organizers.add(cast.aalst, cast.town_hall)
    with django_assert_num_queries(3):
        actor_of_client("till")
    with django_assert_num_queries(0):
        actor_of_client("till")


def test_kept_for_half_a_minute_unless_the_version_differs(cast: Cast, till: ApiClient) -> None:
    grant(till, [SELL], cast.theatre)
    before = till.grants_version
    assert actor_of_client("till", before).may_somewhere(SELL)
    revoke(till, [SELL], cast.theatre)
    assert till.grants_version == before + 1
    assert actor_of_client("till").may_somewhere(SELL)
    assert not actor_of_client("till", till.grants_version).may_somewhere(SELL)
    assert not actor_of_client("till").may_somewhere(SELL)


def test_unknown_inactive_and_foreign_clients(cast: Cast, till: ApiClient) -> None:
    with pytest.raises(ClientUnknown):
        actor_of_client("nobody")
    ApiClient.objects.filter(pk=till.pk).update(apis=["entry"])
    with pytest.raises(ApiNotAllowed):
        actor_of_client("till")
    ApiClient.objects.filter(pk=till.pk).update(is_active=False)
    with pytest.raises(ClientUnknown):
        actor_of_client("till")


def test_identified_client_has_the_rights_and_another_kind(cast: Cast) -> None:
    actor = identified_client("cast-desk")
    assert (actor.kind, actor.id) == (ActorKind.IDENTIFIED_CLIENT, "client:cast-desk")
    assert actor.may_somewhere(SELL)
    assert actor_of_client("cast-desk").kind is ActorKind.CLIENT


def test_person_has_the_rights_of_the_chosen_desk_only(cast: Cast) -> None:
    OrganizerAdmin.objects.create(organizer=cast.club, user=cast.dirk, type="MEMBER")
    let_desk_only(cast.club, [Permission.REWARDS_WRITE])
    cast.club.linked_organizers.add(cast.town_hall)
    actor = actor_of_user(cast.dirk.pk, cast.club.pk)
    assert (actor.id, actor.kind, actor.desk_id) == (f"user:{cast.dirk.pk}", ActorKind.STAFF, cast.club.pk)
    assert set(actor.by_organizer) == {cast.club.pk, cast.town_hall.pk}
    assert actor.by_organizer[cast.club.pk] == {Permission.REWARDS_WRITE: {cast.gent.pk}}


def test_person_at_a_desk_of_others_has_no_rights(cast: Cast) -> None:
    assert actor_of_user(cast.eva.pk, cast.theatre.pk).by_organizer == {}
    assert actor_of_user(cast.eva.pk, None).by_organizer == {}
    with pytest.raises(TokenInvalid):
        actor_of_user(0, cast.theatre.pk)


def test_inactive_person(cast: Cast) -> None:
    User.objects.filter(pk=cast.dirk.pk).update(is_active=False)
    with pytest.raises(TokenInvalid):
        actor_of_user(cast.dirk.pk, cast.theatre.pk)


def test_granting_again_changes_the_card_systems(cast: Cast, till: ApiClient) -> None:
    grant(till, [SELL], cast.theatre, [cast.dender.pk, cast.gent.pk])
    grant(till, [SELL], cast.theatre, [cast.gent.pk])
    assert [held.card_system_ids for held in Grant.objects.filter(client=till)] == [[cast.gent.pk]]
    assert till.grants_version == 2


def test_revoking_what_is_not_held(cast: Cast, till: ApiClient) -> None:
    grant(till, [SELL], cast.theatre)
    revoke(till, [SELL], cast.club)
    revoke(till, [SELL])
    assert actor_of_client("till").may(SELL, [cast.theatre.pk])


def test_every_right_has_words() -> None:
    assert set(LABELS) == set(Permission)
    assert len({label.nl for label in LABELS.values()}) == len(Permission) == 57
    assert all(label.en for label in LABELS.values())


def test_roles_share_out_all_rights() -> None:
    assert CHECKIN_AND_TICKET_DESK < REGISTRATION_DESK < CARD_SYSTEM_ADMINISTRATOR
    assert set(Permission) == CARD_SYSTEM_ADMINISTRATOR | PLATFORM
    assert not CARD_SYSTEM_ADMINISTRATOR & PLATFORM
