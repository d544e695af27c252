"""MAGDA on this machine: GeefSociaalStatuut 03.00 and GeefGezinssamenstelling 02.02 over mutual TLS.

It checks what the platform checks: the certificate of the channel, the signature over the body and the certificate in
it, that a reference is new, and that the question has the elements of the service. `troubles` are what goes wrong next,
one per request.
"""

import base64
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from openpas.entitlement.doubles import magda_answers as answers
from openpas.entitlement.doubles.authority import Authority
from openpas.entitlement.doubles.people import PEOPLE, Known
from openpas.entitlement.providers.magda import households, statuses
from openpas.entitlement.providers.magda.envelope import Service
from openpas.entitlement.providers.magda.signature import WSSE
from openpas.entitlement.providers.magda.xml import SOAP, Element, NotXml, read_xml, text_at
from openpas.runtime.double_server import Answer, Asked, serving

SENDER: Final = "openpas.example.org"
CAPACITY: Final = "uitpas-kansentarief"
_SERVICES: Final = (statuses.SERVICE, households.SERVICE)
_ACCEPTED: Final = SignatureConfiguration(
    location=f".//{{{WSSE}}}Security/",
    signature_methods=frozenset({SignatureMethod.RSA_SHA1, SignatureMethod.RSA_SHA256}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA1, DigestAlgorithm.SHA256}),
)

Trouble = Callable[[], Answer | None]
"""Goes wrong in its own way, or takes its time and answers None: then the usual answer follows."""


class Rejected(Exception):
    """A question that the platform does not take; the words are the fault string."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, after all checks."""

    service: Service
    reference: str
    sender: str
    capacity: str
    criteria: Element

    @property
    def insz(self) -> str:
        return text_at(self.criteria, "INSZ")


@dataclass
class MagdaDouble:
    """Answers for `people`. `questions` are those that passed every check, in order."""

    authority: Authority
    people: Mapping[str, Known] = field(default_factory=lambda: PEOPLE)
    senders: Mapping[str, frozenset[str]] = field(default_factory=lambda: {SENDER: frozenset({CAPACITY})})
    troubles: list[Trouble] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    requests: int = 0
    _turn: Lock = field(default_factory=Lock)

    @contextmanager
    def serve(self, port: int = 0) -> Iterator[str]:
        """The address of the service; a client needs a certificate of the authority."""
        own = self.authority.issue("magda")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own.certificate, own.key)
        context.load_verify_locations(self.authority.path)
        context.verify_mode = ssl.CERT_REQUIRED
        with serving(self.answer, context, port) as address:
            yield f"{address}/Magda-02.00/soap/WebService"

    def answer(self, asked: Asked) -> Answer:
        """The answer to one request, trouble first."""
        with self._turn:
            self.requests += 1
            trouble = self.troubles.pop(0) if self.troubles else None
        troubled = trouble() if trouble else None
        return troubled or self._answered(asked)

    def _answered(self, asked: Asked) -> Answer:
        try:
            question = self._checked(asked)
        except Rejected as rejected:
            return answers.fault("Client", str(rejected))
        with self._turn:
            if any(question.reference == one.reference for one in self.questions):
                return answers.fault("Client", "Referte is niet uniek")
            self.questions.append(question)
        return answers.answer(question.service, question.reference, question.sender, self._content(question))

    def _content(self, question: Question) -> Element:
        person = self.people.get(question.insz)
        if person is None:
            return answers.exceptions(answers.exceptional("30003", "KSZ", "FOUT", "Onbestaande INSZ"))
        if question.service == statuses.SERVICE:
            return answers.statuses_of(person, question.criteria)
        return answers.household_of(person, self.people)

    def _checked(self, asked: Asked) -> Question:
        if asked.method != "POST" or not asked.headers.get("content-type", "").startswith("text/xml"):
            raise Rejected("geen SOAP 1.1")
        try:
            envelope = read_xml(asked.body)
        except NotXml as error:
            raise Rejected("geen XML") from error
        return self._read(_signed_body(envelope, self.authority.certificate))

    def _read(self, body: Element) -> Question:
        service = next((one for one in _SERVICES if body.find(f"{{{one.namespace}}}{one.name}") is not None), None)
        if service is None:
            raise Rejected("onbekende dienst")
        asked = body.find(f"{{{service.namespace}}}{service.name}/Verzoek")
        question = Question(
            service,
            text_at(asked, "Vragen/Vraag/Referte"),
            text_at(asked, "Context/Bericht/Afzender/Identificatie"),
            text_at(asked, "Context/Bericht/Afzender/Hoedanigheid"),
            asked.find("Vragen/Vraag/Inhoud/Criteria"),
        )
        self._demand_complete(question, asked)
        return question

    def _demand_complete(self, question: Question, asked: Element) -> None:
        context = {
            "Context/Naam": question.service.name,
            "Context/Versie": question.service.version,
            "Context/Bericht/Type": "VRAAG",
            "Context/Bericht/Afzender/Referte": question.reference,
        }
        if any(text_at(asked, path) != value for path, value in context.items()):
            raise Rejected("de context klopt niet")
        if not (text_at(asked, "Context/Bericht/Tijdstip/Datum") and text_at(asked, "Context/Bericht/Tijdstip/Tijd")):
            raise Rejected("het tijdstip ontbreekt")
        if question.capacity not in self.senders.get(question.sender, frozenset()):
            raise Rejected("afzender of hoedanigheid is niet toegelaten")
        if not (question.reference and question.insz):
            raise Rejected("de vraag is niet volledig")


