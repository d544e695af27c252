"""Somebody with a browser, who goes from a client's page to the government and back."""

import base64
import hashlib
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import httpx
from django.http import HttpResponse
from django.test import Client

VERIFIER = "RtU3foq99AKbGzwbKPE8pfHei47pzvHhQd53iJ6DWBtCrK8a7pKCnBY8MiZX2TYc"
CHALLENGE = base64.b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode()
STATE = "state of the client"


@dataclass
class Traveller:
    """`page` is where the client has people come back."""

    page: str
    browser: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def start(self, **changes: str) -> HttpResponse:
        query = {"state": STATE, "code_challenge": CHALLENGE, "redirect_uri": self.page, **changes}
        return self.browser.get("/api/v4/social-tariff-validation/start", query)  # type: ignore[return-value]

    def sign_in(self, address: str, insz: str) -> str:
        """Choose somebody on the sign-in page; where the provider sends us then."""
        with httpx.Client(trust_env=False) as government:
            page = government.get(address)
            assert page.status_code == 200, page.text
            form = {"asked": urlsplit(address).query, "insz": insz}
            return government.post(address.partition("?")[0], data=form).headers["Location"]

    def come_back(self, address: str) -> HttpResponse:
        parts = urlsplit(address)
        return self.browser.get(f"{parts.path}?{parts.query}")  # type: ignore[return-value]

    def code(self, insz: str) -> str:
        """All the way round, to the code that the client gets."""
        back = self.come_back(self.sign_in(self.start()["Location"], insz))
        return told_by(back)["code"]

    def exchange(self, code: str, verifier: str = VERIFIER, **headers: str) -> HttpResponse:
        body = {"code": code, "codeVerifier": verifier}
        path = "/api/v4/social-tariff-validation/token"
        return self.browser.post(path, body, content_type="application/json", headers=headers)  # type: ignore[return-value]

    def token(self, insz: str) -> str:
        return str(self.exchange(self.code(insz)).json()["token"])  # type: ignore[attr-defined]

    def information(self, token: str, **query: int) -> HttpResponse:
        headers = {"x-custom-token": token}
        return self.browser.get("/api/v4/social-tariff-validation", query, headers=headers)  # type: ignore[return-value]


def told_by(response: HttpResponse) -> dict[str, str]:
    """The query with which a redirection tells something."""
    assert response.status_code == 303, response.content
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}
