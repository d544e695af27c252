"""GET /permissions (operation 10)."""

import json
from typing import Any

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.permissions import Permission
from openpas.identity.clients import create_client
from openpas.identity.grants import grant
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db

PATH = "/permissions"


def permissions(caller: Caller) -> list[dict[str, Any]]:
    response = caller.get(PATH)
    assert response.status_code == 200
    return list(json.loads(response.content))


def test_anonymous(anonymous: Caller) -> None:
    assert anonymous.get(PATH).status_code == 401


def test_naming_a_client_is_not_enough(cast: Cast, anonymous: Caller) -> None:
    assert anonymous.get(PATH, x_client_id="cast-desk").status_code == 401


def test_client_without_rights_gets_an_empty_list(cast: Cast) -> None:
    client, _ = create_client("till", "Kassa")
    assert permissions(Caller(client)) == []


def test_organizers_are_small_and_rights_have_words(cast: Cast) -> None:
    client, _ = create_client("till", "Kassa")
    grant(client, [Permission.CHECKINS_WRITE], cast.theatre)
    assert permissions(Caller(client)) == [
        {
            "organizer": {
                "id": "cast-theatre",
                "name": "Theater De Vlieger",
                "cardSystems": [{"id": 5, "name": "UiTPAS Regio Gent"}],
            },
            "permissions": ["CHECKINS_WRITE"],
            "permissionDetails": [
                {
                    "id": "CHECKINS_WRITE",
                    "label": {"nl": "Punten sparen", "en": "Save points"},
                    "cardSystemIds": [5],
                }
            ],
        }
    ]


def test_linked_organizers_with_the_card_systems_in_which_the_right_holds_there(cast: Cast) -> None:
    client, _ = create_client("till", "Kassa")
    cast.theatre.card_systems.add(cast.dender)
    grant(client, [Permission.CHECKINS_WRITE], cast.theatre)
    grant(client, [Permission.TARIFFS_READ], cast.theatre, [cast.gent.pk])
    cast.theatre.linked_organizers.add(cast.aalst)
    cast.aalst.linked_organizers.add(cast.club)
    (theatre,) = permissions(Caller(client))
    assert [(one["id"], one["cardSystemIds"]) for one in theatre["permissionDetails"]] == [
        ("CHECKINS_WRITE", [1, 5]),
        ("TARIFFS_READ", [5]),
    ]
    (aalst,) = theatre["linkedOrganizers"]
    assert set(aalst) == {"organizer", "permissionDetails"}
    assert aalst["organizer"]["id"] == "cast-aalst"
    assert [(one["id"], one["cardSystemIds"]) for one in aalst["permissionDetails"]] == [
        ("CHECKINS_WRITE", [1]),
        ("TARIFFS_READ", []),
    ]


def test_organizers_stand_by_name(cast: Cast) -> None:
    client, _ = create_client("till", "Kassa")
    for organizer in (cast.theatre, cast.club, cast.aalst):
        grant(client, [Permission.TARIFFS_READ], organizer)
    names = [one["organizer"]["name"] for one in permissions(Caller(client))]
    assert names == ["Cultuurhuis De Denderkade", "SK Muide", "Theater De Vlieger"]


def test_number_of_queries_is_fixed(cast: Cast, django_assert_num_queries: Any) -> None:
    client, _ = create_client("till", "Kassa")
    grant(client, list(Permission), cast.theatre)
    caller = Caller(client)
    permissions(caller)
    with django_assert_num_queries(4):
        permissions(caller)
    for organizer in (cast.club, cast.aalst, cast.town_hall):
        grant(client, list(Permission), organizer)
        cast.theatre.linked_organizers.add(organizer)
    with django_assert_num_queries(4):
        assert len(permissions(caller)) == 4


def test_a_refusal_says_which_right_is_missing_and_who_gives_it(cast: Cast) -> None:
    client, _ = create_client("till", "Kassa")
    refused = json.loads(Caller(client).get("/organizers").content)
    assert (refused["status"], refused["type"]) == (403, "https://api.publiq.be/probs/auth/forbidden")
    assert refused["endUserMessage"]["nl"] == (
        "Dat mag je hier niet. Je hebt dit recht nodig: organisaties opzoeken. "
        "Wie je balie of je regio beheert, kan het geven."
    )
    assert set(refused["endUserMessage"]) == {"nl", "fr", "en", "de"}