def _signed_body(envelope: Element, authority: x509.Certificate) -> Element:
    """The body, once its signature was made with a certificate of the authority. Raises Rejected."""
    certificate = _certificate_in(envelope, authority)
    try:
        verified = XMLVerifier().verify(
            envelope,
            x509_cert=certificate.public_bytes(Encoding.PEM).decode(),
            expect_config=_ACCEPTED,
            id_attribute="Id",
        )
    except (SignXMLException, InvalidSignature, etree.LxmlError) as error:
        raise Rejected("de handtekening klopt niet") from error
    signed = None if isinstance(verified, list) else verified.signed_xml
    if signed is None or signed.tag != f"{{{SOAP}}}Body" or len(envelope.findall(f"{{{SOAP}}}Body")) != 1:
        raise Rejected("de handtekening is niet over de body")
    return signed


def _certificate_in(envelope: Element, authority: x509.Certificate) -> x509.Certificate:
    path = f"{{{SOAP}}}Header/{{{WSSE}}}Security/{{{WSSE}}}BinarySecurityToken"
    try:
        chain = x509_path(base64.b64decode(text_at(envelope, path), validate=True))
        chain[-1].verify_directly_issued_by(authority)
    except (ValueError, TypeError, IndexError, InvalidSignature) as error:
        raise Rejected("het certificaat is niet vertrouwd") from error
    return chain[-1]


def x509_path(path: bytes) -> list[x509.Certificate]:
    """The certificates in a PkiPath, from the authority down. Raises ValueError and IndexError."""
    content = path[_header_length(path) :]
    certificates = []
    while content:
        length = _whole_length(content)
        certificates.append(x509.load_der_x509_certificate(content[:length]))
        content = content[length:]
    return certificates


def _header_length(der: bytes) -> int:
    return 2 + (der[1] & 0x7F if der[1] & 0x80 else 0)


def _whole_length(der: bytes) -> int:
    header = _header_length(der)
    return header + (int.from_bytes(der[2:header], "big") if der[1] & 0x80 else der[1])


def http(status: int) -> Trouble:
    """An error of a gateway, which speaks no SOAP."""
    return lambda: Answer(status, b"<html><body>gateway</body></html>", {"Content-Type": "text/html"})


def fault(code: str, text: str = "fout") -> Trouble:
    """A SOAP fault, `Server` or `Client`."""
    return lambda: answers.fault(code, text)


def sleep(seconds: float) -> Trouble:
    """The usual answer, late."""

    def troubled() -> None:
        time.sleep(seconds)

    return troubled


def saying(body: bytes) -> Trouble:
    """Anything else."""
    return lambda: Answer(200, body, {"Content-Type": "text/xml; charset=utf-8"})
