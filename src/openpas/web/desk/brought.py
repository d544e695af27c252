"""What somebody brought to the counter and takes along to registration: a card of this desk, or a national number.

It lives in the session, never in an address; a national number only encrypted. It is for the next page alone: the
counter forgets it when it turns to the next pass, and so does time.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest

from openpas.records.encryption import decrypt, encrypt
from openpas.runtime import clock

_BROUGHT: Final = "brought"
_LASTS: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Brought:
    """The number of a card in stock at this desk, or a valid INSZ that nobody has; what is empty was not brought."""

    uitpas_number: str = ""
    insz: str = ""


NOTHING: Final = Brought()


def bring(request: HttpRequest, what: Brought) -> None:
    """Keep it for the registration that follows, instead of what was kept before."""
    request.session[_BROUGHT] = {
        "card": what.uitpas_number,
        "insz": base64.b64encode(encrypt(what.insz)).decode() if what.insz else "",
        "at": clock.now().isoformat(),
    }


def brought(request: HttpRequest) -> Brought:
    """What was brought within the last half hour; it stays until `leave_behind`."""
    kept = request.session.get(_BROUGHT)
    if kept is None or datetime.fromisoformat(kept["at"]) + _LASTS < clock.now():
        return NOTHING
    return Brought(kept["card"], decrypt(base64.b64decode(kept["insz"])) if kept["insz"] else "")


def leave_behind(request: HttpRequest) -> None:
    """Forget it: the person is registered, or somebody else stands at the counter."""
    request.session.pop(_BROUGHT, None)
