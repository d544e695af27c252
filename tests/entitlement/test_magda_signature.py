"""What is signed cannot be changed on the way, and only a certificate that the platform trusts may sign."""

import ssl
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificates
from lxml import etree

from openpas.entitlement.doubles.authority import Authority, Issued
from openpas.entitlement.doubles.magda import CAPACITY, SENDER, x509_path
from openpas.entitlement.doubles.people import AMINA, BART
from openpas.entitlement.providers.magda.envelope import Sender, question
from openpas.entitlement.providers.magda.signature import WSSE, SignatureKind, pki_path, sign_body
from openpas.entitlement.providers.magda.statuses import SERVICE, criteria
from openpas.entitlement.providers.magda.xml import SOAP, read_xml, text_at, write_xml
from openpas.entitlement.statuses import WantedStatute
from tests.entitlement.conftest import Magda

NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)


def message(issued: Issued, *, signed: bool = True, reference: str = "r-1") -> etree._Element:
    asked = criteria(AMINA.insz, [WantedStatute("BIM_BVT")], date(2026, 4, 20))
    envelope = question(SERVICE, Sender(SENDER, CAPACITY), reference, NOW, asked)
    if signed:
        key = load_pem_private_key(issued.key.read_bytes(), None)
        chain = load_pem_x509_certificates(issued.certificate.read_bytes())
        sign_body(envelope, key, chain, SignatureKind.RSA_SHA256)  # type: ignore[arg-type]
    return envelope


def sent(magda: Magda, body: bytes, content_type: str = "text/xml; charset=utf-8") -> str:
    """The fault string that the platform answers, or empty when it takes the message."""
    settings = magda.settings
    channel = ssl.create_default_context(cafile=settings.authority)
    channel.load_cert_chain(settings.certificate, settings.key)
    with httpx.Client(verify=channel, trust_env=False) as client:
        response = client.post(settings.url, content=body, headers={"Content-Type": content_type})
    return text_at(read_xml(response.content), f".//{{{SOAP}}}Fault/faultstring")


@pytest.fixture(scope="module")
def issued(authority: Authority) -> Issued:
    return authority.issue("signer")


def test_a_signed_message_is_taken_once(magda: Magda, issued: Issued) -> None:
    envelope = write_xml(message(issued))
    assert sent(magda, envelope) == ""
    assert sent(magda, envelope) == "Referte is niet uniek"


def test_without_a_signature(magda: Magda, issued: Issued) -> None:
    assert sent(magda, write_xml(message(issued, signed=False))) == "het certificaat is niet vertrouwd"


def _another_person(envelope: etree._Element) -> None:
    envelope.find(".//INSZ").text = BART.insz


def _no_signature(envelope: etree._Element) -> None:
    security = envelope.find(f".//{{{WSSE}}}Security")
    security.remove(security[-1])


def _a_body_before_the_signed_one(envelope: etree._Element) -> None:
    body = envelope.find(f"{{{SOAP}}}Body")
    forged = etree.fromstring(etree.tostring(body))
    forged.attrib.clear()
    forged.find(".//INSZ").text = BART.insz
    envelope.insert(1, forged)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_another_person, "de handtekening klopt niet"),
        (_no_signature, "de handtekening klopt niet"),
        (_a_body_before_the_signed_one, "de handtekening is niet over de body"),
    ],
)
def test_a_message_that_was_changed(
    magda: Magda, issued: Issued, change: Callable[[etree._Element], None], words: str
) -> None:
    envelope = message(issued, reference=words)
    change(envelope)
    assert sent(magda, write_xml(envelope)) == words
    assert magda.double.questions == []


def test_signed_by_a_stranger(magda: Magda, tmp_path: Path) -> None:
    stranger = Authority.create(tmp_path, "Another authority").issue("stranger")
    assert sent(magda, write_xml(message(stranger))) == "het certificaat is niet vertrouwd"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("Context/Versie", "02.00.0000", "de context klopt niet"),
        ("Context/Bericht/Type", "ANTWOORD", "de context klopt niet"),
        ("Context/Bericht/Tijdstip/Datum", "", "het tijdstip ontbreekt"),
        ("Context/Bericht/Afzender/Identificatie", "somebody", "afzender of hoedanigheid is niet toegelaten"),
        ("Vragen/Vraag/Inhoud/Criteria/INSZ", "", "de vraag is niet volledig"),
    ],
)
def test_a_signed_question_that_is_wrong(magda: Magda, issued: Issued, path: str, value: str, words: str) -> None:
    envelope = message(issued, signed=False)
    envelope.find(f".//Verzoek/{path}").text = value
    key = load_pem_private_key(issued.key.read_bytes(), None)
    chain = load_pem_x509_certificates(issued.certificate.read_bytes())
    sign_body(envelope, key, chain, SignatureKind.RSA_SHA1)  # type: ignore[arg-type]
    assert sent(magda, write_xml(envelope)) == words


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [(b"<a>", "text/xml", "geen XML"), (b"<a/>", "application/json", "geen SOAP 1.1")],
)
def test_no_message(magda: Magda, body: bytes, content_type: str, words: str) -> None:
    assert sent(magda, body, content_type) == words


def test_the_path_begins_with_the_authority(authority: Authority, issued: Issued) -> None:
    chain = load_pem_x509_certificates(issued.certificate.read_bytes())
    assert x509_path(pki_path(chain)) == [authority.certificate, chain[0]]
