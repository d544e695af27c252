"""A request that would succeed for each operation, about the theatre, its concert and Amina.

An operation without an entry needs neither query nor body. What stands in the path is filled in by its name.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from openpas.checkins.codes import make_code
from openpas.demo.cast import AMINA, Cast
from tests.api.done_before import Done
from tests.passholders.associating import STAFF, YOUTH

_IN_PATH: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sample:
    """What is sent beside the path."""

    query: dict[str, str] = field(default_factory=dict)
    body: object = None
    content_type: str = "application/json"


def path_of(route: str, cast: Cast, done: Done) -> str:
    """The path with the cast in it."""
    known = names_in_path(route, cast, done)
    return _IN_PATH.sub(lambda match: known[match[1]], route)


def names_in_path(route: str, cast: Cast, done: Done) -> dict[str, str]:
    """What each name in a path stands for. `.../grouppasses/{passholderId}` is Chloé's."""
    return {
        "clientId": "cast-desk",
        "id": "cast-theatre",
        "organizerId": "cast-theatre",
        "adminUserId": cast.dirk.subject,
        "cardSystemId": str(cast.gent.pk),
        "eventId": "cast-concert",
        "ticketSaleId": done.sale,
        "passholderId": str(cast.chloe.public_id if "grouppasses" in route else cast.amina.public_id),
        "familyMemberId": done.child,
        "checkinId": done.checkin,
        "redeemedRewardId": done.redemption,
        "uitpasNumber": cast.amina_number,
        "inszNumber": AMINA.insz,
        "chipNumber": AMINA.chip,
        "rewardId": cast.drink.public_id,
        "email": "nobody@example.org",
        "associationId": str(YOUTH),
        "kioskId": done.kiosk,
        "orderId": done.order,
        "reportId": done.report,
    }


def samples(cast: Cast) -> dict[tuple[str, str], Sample]:
    return {**_desk(cast), **_people(cast), **_others(cast)}


def _desk(cast: Cast) -> dict[tuple[str, str], Sample]:
    number, event, price = cast.amina_number, "cast-concert", "11"
    sale = {"tariff": {"id": "SOCIALTARIFF"}, "uitpasNumber": number, "eventId": event, "regularPrice": 11}
    amina = str(cast.amina.public_id)
    return {
        ("GET", "/tariffs"): Sample({"regularPrice": price, "eventId": event, "uitpasNumber": number}),
        ("GET", "/tariffs/static"): Sample({"regularPrice": price, "eventId": event}),
        ("POST", "/ticket-sales"): Sample(body=[sale]),
        ("GET", "/ticket-sales"): Sample({"eventId": event}),
        ("POST", "/checkins"): Sample(body={"eventId": event, "uitpasNumber": number}),
        ("GET", "/checkins"): Sample({"passholderId": amina, "organizerId": "cast-theatre"}),
        ("GET", "/checkin-status"): Sample({"uitpasNumber": number, "eventId": event}),
        ("PUT", "/events/{eventId}/card-systems"): Sample(body=[{"id": cast.gent.pk, "enabled": True}]),
        ("PUT", "/events/{eventId}/settings"): Sample(body={"id": event, "checkinPoints": 1}),
        ("GET", "/events/{eventId}/qr-checkincodes/download-link"): Sample({"format": "pdf"}),
        ("GET", "/passes"): Sample({"identifier": number}),
        ("GET", "/cards"): Sample({"uitpasNumber": number}),
        ("GET", "/grouppasses"): Sample({"uitpasNumber": cast.chloe_number}),
        ("GET", "/rewards/{rewardId}/redeem-status"): Sample({"uitpasNumber": number}),
        ("GET", "/rewards/redeemed"): Sample({"uitpasNumber": number}),
        ("POST", "/rewards/redeemed"): Sample(body={"rewardId": cast.drink.public_id, "uitpasNumber": number}),
        ("POST", "/rewards"): Sample(body=_reward(cast)),
        ("PUT", "/rewards/{rewardId}"): Sample(body=_reward(cast)),
    }


def _reward(cast: Cast) -> dict[str, Any]:
    return {
        "title": "Gratis tas koffie",
        "type": "POINTS",
        "categories": ["Doen"],
        "promotionalDescription": "Aan de bar.",
        "publicationPeriod": {"begin": "2021-08-24T14:15:22+00:00"},
        "points": 10,
        "moreInfoURL": "https://example.org/koffie",
        "owningCardSystem": {"id": cast.gent.pk},
        "organizers": [{"id": "cast-theatre"}],
    }


