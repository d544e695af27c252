"""How a refusal comes about: the world as it must be, and the request that is then refused."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from openpas.demo.cast import Cast
from tests.api.conftest import Caller, Person

Ask = Callable[[], HttpResponse]
"""Sends the request that is refused."""


@dataclass(frozen=True, slots=True)
class World:
    """The cast, and who calls: nobody, the theatre's desk, a desk in Aalst, the administration, or a person."""

    cast: Cast
    anonymous: Caller
    desk: Caller
    stranger: Caller
    admin: Caller
    person: Person

    def buy(self, number: str, tariff: str = "SOCIALTARIFF", event: str = "cast-concert", tickets: int = 1) -> Ask:
        ticket = {"eventId": event, "uitpasNumber": number, "tariff": {"id": tariff}, "regularPrice": 11}
        return lambda: self.desk.send("POST", "/ticket-sales", [ticket] * tickets)

    def check_in(self, number: str, event: str = "cast-concert") -> Ask:
        return lambda: self.desk.send("POST", "/checkins", {"eventId": event, "uitpasNumber": number})

    def redeem(self, number: str, reward: str = "cast-drink") -> Ask:
        return lambda: self.desk.send("POST", "/rewards/redeemed", {"rewardId": reward, "uitpasNumber": number})


Scenario = Callable[[World], Ask]
"""Makes the world as it must be."""

SCENARIOS: dict[tuple[str, int], Scenario] = {}
"""Problem type and status → how it comes about."""


def refused(problem: str, status: int = 400) -> Callable[[Scenario], Scenario]:
    """Says what the scenario below it is refused with."""

    def register(scenario: Scenario) -> Scenario:
        assert (problem, status) not in SCENARIOS
        SCENARIOS[problem, status] = scenario
        return scenario

    return register
