"""A request that would succeed for each operation, about the theatre, its concert and Amina.

An operation without an entry needs neither query nor body. What stands in the path is filled in by its name.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from openpas.checkins.models import Kiosk
from openpas.checkins.service import check_in
from openpas.demo.builders import Offer, reward
from openpas.demo.cast import AMINA, Cast
from openpas.identity.actors import actor_of_client
from openpas.rewards.models import Reward
from openpas.rewards.service import redeem
from openpas.runtime import clock
from openpas.tariffs.service import TicketOrder, sell_tickets

_IN_PATH: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done before with Amina's pass, so that it can be taken back: ids as they stand in a path."""

    sale: str
    checkin: str
    redemption: str
    kiosk: str


def do_before(cast: Cast) -> Done:
    """Amina buys a ticket, visits the theatre and takes a sticker. The drink is online, and there is a kiosk."""
    Reward.objects.filter(pk=cast.drink.pk).update(is_online=True)
    reward(cast.gent, cast.theatre, Offer("sticker", "Sticker", 1), clock.now())
    actor = actor_of_client("cast-admin")
    [sale] = sell_tickets(actor, [TicketOrder("cast-open-house", cast.amina_number, "SOCIALTARIFF", 600)])
    visit = check_in(actor, cast.amina_number, "cast-open-house", channel="API")
    sticker = redeem(actor, "sticker", cast.amina_number)
    kiosk = Kiosk.objects.create(
        public_id=uuid4(), name="Inkom", card_system=cast.gent, created_at=clock.now(), configured_at=clock.now()
    )
    kiosk.organizers.add(cast.theatre)
    return Done(str(sale.pk), str(visit.id), str(sticker.pk), str(kiosk.public_id))


@dataclass(frozen=True, slots=True)
class Sample:
    """What is sent beside the path."""

    query: dict[str, str] = field(default_factory=dict)
    body: object = None


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
        "familyMemberId": str(cast.bart.public_id),
        "checkinId": done.checkin,
        "redeemedRewardId": done.redemption,
        "uitpasNumber": cast.amina_number,
        "inszNumber": AMINA.insz,
        "chipNumber": AMINA.chip,
        "rewardId": cast.drink.public_id,
        "email": "nobody@example.org",
        "associationId": "0190aaaa-0000-4000-8000-000000000000",
        "kioskId": done.kiosk,
        "orderId": "0190aaaa-0000-4000-8000-000000000000",
        "reportId": "1",
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
        ("POST", "/passholders/{passholderId}/checkins"): Sample(body={"checkinCode": "no-such-code"}),
        ("POST", family): Sample(body={"uitpasNumber": cast.bart_number, "icon": "https://example.org/icon.png"}),
        ("PUT", f"{family}/{{familyMemberId}}"): Sample(body={"icon": "https://example.org/icon.png"}),
        ("PUT", "/passholders/{passholderId}/school"): Sample(body={"id": "no-such-school"}),
        ("GET", "/associations"): Sample({**theatre, "permission": "READ"}),
        ("GET", associations): Sample(theatre),
        ("POST", associations): Sample(theatre, {"association": {"id": "0190aaaa-0000-4000-8000-000000000000"}}),
        ("DELETE", f"{associations}/{{associationId}}"): Sample(theatre),
        ("GET", "/passholders/{passholderId}/memberships/{cardSystemId}"): Sample({**theatre, "socialTariff": "false"}),
        ("POST", "/passholders/{passholderId}/memberships/{cardSystemId}"): Sample(
            body={"cardType": "DIGITAL", "registrationOrganizer": {"id": "cast-theatre"}}
        ),
        ("GET", "/passholders/{passholderId}/membership-prices/{cardSystemId}"): Sample({"cardType": "DIGITAL"}),
        ("GET", "/passholders/membership-prices/{cardSystemId}"): Sample(
            {"postalCode": "9000", "dateOfBirth": "1990-05-17", "cardType": "DIGITAL"}
        ),
        ("POST", "/orders"): Sample(
            body={"mainPassholderRegistration": _registration(cast), "redirectUrl": "https://x.be"}
        ),
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
        "cardSystem": {"id": cast.gent.pk},
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