def _people(cast: Cast) -> dict[tuple[str, str], Sample]:
    family = "/passholders/{passholderId}/family-members"
    associations = "/passholders/{passholderId}/association-memberships"
    theatre = {"organizerId": "cast-theatre"}
    return {
        ("GET", "/passholders"): Sample({"uitpasNumber": cast.amina_number}),
        ("POST", "/passholders"): Sample(body=_registration(cast)),
        ("PUT", "/passholders/{passholderId}"): Sample(body=_registration(cast)),
        ("POST", "/passholders/me"): Sample(body=_self_registration(cast)),
        ("PUT", "/passholders/{passholderId}/private"): Sample(body={"note": "Belt liever."}),
        ("POST", "/passholders/{passholderId}/checkins"): Sample(body={"checkinCode": make_code("cast-concert").code}),
        ("POST", family): Sample(body={"uitpasNumber": cast.bart_number, "icon": "https://example.org/icon.png"}),
        ("PUT", f"{family}/{{familyMemberId}}"): Sample(body={"icon": "https://example.org/icon.png"}),
        ("PUT", "/passholders/{passholderId}/school"): Sample(body={"id": "cast-club"}),
        ("GET", "/associations"): Sample({**theatre, "permission": "READ"}),
        ("GET", associations): Sample(theatre),
        ("POST", associations): Sample(theatre, {"association": {"id": str(STAFF)}}),
        ("DELETE", f"{associations}/{{associationId}}"): Sample(theatre),
        ("GET", "/passholders/{passholderId}/memberships/{cardSystemId}"): Sample({**theatre, "socialTariff": "false"}),
        ("POST", "/passholders/{passholderId}/memberships/{cardSystemId}"): Sample(
            body={"cardType": "DIGITAL", "registrationOrganizer": {"id": "cast-theatre"}}
        ),
        ("GET", "/passholders/{passholderId}/membership-prices/{cardSystemId}"): Sample({"cardType": "DIGITAL"}),
        ("GET", "/passholders/membership-prices/{cardSystemId}"): Sample(
            {"postalCode": "9000", "dateOfBirth": "1990-05-17", "cardType": "DIGITAL"}
        ),
        ("POST", "/orders"): Sample(body={"mainPassholderRegistration": _ordered(cast)}),
    }


def _registration(cast: Cast) -> dict[str, Any]:
    return {
        "name": "Aziz",
        "firstName": "Amina",
        "email": "amina@example.org",
        "dateOfBirth": "1990-05-17",
        "registrationOrganizer": {"id": "cast-theatre"},
        "address": {"street": "Voorbeeldstraat 1", "postalCode": "9000", "city": "Gent"},
        "optInPreferences": dict.fromkeys(("serviceMails", "infoMails", "milestoneMails", "sms", "post"), False),
        "registrationCardType": "DIGITAL",
        "registrationCardSystemId": cast.gent.pk,
        "legalTermsDigital": True,
    }


def _ordered(cast: Cast) -> dict[str, Any]:
    """Ivo, who has no pass yet, as he fills himself in."""
    return {
        "name": "Ivens",
        "firstName": "Ivo",
        "inszNumber": "71110300122",
        "email": "ivo@example.org",
        "dateOfBirth": "1971-11-03",
        "registrationOrganizer": {"id": "cast-theatre"},
        "address": {"street": "Voorbeeldstraat 1", "postalCode": "9000", "city": "Gent"},
        "registrationCardSystemId": cast.gent.pk,
        "legalTermsDigital": True,
    }


def _self_registration(cast: Cast) -> dict[str, Any]:
    return {
        "name": "Aziz",
        "firstName": "Amina",
        "email": "amina@example.org",
        "dateOfBirth": "1990-05-17",
        "postalCode": "9000",
        "city": "Gent",
        "cardSystem": {"id": cast.gent.pk},
        "registrationOrganizer": {"id": "cast-theatre"},
    }


def _others(cast: Cast) -> dict[tuple[str, str], Sample]:
    right = {"organizer": {"id": "cast-theatre"}, "permissionDetails": [{"id": "TARIFFS_READ"}]}
    event = {"id": "cast-concert"}
    return {
        ("PUT", "/permissions/{clientId}"): Sample(body=[right]),
        ("POST", "/organizers/{organizerId}/admins"): Sample(body={"email": "new@example.org", "type": "ADMIN"}),
        ("POST", "/organizers/{organizerId}/financial-reports"): Sample(
            body={"startDate": "2026-07-01", "endDate": "2026-09-30"}
        ),
        ("GET", "/card-systems/{cardSystemId}/social-tariff-settings"): Sample({"postalCode": "9000"}),
        ("GET", "/card-systems/{cardSystemId}/membership-prices"): Sample({"cardType": "DIGITAL"}),
        ("GET", "/kiosks"): Sample({"organizerId": "cast-theatre"}),
        ("PUT", "/kiosks/{kioskId}/fixed-event"): Sample(body=event),
        ("PUT", "/kiosk-devices/setup"): Sample(
            body={"name": "CID-PPT-001", "deviceId": "ebee0a27-2dba-4231-aaae-15077884fa75"}
        ),
        ("PUT", "/kiosk-devices/events"): Sample(body=event),
        ("POST", "/kiosk-devices/checkins"): Sample(body={"chipNumber": AMINA.chip}),
        ("GET", "/social-tariff-validation/start"): Sample(
            {"state": "x", "code_challenge": "y" * 43, "redirect_uri": "https://example.org/"}
        ),
        ("POST", "/social-tariff-validation/token"): Sample(body={"code": "x" * 43, "codeVerifier": "y" * 43}),
    }
