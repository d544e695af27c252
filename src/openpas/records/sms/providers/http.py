"""A gateway that takes a POST per message, as those of the telephone companies do; it says how it calls the fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import httpx

from openpas.records.sms.gateway import SmsNotSent


class Format(StrEnum):
    """How the fields of a message are written."""

    JSON = "json"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class HttpGatewaySettings:
    """Where the gateway is and how it wants a message.

    `sender` is left out where it is empty. `other_fields` are sent along unchanged. Some gateways want a list of
    numbers (`to_is_list`), and some no plus in front of them (`with_plus`).
    """

    url: str
    token: str = field(repr=False)
    format: Format = Format.JSON
    to_field: str = "to"
    text_field: str = "text"
    sender_field: str = "from"
    sender: str = ""
    other_fields: Mapping[str, str] = field(default_factory=dict)
    to_is_list: bool = False
    with_plus: bool = True
    timeout_seconds: int = 5


class HttpGateway:
    """Sends each message in a request of its own, once: to ask again might send it twice."""

    def __init__(self, settings: HttpGatewaySettings) -> None:
        self.settings = settings

    def send(self, to: str, text: str) -> None:
        """Raises SmsNotSent when there is no connection, no answer in time, or any answer but 2xx."""
        fields = self._fields(to, text)
        try:
            with httpx.Client(timeout=self.settings.timeout_seconds, trust_env=False) as client:
                response = client.post(
                    self.settings.url,
                    headers={"Authorization": f"Bearer {self.settings.token}"},
                    json=fields if self.settings.format is Format.JSON else None,
                    data=fields if self.settings.format is Format.FORM else None,
                )
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise SmsNotSent(type(error).__name__) from error
        if not response.is_success:
            raise SmsNotSent(f"http-{response.status_code}")

    def _fields(self, to: str, text: str) -> dict[str, object]:
        number = to if self.settings.with_plus else to.removeprefix("+")
        fields: dict[str, object] = {
            **self.settings.other_fields,
            self.settings.to_field: [number] if self.settings.to_is_list else number,
            self.settings.text_field: text,
        }
        if self.settings.sender:
            fields[self.settings.sender_field] = self.settings.sender
        return fields
