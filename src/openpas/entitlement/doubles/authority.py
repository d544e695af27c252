"""A certificate authority that is made when it is needed, and believed by nobody else."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from openpas.runtime import clock

_KEY_BITS: Final = 2048
_EXPONENT: Final = 65537
_VALID_FOR: Final = timedelta(days=30)
_LOOPBACK: Final = ipaddress.ip_address("127.0.0.1")


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, in one folder as PEM."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Authority:
    """Issues certificates for a while. Its own is written to `authority.pem` in the folder."""

    folder: Path
    certificate: x509.Certificate
    key: RSAPrivateKey

    @classmethod
    def create(cls, folder: Path, name: str = "Openpas test authority") -> Self:
        folder.mkdir(parents=True, exist_ok=True)
        key = generate_private_key(_EXPONENT, _KEY_BITS)
        builder = _builder(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        usage = _usage(signs_certificates=True)
        certificate = builder.add_extension(usage, critical=True).sign(key, SHA256())
        authority = cls(folder, certificate, key)
        authority.path.write_bytes(certificate.public_bytes(Encoding.PEM))
        return authority

    @property
    def path(self) -> Path:
        return self.folder / "authority.pem"

    def issue(self, name: str) -> Issued:
        """A certificate for a server on this machine or for a client of one."""
        key = generate_private_key(_EXPONENT, _KEY_BITS)
        own_name = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        certificate = (
            _builder(name, str(own_name), key)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]),
                critical=False,
            )
            .add_extension(
                x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(_LOOPBACK)]), critical=False
            )
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, SHA256())
        )
        return self._written(name, certificate, key)

    def _written(self, name: str, certificate: x509.Certificate, key: RSAPrivateKey) -> Issued:
        issued = Issued(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        issued.certificate.write_bytes(
            certificate.public_bytes(Encoding.PEM) + self.certificate.public_bytes(Encoding.PEM)
        )
        issued.key.touch(mode=0o600)
        issued.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return issued


def _builder(name: str, issuer: str, key: RSAPrivateKey) -> x509.CertificateBuilder:
    now = clock.now()
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID_FOR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_encipherment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
