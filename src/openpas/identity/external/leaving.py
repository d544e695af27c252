"""What this browser said when it left for an issuer, kept in its session until it comes back."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from openpas.identity.external.relying_party import Departure
from openpas.runtime import clock

LASTS: Final = timedelta(minutes=15)
_SESSION: Final = "left_for_issuer"
_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Left:
    """For which issuer, with what, and where to go on afterwards; for whom, when somebody was signed in already."""

    issuer: str
    state: str
    nonce: str
    verifier: str
    back: str
    user_id: int | None
    at: str

    @property
    def departure(self) -> Departure:
        return Departure(callback_of(self.issuer), self.state, self.nonce, self.verifier)


def callback_of(name: str) -> str:
    """Our own address at the issuer, to be registered there. Each has one of its own, so that none answers for
    another (RFC 9700, 4.4).
    """
    return f"{settings.OPENPAS_ISSUER}{reverse('external_callback', args=[name])}"


def leave(request: HttpRequest, name: str, back: str, user_id: int | None) -> Left:
    """Remember it; who leaves twice comes back from the second time only."""
    state, nonce, verifier = (secrets.token_urlsafe(_BYTES) for _ in range(3))
    left = Left(name, state, nonce, verifier, back, user_id, clock.now().isoformat())
    request.session[_SESSION] = asdict(left)
    return left


def came_back(request: HttpRequest, name: str) -> Left | None:
    """What was said on leaving, once, for this issuer and in time, if the answer brings back its state."""
    kept = request.session.pop(_SESSION, None)
    if kept is None:
        return None
    left = Left(**kept)
    is_own = secrets.compare_digest(left.state.encode(), request.GET.get("state", "").encode())
    is_in_time = clock.now() < datetime.fromisoformat(left.at) + LASTS
    return left if is_own and is_in_time and left.issuer == name else None
