"""The national number with which somebody signed in at the government: in the session only, and there encrypted."""

import base64
from typing import Final

from django.http import HttpRequest

from openpas.records.encryption import encrypt

_SESSION: Final = "sealed_insz"


def remember_insz(request: HttpRequest, insz: str) -> None:
    """For as long as this session lasts; empty forgets it."""
    if insz:
        request.session[_SESSION] = base64.b64encode(encrypt(insz)).decode()
    else:
        request.session.pop(_SESSION, None)


def sealed_insz(request: HttpRequest) -> bytes:
    """The number as it is encrypted, for a client that may see it; empty when nobody told one."""
    return base64.b64decode(request.session.get(_SESSION, ""))
