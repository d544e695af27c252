"""Where our description says something else than the contract on purpose, and why.

The numbers are those of contract/rules.md. A line here that no difference matches any more fails the test, so that none
stays longer than it is true.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

_CREDENTIAL = "as every credential: who leaves it out gets 401, and not a problem about headers (2.10, 8-41)"
_CLIENT_ID = "is told as the way to identify oneself that it is (`security`), for which it may stand in the query too"
_IGNORED = "the contract has one model for both ways; it says, or its examples show, that a request is read without it"
_INTEGER = "points are whole numbers (1.5)"


@dataclass(frozen=True, slots=True)
class Deviation:
    """`of` is a difference as `comparing.differences` tells it; `*` stands for any text."""

    of: str
    because: str

    def explains(self, difference: str) -> bool:
        return fnmatchcase(difference, self.of.replace("[", "[[]"))


DELIBERATE: Final = (
    Deviation(
        "GET /passes: query identifier: string, *", "`identification`, of the deprecation notes, is read too (2.11)"
    ),
    Deviation("GET /passholders/me/uitid/registration-token: header authorization: string, *", _CREDENTIAL),
    Deviation("GET /passholders/me/uitid/status: header x-registration-token: string, *", _CREDENTIAL),
    Deviation("PUT /passholders/me/uitid: header x-registration-token: string, *", _CREDENTIAL),
    Deviation("GET /passholders/me/uitid/registration-token: header x-client-id: *", _CLIENT_ID),
    Deviation("GET /passholders/me/uitid/status: header x-client-id: *", _CLIENT_ID),
    Deviation("GET /passholders/me/uitid/registration-token: security: *", _CLIENT_ID),
    Deviation("GET /passholders/me/uitid/status: security: *", _CLIENT_ID),
    Deviation("POST /passholders/{passholderId}/checkins: security: *", "clients too, but never as `me` (2.5, 8-51)"),
    Deviation("GET /passholders/{passholderId}/transactions: security: *", "as the operation before it (8-51)"),
    Deviation(
        "GET /card-systems/{cardSystemId}/membership-prices: security: *", "it lists one of the ways twice (3.1)"
    ),
    Deviation(
        "GET /orders/{orderId}: security: *", "its own words tell what who only names itself does not see (2.18)"
    ),
    Deviation("GET /rewards: query owningCardSystemId: integer[], *", "ids of card systems are integers (1.2)"),
    Deviation("GET /rewards: query applicableCardSystemId: integer[], *", "ids of card systems are integers (1.2)"),
    Deviation("GET /rewards: query subset: *", "both spellings of the last one are read (8-54)"),
    Deviation("* /orders*: 200 mainPassholderRegistration: object, *", "left out for who only names itself (2.18)"),
    Deviation("POST /rewards: body points: integer, *", _INTEGER),
    Deviation("PUT /rewards/{rewardId}: body points: integer, *", _INTEGER),
    Deviation("* /ticket-sales: 200*tariffId: is not there", "deprecated, `tariff.id` says it; no example shows it"),
    Deviation("POST /ticket-sales: body[] passholder: is not there", _IGNORED),
    Deviation("POST /organizers/{organizerId}/admins: body userId: is not there", "found by the e-mail address (2.14)"),
    Deviation("POST /passholders: body uitpasNumber: is not there", _IGNORED),
    Deviation("POST /passholders: body registration*: must be sent", "mandatory for who registers somebody (1.5, 2.7)"),
    Deviation(
        "POST /passholders/{passholderId}/family-members: body uitpasNumber: must be sent", "says who joins (2.9)"
    ),
    Deviation("PUT /passholders/{passholderId}: body uitpasNumber: is not there", _IGNORED),
    Deviation("PUT /passholders/{passholderId}: body registration*: is not there", "ignored but for one of them (2.7)"),
    Deviation("PUT /passholders/{passholderId}/family-members/{familyMemberId}: body uitpasNumber: *", _IGNORED),
    Deviation("PUT /passholders/{passholderId}/school: body name: is not there", "the id says which (2.16)"),
    Deviation("PUT /passholders/{passholderId}/school: body cardSystems: is not there", "the id says which (2.16)"),
    Deviation(
        "PUT /permissions/{clientId}: body[] linkedOrganizers: is not there", "links come from organizers (2.14)"
    ),
)
