"""A text message leaves after the commit, through the gateway that is configured, and is one message long."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from openpas.records.refusals import NoMobileNumber
from openpas.records.sms import sms_after_commit
from openpas.records.sms.doubles.gateway import GatewayDouble, gateway_double
from openpas.records.sms.message import MessageTooLong, one_message
from openpas.records.sms.numbers import mobile_number
from openpas.records.sms.providers.folder import written_messages

NUMBER = "+32470123456"


@dataclass
class Sending:
    """An installation with a gateway, and a way to send through it."""

    gateway: GatewayDouble
    folder: Path
    capture: DjangoCaptureOnCommitCallbacks

    def configure(self, *lines: str) -> None:
        told = [f'url = "{self.gateway.url}"', f'token = "{self.gateway.token}"', *lines]
        (self.folder / "sms.toml").write_text("\n".join(told))

    def send(self, to: str = NUMBER, text: str = "Je code is 123456") -> None:
        with self.capture(execute=True):
            sms_after_commit(to, text)


@pytest.fixture
def sending(
    db: None, settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Iterator[Sending]:
    settings.OPENPAS_SMS = tmp_path / "sms.toml"
    settings.OPENPAS_SMS_FOLDER = tmp_path / "sms"
    with gateway_double() as double:
        yield Sending(double, tmp_path, django_capture_on_commit_callbacks)


def test_as_json(sending: Sending) -> None:
    sending.configure('sender = "UiTPAS"')
    sending.send("0470 12 34 56")
    assert sending.gateway.received == [{"to": NUMBER, "text": "Je code is 123456", "from": "UiTPAS"}]
    assert not (sending.folder / "sms").exists()


def test_as_the_gateway_wants_it(sending: Sending) -> None:
    lines = ('to_field = "recipients"', 'text_field = "body"', "to_is_list = true", "with_plus = false")
    sending.configure(*lines, "[other_fields]", 'route = "business"')
    sending.send()
    assert sending.gateway.received == [
        {"recipients": ["32470123456"], "body": "Je code is 123456", "route": "business"}
    ]


def test_as_a_form(sending: Sending) -> None:
    sending.configure('format = "form"')
    sending.send(text="Code: 12 & 34")
    assert sending.gateway.received == [{"to": NUMBER, "text": "Code: 12 & 34"}]


def test_the_settings_are_read_again(sending: Sending) -> None:
    sending.configure()
    sending.send()
    (sending.folder / "sms.toml").unlink()
    sending.send(text="Je code is 654321")
    assert [told["text"] for told in sending.gateway.received] == ["Je code is 123456"]
    [(name, written)] = written_messages(sending.folder / "sms")
    assert (written.to, written.text) == (NUMBER, "Je code is 654321")
    assert (sending.folder / "sms" / f"{name}.json").stat().st_mode & 0o777 == 0o600


def test_nothing_leaves_when_nothing_is_committed(sending: Sending) -> None:
    sending.configure()
    with sending.capture(execute=True), transaction.atomic():
        sms_after_commit(NUMBER, "Je code is 123456")
        transaction.set_rollback(True)
    assert sending.gateway.received == []


@pytest.mark.parametrize(
    ("answering", "code"),
    [
        ({"status": 500}, "http-500"),
        ({"status": 302}, "http-302"),
        ({"token": "another"}, "http-401"),
        ({"delay_seconds": 30}, "ReadTimeout"),
    ],
)
def test_a_failure_is_logged_without_number_or_text(
    sending: Sending, caplog: pytest.LogCaptureFixture, answering: dict[str, object], code: str
) -> None:
    sending.configure("timeout_seconds = 1")
    for name, value in answering.items():
        setattr(sending.gateway, name, value)
    sending.send()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [
        f"a text message was not sent: {code}"
    ]
    assert NUMBER[3:] not in caplog.text
    assert "123456" not in caplog.text
    assert sending.gateway.received == []


def test_a_folder_that_takes_nothing_is_logged(sending: Sending, caplog: pytest.LogCaptureFixture) -> None:
    (sending.folder / "sms").write_text("")
    sending.send()
    assert [record.getMessage() for record in caplog.records] == ["a text message was not sent: FileExistsError"]


@pytest.mark.parametrize("typed", ["0470 12 34 56", "0470/12.34.56", "+32 470 12 34 56", "0032470123456"])
def test_ways_to_write_a_number(typed: str) -> None:
    assert mobile_number(typed) == NUMBER


def test_a_number_of_a_neighbour() -> None:
    assert mobile_number("+31 6 12345678") == "+31612345678"


@pytest.mark.parametrize("typed", ["", "abc", "0470", "02 555 12 34", "0900 12 345", "+32 999 99 99 99"])
def test_what_is_no_mobile_number(typed: str) -> None:
    with pytest.raises(NoMobileNumber):
        mobile_number(typed)


def test_a_bad_number_or_a_long_text_is_told_before_the_commit(db: None) -> None:
    with pytest.raises(NoMobileNumber):
        sms_after_commit("02 555 12 34", "Je code is 123456")
    with pytest.raises(MessageTooLong):
        sms_after_commit(NUMBER, "x" * 161)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("x" * 160, "x" * 160),
        ("€" * 80, "€" * 80),
        ("Prêt à l\N{RIGHT SINGLE QUOTATION MARK}été, voilà çà", "Pret à l'été, voilà cà"),
        ("ж" * 70, "ж" * 70),
        ("  een … \n", "een ..."),
    ],
)
def test_what_fits(text: str, sent: str) -> None:
    assert one_message(text) == sent


@pytest.mark.parametrize("text", ["x" * 161, "€" * 81, "ж" * 71, "x" * 70 + "ж", "😀" * 36])
def test_what_does_not_fit(text: str) -> None:
    with pytest.raises(MessageTooLong):
        one_message(text)
