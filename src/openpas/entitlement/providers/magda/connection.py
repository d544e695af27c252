"""One way to MAGDA: mutual TLS, signed questions, time-outs, and patience with a service that is busy."""

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Final
from uuid import uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import Certificate, load_pem_x509_certificates

from openpas.entitlement.providers.magda.envelope import Sender, Service, answer_to, question
from openpas.entitlement.providers.magda.signature import SignatureKind, sign_body
from openpas.entitlement.providers.magda.xml import SOAP, Element, NotXml, read_xml, write_xml
from openpas.entitlement.statuses import SourceSilent

_HEADERS: Final = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}


@dataclass(frozen=True)
class MagdaSettings:
    """Where MAGDA is and who we are there.

    `certificate` is a PEM file with our certificate first and its authorities after it; it opens the channel and signs.
    `authority` is a PEM file with whom to trust at the other side, without one the system's. `capacities` maps a reason
    to its own capacity code. `pauses` are the seconds between attempts, so one more attempt than there are pauses.
    """

    url: str
    certificate: Path
    key: Path
    sender: str
    capacity: str
    capacities: Mapping[str, str] = field(default_factory=dict)
    authority: Path | None = None
    signature: SignatureKind = SignatureKind.RSA_SHA1
    connect_seconds: float = 15
    read_seconds: float = 30
    pauses: tuple[float, ...] = (0.5, 2)


@dataclass(frozen=True, slots=True)
class Answered:
    """The content of an answer, and the reference of the question."""

    content: Element
    reference: str


class MagdaConnection:
    """Asks one question per request. Safe to share between threads."""

    def __init__(self, settings: MagdaSettings, wait: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self._wait = wait

    def ask(self, service: Service, criteria: Callable[[], Element], moment: datetime, reason: str) -> Answered:
        """The answer to one question, asked again while the trouble is temporary. Raises SourceSilent.

        Each attempt has its own reference: the platform refuses one that it saw before.
        """
        for pause in self._pauses():
            try:
                return self._ask_once(service, criteria(), moment, reason)
            except SourceSilent as silent:
                if not silent.is_temporary or pause is None:
                    raise
                self._wait(pause)
        raise AssertionError("the last attempt answers or raises")

    def _pauses(self) -> Iterator[float | None]:
        yield from self.settings.pauses
        yield None

    def _ask_once(self, service: Service, criteria: Element, moment: datetime, reason: str) -> Answered:
        reference = str(uuid4())
        sender = Sender(self.settings.sender, self.settings.capacities.get(reason, self.settings.capacity))
        envelope = question(service, sender, reference, moment, criteria)
        sign_body(envelope, self._key, self._chain, self.settings.signature)
        return Answered(answer_to(self._posted(write_xml(envelope)), service, reference), reference)

    def _posted(self, message: bytes) -> Element:
        try:
            with self._client() as client:
                response = client.post(self.settings.url, content=message, headers=_HEADERS)
        except httpx.TransportError as error:
            raise SourceSilent(type(error).__name__, "no connection, or no answer in time") from error
        return _document(response)

    def _client(self) -> httpx.Client:
        timeout = httpx.Timeout(self.settings.read_seconds, connect=self.settings.connect_seconds)
        return httpx.Client(verify=self._channel, timeout=timeout, trust_env=False)

    @cached_property
    def _channel(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.settings.authority)
        context.load_cert_chain(self.settings.certificate, self.settings.key)
        return context

    @cached_property
    def _key(self) -> RSAPrivateKey:
        key = load_pem_private_key(self.settings.key.read_bytes(), password=None)
        if not isinstance(key, RSAPrivateKey):
            raise TypeError("the key of the certificate must be RSA")
        return key

    @cached_property
    def _chain(self) -> list[Certificate]:
        return load_pem_x509_certificates(self.settings.certificate.read_bytes())


def _document(response: httpx.Response) -> Element:
    """The message in a response; a fault comes in one of status 500. Raises SourceSilent when there is no message."""
    try:
        root = read_xml(response.content)
    except NotXml as error:
        raise _not_soap(response) from error
    if response.is_success or root.tag == f"{{{SOAP}}}Envelope":
        return root
    raise _not_soap(response)


def _not_soap(response: httpx.Response) -> SourceSilent:
    """A gateway speaks; what is wrong with our request stays wrong, except that we may come too often."""
    if response.is_success:
        return SourceSilent("no-xml", "no SOAP message")
    is_temporary = response.is_server_error or response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    return SourceSilent(f"http-{response.status_code}", "no SOAP message", is_temporary=is_temporary)
