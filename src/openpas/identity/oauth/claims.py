"""What a client is told about a person, in the id token and at the userinfo endpoint (contract/clients.md 4 and 6)."""

from typing import Final

from openpas.identity.linked_passes import own_passholder
from openpas.identity.models import ApiClient, Authorization, User
from openpas.identity.oauth.rules import claims_in, names_of
from openpas.identity.tokens import EARLIER_ID_CLAIM, INSZ_CLAIM
from openpas.records.encryption import decrypt

FIRST_NAME_CLAIM: Final = "https://publiq.be/first_name"
IS_PASSHOLDER_CLAIM: Final = "https://publiq.be/hasUitpasLoyalty"
CLAIMS: Final = (
    *("sub", "name", "given_name", "family_name", "locale", "email", "email_verified"),
    *(FIRST_NAME_CLAIM, IS_PASSHOLDER_CLAIM, EARLIER_ID_CLAIM, INSZ_CLAIM),
)
"""All that there are, for discovery."""


def insz_of(authorization: Authorization) -> str:
    """The national number with which the person signed in at the government; empty without."""
    sealed = bytes(authorization.insz_encrypted)
    return decrypt(sealed) if sealed else ""


def claims_of(authorization: Authorization, scope: str) -> dict[str, object]:
    """What these scopes tell, and the national number to a client that may see it."""
    insz = insz_of(authorization)
    told = claims_in(scope.split(), _all_claims(authorization.user, insz))
    return {**told, INSZ_CLAIM: insz} if _may_see(insz, authorization.client) else told


def _may_see(insz: str, client: ApiClient) -> bool:
    return bool(insz) and client.sees_insz


def _all_claims(user: User, insz: str) -> dict[str, object]:
    """Names are those on the pass where there is one; an account itself has one name."""
    own = own_passholder(user.subject, insz)
    given, family = (own.first_name, own.name) if own else names_of(user.name)
    return {
        "sub": user.subject,
        "name": f"{given} {family}".strip(),
        "given_name": given,
        **({"family_name": family} if family else {}),
        "locale": user.language,
        "email": user.email,
        "email_verified": user.email_confirmed_at is not None,
        FIRST_NAME_CLAIM: given,
        IS_PASSHOLDER_CLAIM: own is not None,
        EARLIER_ID_CLAIM: user.subject,
    }
