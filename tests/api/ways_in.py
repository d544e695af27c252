"""Operations that need another proof of who calls than an access token of a client, each with who is entitled to it."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from openpas.demo.cast import AMINA, Cast
from openpas.entitlement.doubles.people import AMINA as AMINA_AT_THE_GOVERNMENT
from openpas.identity.models import User
from openpas.identity.registration_tokens import issue
from openpas.identity.tokens import issue_user_token
from tests.api.conftest import Caller
from tests.api.done_before import DEVICE, Done
from tests.api.samples import Sample
from tests.entitlement.traveller import CHALLENGE, STATE, VERIFIER, Traveller
from tests.passholders.household import GROWN, somebody

Operation = tuple[str, str]

NEWCOMERS_INSZ = "83030201540"
VALIDATION = "/social-tariff-validation"


@dataclass(frozen=True, slots=True)
class WayIn:
    """Who calls, with the headers that it adds."""

    caller: Caller
    headers: Mapping[str, str] = field(default_factory=dict)


def ways_in(cast: Cast, done: Done, amina: Caller, traveller: Traveller) -> dict[Operation, WayIn]:
    """Who is entitled to the operations that a client alone is not."""
    device = WayIn(Caller(), {"x_custom_token": DEVICE})
    pair = base64.b64encode(f"{AMINA.card}:{AMINA.born_on.isoformat()}".encode()).decode()
    newcomer = _newcomer(cast)
    return {
        ("GET", "/passholders/me"): WayIn(amina),
        ("POST", "/passholders/me"): WayIn(newcomer),
        ("GET", "/passholders/me/uitid/registration-token"): WayIn(
            Caller(), {"Authorization": f"Basic {pair}", "x_client_id": "cast-desk"}
        ),
        ("GET", "/passholders/me/uitid/status"): WayIn(
            Caller(), {"x_registration_token": issue(cast.amina), "x_client_id": "cast-desk"}
        ),
        ("PUT", "/passholders/me/uitid"): WayIn(
            newcomer, {"x_registration_token": issue(somebody(cast, "Nadia", GROWN))}
        ),
        ("PUT", "/kiosk-devices/setup"): WayIn(Caller(), {"x_custom_token": done.configuration_code}),
        ("GET", "/kiosk-devices"): device,
        ("GET", "/kiosk-devices/events"): device,
        ("PUT", "/kiosk-devices/events"): device,
        ("DELETE", "/kiosk-devices/events"): device,
        ("POST", "/kiosk-devices/checkins"): device,
        ("GET", "/kiosk-devices/checkins"): device,
        ("GET", "/kiosk-devices/chip-numbers/{chipNumber}"): device,
        ("GET", VALIDATION): WayIn(Caller(), {"x_custom_token": traveller.token(AMINA_AT_THE_GOVERNMENT.insz)}),
    }


def bodies(traveller: Traveller) -> dict[Operation, Sample]:
    """What is sent where it takes a picture, or a journey to the government."""
    drawn = io.BytesIO()
    drawn.name = "face.png"
    Image.new("RGB", (60, 40), "orange").save(drawn, "PNG")
    drawn.seek(0)
    code = traveller.code(AMINA_AT_THE_GOVERNMENT.insz)
    return {
        ("PUT", "/passholders/{passholderId}/picture"): Sample(
            body=encode_multipart(BOUNDARY, {"file": drawn}), content_type=MULTIPART_CONTENT
        ),
        ("GET", f"{VALIDATION}/start"): Sample(
            {"state": STATE, "code_challenge": CHALLENGE, "redirect_uri": traveller.page}
        ),
        ("POST", f"{VALIDATION}/token"): Sample(body={"code": code, "codeVerifier": VERIFIER}),
    }


def _newcomer(cast: Cast) -> Caller:
    """Somebody with an account and a proven national number, and without a pass."""
    cast.admin_client.sees_insz = True
    cast.admin_client.save(update_fields=["sees_insz"])
    account = User.objects.create_user("newcomer@passholder.example", "Marc")
    return Caller(token=issue_user_token(account, cast.admin_client, insz=NEWCOMERS_INSZ))
