"""How mail leaves: through the SMTP server of an address, or as files where there is none."""

from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import unquote, urlsplit

_PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server; without a host every mail becomes a file."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    has_starttls: bool = False
    has_tls: bool = False

    @classmethod
    def of(cls, url: str) -> Self:
        """The server of `smtp://[user:password@]host[:port]`, or `smtp+starttls://` or `smtps://`; none for "".

        Raises ValueError for an address that is none of these.
        """
        if not url:
            return cls()
        address = urlsplit(url)
        if address.scheme not in _PORTS or not address.hostname:
            raise ValueError("OPENPAS_SMTP_URL is not like smtp://user:password@host:port (or smtp+starttls, smtps).")
        return cls(
            host=address.hostname,
            port=address.port or _PORTS[address.scheme],
            user=unquote(address.username or ""),
            password=unquote(address.password or ""),
            has_starttls=address.scheme == "smtp+starttls",
            has_tls=address.scheme == "smtps",
        )

    @property
    def backend(self) -> str:
        """The name of Django's backend for it."""
        kind = "smtp" if self.host else "filebased"
        return f"django.core.mail.backends.{kind}.EmailBackend"
