"""WS-Security on a SOAP message: the certificates, and a signature over the body.

BinarySecurityToken with a PKIPath, exclusive canonicalisation; RSA-SHA1 is what the official connector sends,
RSA-SHA256 what we would choose (domain/rules.md 6.3). Integrity on the way does not hang on it: the channel is mutual
TLS.
"""

import base64
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from lxml import etree
from signxml.algorithms import (
    CanonicalizationMethod,
    DigestAlgorithm,
    SignatureConstructionMethod,
    SignatureMethod,
)
from signxml.signer import XMLSigner

from openpas.entitlement.providers.magda.xml import SOAP, Element

WSSE: Final = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
WSU: Final = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
DS: Final = "http://www.w3.org/2000/09/xmldsig#"
PKI_PATH: Final = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509PKIPathv1"
BASE64: Final = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary"
BODY_ID: Final = "Body"
TOKEN_ID: Final = "Token"  # noqa: S105  the name of an element

_SEQUENCE_TAG: Final = 0x30
_LONGEST_SHORT_FORM: Final = 0x7F


class SignatureKind(StrEnum):
    """The algorithms of the signature and its digest."""

    RSA_SHA1 = "RSA_SHA1"
    RSA_SHA256 = "RSA_SHA256"


_ALGORITHMS: Final = {
    SignatureKind.RSA_SHA1: (SignatureMethod.RSA_SHA1, DigestAlgorithm.SHA1),
    SignatureKind.RSA_SHA256: (SignatureMethod.RSA_SHA256, DigestAlgorithm.SHA256),
}


def sign_body(envelope: Element, key: RSAPrivateKey, chain: Sequence[Certificate], kind: SignatureKind) -> None:
    """Put the Security header with the signature into the envelope. `chain` begins with our own certificate.

    The body carries `wsu:Id="Body"` already: nothing in it may change after this.
    """
    security = etree.SubElement(envelope.find(f"{{{SOAP}}}Header"), f"{{{WSSE}}}Security", nsmap={"wsse": WSSE})
    security.set(f"{{{SOAP}}}mustUnderstand", "1")
    token = etree.SubElement(security, f"{{{WSSE}}}BinarySecurityToken")
    token.set(f"{{{WSU}}}Id", TOKEN_ID)
    token.set("EncodingType", BASE64)
    token.set("ValueType", PKI_PATH)
    token.text = base64.b64encode(pki_path(chain)).decode()
    signer = _Signer(kind)
    security.append(signer.sign(envelope, key=key, reference_uri=f"#{BODY_ID}", key_info=_key_info()))


def pki_path(chain: Sequence[Certificate]) -> bytes:
    """The DER SEQUENCE of the certificates, from the authority down to our own (X.509 PkiPath)."""
    content = b"".join(certificate.public_bytes(Encoding.DER) for certificate in reversed(chain))
    return bytes([_SEQUENCE_TAG]) + _der_length(len(content)) + content


class _Signer(XMLSigner):
    """A signer of one element beside the signature. The algorithms are those of `SignatureKind` and no other."""

    def __init__(self, kind: SignatureKind) -> None:
        method, digest = _ALGORITHMS[kind]
        super().__init__(
            method=SignatureConstructionMethod.detached,
            signature_algorithm=method,
            digest_algorithm=digest,
            c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
        )

    def check_deprecated_methods(self) -> None:
        """SHA-1 is deprecated and still what the service speaks; the choice is made in the configuration."""


def _key_info() -> Element:
    info = etree.Element(f"{{{DS}}}KeyInfo", nsmap={"ds": DS})
    reference = etree.SubElement(info, f"{{{WSSE}}}SecurityTokenReference", nsmap={"wsse": WSSE})
    target = etree.SubElement(reference, f"{{{WSSE}}}Reference")
    target.set("URI", f"#{TOKEN_ID}")
    target.set("ValueType", PKI_PATH)
    return info


def _der_length(length: int) -> bytes:
    if length <= _LONGEST_SHORT_FORM:
        return bytes([length])
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets
