"""Programs for which people sign in in the demo: a desk application with a secret and a passholder app without one.

They stand for the clients of contract/clients.md 4 and 6, and a passholder with an account of her own to try the app.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from openpas.demo.accounts import PASSWORD, SECRET
from openpas.foundation.permissions import Permission
from openpas.identity.clients import create_client
from openpas.identity.grants import grant
from openpas.identity.models import User
from openpas.passholders.models import Passholder
from openpas.runtime import clock

DESK_CLIENT: Final = "demo-desk"
APP_CLIENT: Final = "demo-app"
APP_SCHEME: Final = "be.openpas.demo"
AMINA: Final = "amina@example.org"
"""She has an account of her own, linked to her pass."""

_DESK_PLACES: Final = ("http://localhost", "http://localhost:3000")
_APP_RIGHTS: Final = (
    Permission.PASSHOLDERS_SELF_READ,
    Permission.PASSHOLDERS_SELF_CHECKIN,
    Permission.PASSHOLDERS_SELF_REGISTRATION,
    Permission.PASSHOLDERS_REGISTER_UITID,
    Permission.PASSHOLDERS_TRANSACTION_HISTORY,
    Permission.PASSHOLDERS_FAMILY_MEMBERS,
    Permission.REWARDS_READ,
    Permission.REWARDS_REDEEM,
)
"""What its calls need for the pass of who signed in (contract/rules.md 3.2). At a desk the person's rights count."""


def create_clients_of_people(amina: Passholder) -> None:
    """Save both, and the account of Amina."""
    create_client(
        DESK_CLIENT,
        "Balie (demo)",
        SECRET,
        redirect_addresses=[f"{place}/api/auth/callback/keycloak" for place in _DESK_PLACES],
        logout_addresses=[f"{place}/" for place in _DESK_PLACES],
    )
    app, _ = create_client(
        APP_CLIENT,
        "UiTPAS-app (demo)",
        is_public=True,
        redirect_addresses=[*app_addresses(), "http://127.0.0.1/callback", "http://localhost/callback"],
        logout_addresses=[f"{APP_SCHEME}://signed-out", "http://localhost/"],
    )
    grant(app, _APP_RIGHTS)
    account = User.objects.create_user(AMINA, "Amina Aziz", PASSWORD)
    User.objects.filter(pk=account.pk).update(email_confirmed_at=clock.now())
    Passholder.objects.filter(pk=amina.pk).update(uitid=account.subject)


def app_addresses() -> list[str]:
    """As an Expo app makes them out of its package and the issuer, and a short one to type."""
    issuer = urlsplit(settings.OPENPAS_ISSUER).netloc
    made = [f"{APP_SCHEME}://{issuer}/{system}/{APP_SCHEME}/callback" for system in ("ios", "android")]
    return [*made, f"{APP_SCHEME}://callback"]


def client_notes() -> list[Mapping[str, str]]:
    """What somebody needs to try them."""
    return [
        {"client_id": DESK_CLIENT, "secret": SECRET},
        {"client_id": APP_CLIENT, "secret": "(none: a public app, with PKCE)"},
    ]
