"""Somebody with a browser that keeps cookies, follows what it is sent to, and fills in forms."""

from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pyotp
from lxml import html

from openpas.identity.models import Factor, User
from openpas.records.encryption import encrypt
from openpas.runtime import clock

_BUTTONS = ".//button/@name"
_REFRESH = "//meta[@http-equiv='refresh']/@content"


@dataclass
class Visitor:
    """`seed` is that of the app which shows codes. `address` is where the browser is, `page` what it shows."""

    server: str
    email: str = ""
    password: str = ""
    seed: str = field(default_factory=pyotp.random_base32)
    wire: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60, trust_env=False))
    address: str = ""
    page: Any = None

    def go(self, address: str) -> str:
        """Open an address; where the browser ends up: on a page of ours, or on the way to somebody else."""
        return self._arrive(self.wire.get(urljoin(self.server, address)))

    def fill(self, **fields: str) -> str:
        """Send the form that has these fields, the others as they stand."""
        form = next(one for one in self.page.forms if fields.keys() <= {*one.inputs.keys(), *one.xpath(_BUTTONS)})
        given = {name: value for name, value in form.form_values() if name not in fields}
        return self._arrive(self.wire.post(urljoin(self.address, form.action or ""), data={**given, **fields}))

    def sign_in(self) -> str:
        """Password, then the code of the app; where the browser is sent from there."""
        assert urlsplit(self.address).path == "/account/sign-in", self.address
        self.fill(email=self.email, password=self.password)
        return self.prove()

    def prove(self) -> str:
        """The second step, by the app: chosen where there is a choice."""
        assert "/second-step" in self.address, self.address
        if not any("code" in form.inputs for form in self.page.forms):
            self.fill(kind=Factor.Kind.APP)
        return self.fill(code=pyotp.TOTP(self.seed).at(clock.now()))

    def set_up_app(self) -> None:
        """As if the app had been set up some time ago, as the only way."""
        user, now = User.objects.get(email=self.email), clock.now()
        user.factors.all().delete()
        Factor.objects.create(
            user=user, kind=Factor.Kind.APP, secret_encrypted=encrypt(self.seed), created_at=now, confirmed_at=now
        )

    def _arrive(self, answer: httpx.Response) -> str:
        while answer.is_redirect or self._refreshed(answer):
            place: str = urljoin(str(answer.url), answer.headers.get("Location") or self._refreshed(answer))
            if not place.startswith(self.server):
                return place
            answer = self.wire.get(place)
        assert answer.is_success, (answer.status_code, str(answer.url))
        self.address, self.page = str(answer.url), html.document_fromstring(answer.text)
        return self.address

    @staticmethod
    def _refreshed(answer: httpx.Response) -> str:
        if not answer.is_success or "html" not in answer.headers.get("Content-Type", ""):
            return ""
        found = html.document_fromstring(answer.text).xpath(_REFRESH)
        return unescape(str(found[0])).partition("url=")[2] if found else ""


def told_in(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
