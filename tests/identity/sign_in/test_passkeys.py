"""A passkey signs in alone: it is something one has and something one is, and answers to our host only."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.identity.models import Passkey, User
from openpas.identity.sign_in import browsers, passkeys, sessions
from openpas.identity.sign_in.present import Present, complete, proven_by
from openpas.identity.sign_in.refusals import NotProvenLately, WrongPasskey
from openpas.records.models import AuditLine
from openpas.runtime import clock
from tests.identity.sign_in.conftest import Post
from tests.identity.sign_in.device import Device
from tests.signing_in import request_of, signed_in_here

pytestmark = pytest.mark.django_db
ISSUER, HOST = "https://uitpas.example", "uitpas.example"


@pytest.fixture(autouse=True)
def _at_a_host_with_a_name(settings: Settings) -> None:
    settings.OPENPAS_ISSUER = ISSUER


@pytest.fixture
def request_here() -> HttpRequest:
    return request_of()


@pytest.fixture
def here(dirk: User) -> Present:
    return signed_in_here(dirk)


def registered(request: HttpRequest, present: Present, device: Device | None = None) -> Device:
    """A device whose passkey is kept with the account."""
    made = device or Device(ISSUER, HOST)
    passkeys.finish_registration(request, present, made.make(passkeys.start_registration(request, present)), "Mijn gsm")
    return made


def test_a_passkey_signs_in_without_a_password(request_here: HttpRequest, here: Present, post: Post) -> None:
    device = Device(ISSUER, HOST)
    with_factor_of_another_kind = here.user.factors.get()
    assert with_factor_of_another_kind.kind == "EMAIL"
    (letter,) = post.after(lambda: registered(request_here, here, device))
    assert "een manier bij om aan te melden: een passkey" in letter.body

    visit = request_of()
    user = passkeys.person_with(visit, device.sign(passkeys.start_sign_in(visit)))
    complete(visit, user, [passkeys.WORD])

    assert user == here.user
    assert proven_by(visit) == ("hwk",)
    kept = Passkey.objects.get()
    assert (kept.name, kept.sign_count, kept.last_used_at is not None) == ("Mijn gsm", 1, True)


def test_what_the_browser_is_asked(request_here: HttpRequest, here: Present) -> None:
    registered(request_here, here)

    make = json.loads(passkeys.start_registration(request_here, here))
    sign = json.loads(passkeys.start_sign_in(request_of()))

    assert make["rp"] == {"name": "UiTPAS", "id": HOST}
    assert make["authenticatorSelection"]["userVerification"] == "required"
    assert make["authenticatorSelection"]["residentKey"] == "required"
    assert len(make["excludeCredentials"]) == 1
    assert (sign["rpId"], sign["userVerification"], sign["allowCredentials"]) == (HOST, "required", [])


@pytest.mark.parametrize(
    "device",
    [
        Device("https://uitpas.example.evil", HOST),
        Device(ISSUER, "uitpas.example.evil"),
        Device(ISSUER, HOST, verifies=False),
    ],
    ids=["another page", "another host", "nobody verified"],
)
def test_these_are_not_kept(request_here: HttpRequest, here: Present, device: Device) -> None:
    with pytest.raises(WrongPasskey):
        registered(request_here, here, device)

    assert not Passkey.objects.exists()


@pytest.mark.parametrize("change", ["origin", "host", "flags", "key", "user_handle", "id"])
def test_these_do_not_sign_in(request_here: HttpRequest, here: Present, change: str) -> None:
    device, other = registered(request_here, here), Device(ISSUER, HOST)
    values = {"origin": "https://evil.example", "host": "evil.example", "flags": 1, "user_handle": "c29tZWJvZHk"}
    setattr(device, change, values.get(change, getattr(other, change)))
    visit = request_of()

    with pytest.raises(WrongPasskey):
        passkeys.person_with(visit, device.sign(passkeys.start_sign_in(visit)))

    assert Passkey.objects.get().last_used_at is None


def test_an_answer_is_good_once(request_here: HttpRequest, here: Present) -> None:
    device = registered(request_here, here)
    visit = request_of()
    answer = device.sign(passkeys.start_sign_in(visit))
    passkeys.person_with(visit, answer)

    for again in (visit, request_of()):
        with pytest.raises(WrongPasskey):
            passkeys.person_with(again, answer)


def test_a_copy_is_noticed(request_here: HttpRequest, here: Present) -> None:
    device = registered(request_here, here)
    visit = request_of()
    device.count = 7
    passkeys.person_with(visit, device.sign(passkeys.start_sign_in(visit)))

    device.count = 3
    with pytest.raises(WrongPasskey):
        passkeys.person_with(visit, device.sign(passkeys.start_sign_in(visit)))


def test_a_question_is_good_for_five_minutes(request_here: HttpRequest, here: Present) -> None:
    device = registered(request_here, here)
    visit = request_of()
    answer = device.sign(passkeys.start_sign_in(visit))

    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False), pytest.raises(WrongPasskey):
        passkeys.person_with(visit, answer)


def test_a_closed_account_is_refused_the_same(request_here: HttpRequest, here: Present) -> None:
    device = registered(request_here, here)
    User.objects.update(is_active=False)
    visit = request_of()

    with pytest.raises(WrongPasskey):
        passkeys.person_with(visit, device.sign(passkeys.start_sign_in(visit)))


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "no json", '{"id": 1}', '{"rawId": "a"}', "x" * 20_000])
def test_nonsense_is_refused(request_here: HttpRequest, here: Present, answer: str) -> None:
    passkeys.start_sign_in(request_here)
    with pytest.raises(WrongPasskey):
        passkeys.person_with(request_here, answer)

    passkeys.start_registration(request_here, here)
    with pytest.raises(WrongPasskey):
        passkeys.finish_registration(request_here, here, answer, "")


def test_a_passkey_belongs_to_one_account(cast: Cast, request_here: HttpRequest) -> None:
    device = registered(request_here, signed_in_here(cast.dirk))

    with pytest.raises(WrongPasskey):
        registered(request_here, signed_in_here(cast.eva), device)

    assert [one.user for one in Passkey.objects.all()] == [cast.dirk]


def test_one_is_removed_by_its_owner_only(cast: Cast, request_here: HttpRequest, post: Post) -> None:
    registered(request_here, signed_in_here(cast.dirk))
    token = browsers.trust(cast.dirk, "Firefox op Linux")
    kept = Passkey.objects.get()

    assert post.after(lambda: passkeys.remove(cast.eva, kept.pk)) == []
    (letter,) = post.after(lambda: passkeys.remove(cast.dirk, kept.pk))

    assert "niet meer aanmelden via een passkey" in letter.body
    assert not Passkey.objects.exists()
    assert not browsers.is_trusted(cast.dirk, token)
    assert AuditLine.objects.get(action="account.remove_factor").details == {"kind": "PASSKEY"}


def test_adding_one_asks_for_a_proof_of_just_now_which_a_passkey_gives(cast: Cast, request_here: HttpRequest) -> None:
    here, other = signed_in_here(cast.dirk), signed_in_here(cast.eva)
    device = registered(request_here, here)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        with pytest.raises(NotProvenLately):
            passkeys.start_registration(request_here, here)
        with pytest.raises(WrongPasskey):
            passkeys.prove_again(request_here, other, device.sign(passkeys.start_sign_in(request_here)))

        passkeys.prove_again(request_here, here, device.sign(passkeys.start_sign_in(request_here)))

        assert sessions.is_fresh(here)
        assert not sessions.is_fresh(other)


@pytest.mark.parametrize(
    ("issuer", "possible"),
    [
        ("https://uitpas.example", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://192.0.2.7", False),
        ("https://[::1]", False),
        ("http://uitpas.example", False),
    ],
)
def test_where_browsers_allow_them(settings: Settings, issuer: str, *, possible: bool) -> None:
    settings.OPENPAS_ISSUER = issuer

    assert passkeys.are_possible() is possible
