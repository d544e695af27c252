"""What the passholder app sends, over HTTP, with its own query strings: a person, a child, a family and their points.

The app runs on a telephone. Its sign-in is left out here: it has a token that the token endpoint would give. Its calls
and the fields that it reads stand in contract/clients.md 6; its shop is in test_passholder_shop.py.
"""

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from openpas.checkins.codes import make_code
from openpas.checkins.models import CheckinCode
from openpas.demo.cast import AMINA, BART, Cast
from openpas.identity.models import User
from openpas.runtime import clock
from tests.journeys.telephone import Telephone, amina, app, bart, cast, good, refused, telephone

__all__ = ["amina", "app", "bart", "cast", "telephone"]

ICON = "https://www.uitpas.be/_nuxt/img/icon1.png"

pytestmark = pytest.mark.django_db(transaction=True)


def registration_token(telephone: httpx.Client, number: str, born_on: str) -> httpx.Response:
    """The app asks with number and birth date, and its client id instead of the token of a person."""
    pair = base64.b64encode(f"{number}:{born_on}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}", "x-client-id": "cast-app"}
    return telephone.get("passholders/me/uitid/registration-token", headers=headers)


def test_the_first_time(cast: Cast, telephone: Telephone) -> None:
    newcomer = telephone(User.objects.create_user("amina@example.org", "Amina"))
    refused(newcomer.get("passholders/me"), "passholder-not-found", 404)

    wrong = registration_token(newcomer, AMINA.card, "1990-05-18")
    assert (wrong.status_code, bool(wrong.json()["endUserMessage"]["nl"])) == (401, True)
    token = good(registration_token(newcomer, AMINA.card, "1990-05-17"))["token"]
    with_token = {"x-registration-token": token, "x-client-id": "cast-app"}
    status = good(newcomer.get("passholders/me/uitid/status", headers=with_token))
    assert (status["state"], status["uitpasNumber"]) == ("UNREGISTERED", AMINA.card)
    assert good(newcomer.get(f"uitid/emails/{status['email']}"))["state"] == "UITID_UNREGISTERED"
    linked = newcomer.put("passholders/me/uitid", headers={"x-registration-token": token})
    assert (linked.status_code, linked.content) == (201, b"")

    me = good(newcomer.get("passholders/me"))
    assert (me["id"], me["firstName"], me["name"], me["points"]) == (str(AMINA.public_id), "Amina", "Aziz", 12)
    assert (me["address"]["city"], me["address"]["postalCode"]) == ("Gent", "9000")
    assert me["creationDate"].endswith("+00:00")
    (membership,) = me["cardSystemMemberships"]
    assert (membership["status"], membership["uitpasNumber"]) == ("ACTIVE", AMINA.card)
    assert membership["cardSystem"] == {**membership["cardSystem"], "id": 5, "name": "UiTPAS Regio Gent"}
    assert membership["socialTariff"]["expired"] is False
    assert membership["socialTariff"]["endDate"]


def test_a_family(amina: httpx.Client, bart: httpx.Client) -> None:
    family = f"passholders/{AMINA.public_id}/family-members"
    (alone,) = good(amina.get(family))
    assert (alone["mainFamilyMember"], alone["uitpasNumber"]) == (True, AMINA.card)

    body = {"icon": ICON, "uitpasNumber": BART.card}
    unproven = amina.post(family, json=body)
    assert (unproven.status_code, len(good(amina.get(family)))) == (401, 1)
    proof = {"x-registration-token": good(registration_token(amina, BART.card, "1978-02-28"))["token"]}
    assert amina.post(family, json=body, headers=proof).status_code == 201
    refused(amina.post(family, json=body, headers=proof), "family-member-already-added")
    me, member = good(amina.get(family))
    assert (me["mainFamilyMember"], member["mainFamilyMember"], member["icon"]) == (True, False, ICON)
    assert (member["passholder"]["firstName"], member["passholder"]["points"]) == ("Bart", 3)
    assert amina.put(f"{family}/{BART.public_id}", json={"icon": "2.png"}).status_code == 202
    assert good(amina.get(family))[1]["icon"] == "2.png"

    (joined,) = good(bart.get(f"passholders/{BART.public_id}/families"))
    assert (joined["passholderId"], joined["firstName"]) == (str(AMINA.public_id), "Amina")
    assert joined["memberSince"]
    assert bart.get(family).status_code == 403
    assert bart.delete(f"passholders/{joined['passholderId']}/family-members/{BART.public_id}").status_code == 202
    assert (len(good(amina.get(family))), good(bart.get("passholders/me/families"))) == (1, [])


def test_a_poster_at_the_door(amina: httpx.Client) -> None:
    """The camera reads the code; what went well or not is offered for each member of the family at once."""
    proof = {"x-registration-token": good(registration_token(amina, BART.card, "1978-02-28"))["token"]}
    amina.post("passholders/me/family-members", json={"uitpasNumber": BART.card}, headers=proof)
    scanned = {"checkinCode": make_code("cast-open-house").code}

    saved = good(amina.post(f"passholders/{AMINA.public_id}/checkins", json=scanned), 201)
    assert saved == {"addedPoints": 1, "totalPoints": 13}
    with ThreadPoolExecutor(2) as members:
        answers = list(
            members.map(lambda who: amina.post(f"passholders/{who.public_id}/checkins", json=scanned), (AMINA, BART))
        )
    assert refused(answers[0], "checkin-not-allowed").startswith("Je hebt hier al een punt gespaard.")
    assert good(answers[1], 201) == {"addedPoints": 1, "totalPoints": 4}

    history = good(amina.get(f"passholders/{BART.public_id}/transactions?limit=10&start="))
    assert (history["totalItems"], history["member"][0]["points"]) == (2, 1)
    assert history["member"][0]["location"] == "Theater De Vlieger"


def test_a_code_that_does_not_open_anything(amina: httpx.Client) -> None:
    own = f"passholders/{AMINA.public_id}/checkins"
    assert refused(amina.post(own, json={"checkinCode": "https://example.org/"}), "checkin-code-invalid")
    over = make_code("cast-concert").code
    CheckinCode.objects.update(expires_at=clock.now() - timedelta(days=1))
    assert refused(amina.post(own, json={"checkinCode": over}), "checkin-code-expired")
    tries = [amina.post(own, json={"checkinCode": f"guess{attempt}"}) for attempt in range(30)]
    too_often = next(answer for answer in tries if answer.status_code == 429)
    assert refused(too_often, "rate-limited", 429)
    assert int(too_often.headers["Retry-After"]) > 0
    assert good(amina.get("passholders/me"))["points"] == 12
