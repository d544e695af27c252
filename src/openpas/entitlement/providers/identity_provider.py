"""The government's identity provider: who signed in there, by national number and name."""

from dataclasses import dataclass
from pathlib import Path

from openpas.entitlement.refusals import SignInFailed
from openpas.entitlement.statuses import SourceSilent
from openpas.foundation.identifiers import is_insz, without_separators
from openpas.identity.external.relying_party import Departure, IssuerSilent, Registration, RelyingParty, WordNoGood


@dataclass(frozen=True)
class IdentityProviderSettings:
    """Where people sign in and who we are there. `insz_claim` is the name of the claim that holds the INSZ.

    `authority` is a PEM file with whom to trust, without one the system's.
    """

    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid profile rrn"
    insz_claim: str = "rrn"
    authority: Path | None = None
    timeout_seconds: float = 15

    @property
    def registration(self) -> Registration:
        return Registration(
            self.issuer, self.client_id, self.client_secret, self.scope, self.authority, self.timeout_seconds
        )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, in the words of the government."""

    insz: str
    family_name: str
    given_name: str


class IdentityProvider:
    """Sends people to sign in, and learns who came back. Safe to share between threads."""

    def __init__(self, settings: IdentityProviderSettings) -> None:
        self.settings = settings
        self._party = RelyingParty(settings.registration)

    def sign_in_address(
        self, callback: str, state: str, nonce: str, verifier: str, *, forces_login: bool = False
    ) -> str:
        """Where to send the person. Raises SourceSilent when the provider cannot be reached."""
        prompt = {"prompt": "login"} if forces_login else {}
        try:
            return self._party.sign_in_address(Departure(callback, state, nonce, verifier), **prompt)
        except IssuerSilent as silent:
            raise SourceSilent(silent.code, silent.detail) from silent

    def person(self, callback: str, code: str, nonce: str, verifier: str) -> SignedIn:
        """Who the code stands for. Raises SourceSilent, and SignInFailed when the provider's word is no good."""
        departure = Departure(callback, "", nonce, verifier)
        try:
            claims = self._party.claims(departure, code, wanted=[self.settings.insz_claim])
        except IssuerSilent as silent:
            raise SourceSilent(silent.code, silent.detail) from silent
        except WordNoGood as no_good:
            raise SignInFailed(str(no_good)) from no_good
        insz = without_separators(str(claims.get(self.settings.insz_claim, "")))
        names = str(claims.get("family_name", "")).strip(), str(claims.get("given_name", "")).strip()
        if not (is_insz(insz) and all(names)):
            raise SignInFailed("The identity provider named no person.")
        return SignedIn(insz, *names)
