"""The shop of the passholder app, over HTTP, with the query strings that it really sends (contract/clients.md 6)."""

from datetime import timedelta

import httpx
import pytest

from openpas.card_systems.models import CardSystem
from openpas.demo.builders import Offer, reward
from openpas.demo.cast import AMINA, Cast
from openpas.rewards.models import Reward, RewardCode
from openpas.rewards.service import grant_welcome_rewards
from openpas.runtime import clock
from tests.journeys.telephone import amina, app, bart, cast, good, refused, telephone

__all__ = ["amina", "app", "bart", "cast", "telephone"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shop")]


@pytest.fixture
def shop(cast: Cast) -> None:
    """Rewards for every shelf of the app. It asks for what is featured in card system 4, whatever the region."""
    CardSystem.objects.create(id=4, name="UiTPAS Vlaanderen")
    coffee = reward(cast.gent, cast.theatre, Offer("coffee", "Koffiekoek met koffie", 2, is_online=True), clock.now())
    coffee.redeem_text, coffee.redeem_link, coffee.redeem_label = "<p>Toon je code.</p>", "https://x.be/koffie", "Toon"
    coffee.is_featured = coffee.is_for_kids = True
    coffee.practical_info = "<p>Elke dag.</p>"
    coffee.save()
    RewardCode.objects.create(reward=coffee, code="KOFFIE-1")
    ball = reward(cast.gent, cast.club, Offer("ball", "Balspel", 1), clock.now())
    ball.is_sport, ball.categories, ball.redeem_ends_at = True, ["Doen"], clock.now() + timedelta(days=3)
    ball.save()
    grant_welcome_rewards(cast.amina.pk, cast.gent.pk)


def test_the_shelves_of_the_shop(amina: httpx.Client) -> None:
    def on(shelf: str) -> set[str]:
        address = f"rewards?limit=10&start=0&includeAllCardSystems=false&withoutSorting=true&{shelf}"
        return {one["id"] for one in good(amina.get(address))["member"]}

    everything = {"coffee", "ball", "cast-drink"}
    assert on("") == everything
    assert on("online=true") == on("featured=true") == on("forKids=true") == {"coffee"}
    assert on("featured=true&owningCardSystemId=4") == set()
    assert on("owningCardSystemId=5&owningCardSystemId=1") == everything
    assert on("organizerPostalCode=9000") == everything
    assert on("sport=true") == on("lastChance=true") == on("categories=Doen") == {"ball"}
    assert on("categories=Eten en drinken&categories=Goede doel") == {"coffee", "cast-drink"}
    assert on("text=koffie*") == {"coffee"}
    assert on("text=niets*") == set()
    assert on(f"type=WELCOME&isRedeemableByPassholderId={AMINA.public_id}") == {"cast-welcome"}
    assert on(f"isInterestingForPassholderId={AMINA.public_id}") <= everything
    for order, first in (("points", "ball"), ("-points", "cast-drink"), ("name", "ball"), ("-creationDate", "ball")):
        shown = good(amina.get(f"rewards?limit=1&start=0&sort={order}"))
        assert (shown["totalItems"], shown["member"][0]["id"]) == (3, first), order
    assert good(amina.get("rewards?limit=20&start=3"))["member"] == []


def test_a_coffee_for_points(amina: httpx.Client) -> None:
    coffee = good(amina.get("rewards/coffee"))
    assert (coffee["title"], coffee["points"], coffee["online"]) == ("Koffiekoek met koffie", 2, True)
    assert (coffee["practicalInfo"], coffee["moreInfoURL"]) == ("<p>Elke dag.</p>", "https://example.org/voordeel")
    assert (coffee["unitsTaken"], coffee["categories"], coffee["type"]) == (0, ["Eten en drinken"], "POINTS")
    assert coffee["organizers"] == [{"id": "cast-theatre", "name": "Theater De Vlieger"}]
    assert coffee["owningCardSystem"]["id"] == 5
    assert good(amina.get(f"rewards/coffee/redeem-status?uitpasNumber={AMINA.card}"))["redeemable"] is True

    body = {"rewardId": "coffee", "uitpasNumber": AMINA.card}
    taken = good(amina.post("rewards/redeemed", json=body), 201)
    assert taken["redeemInfo"] == {"text": "<p>Toon je code.</p>", "link": "https://x.be/koffie", "label": "Toon"}
    assert (taken["redeemCode"], taken["reward"]["id"]) == ("KOFFIE-1", "coffee")
    assert good(amina.get(f"rewards/redeemed?uitpasNumber={AMINA.card}&limit=20&start=0"))["member"] == [taken]
    assert good(amina.get("passholders/me"))["points"] == 10
    newest = good(amina.get(f"passholders/{AMINA.public_id}/transactions?limit=10&start=0"))["member"][0]
    assert (newest["title"], newest["points"]) == ("Koffiekoek met koffie", -2)
    assert refused(amina.post("rewards/redeemed", json=body), "reward-volume-constraint")


def test_what_the_app_cannot_exchange(amina: httpx.Client, bart: httpx.Client) -> None:
    at_the_bar = {"rewardId": "cast-drink", "uitpasNumber": AMINA.card}
    assert refused(amina.post("rewards/redeemed", json=at_the_bar), "reward-invalid-redeem-type")
    Reward.objects.filter(public_id="coffee").update(points=500)
    status = good(amina.get(f"rewards/coffee/redeem-status?uitpasNumber={AMINA.card}"))
    assert (status["redeemable"], status["reason"]) == (False, "PASSHOLDER_POINTS")
    assert status["message"].startswith("Jammer")
    barts = {"rewardId": "coffee", "uitpasNumber": AMINA.card}
    assert bart.post("rewards/redeemed", json=barts).status_code == 403
    assert good(amina.get(f"rewards/redeemed?uitpasNumber={AMINA.card}&limit=20&start=0"))["totalItems"] == 0
    assert good(amina.get("passholders/me"))["points"] == 12
