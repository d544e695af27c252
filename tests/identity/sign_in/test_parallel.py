"""Real threads on PostgreSQL: of two who come with the same proof at the same moment, one gets in."""

import pyotp
import pytest
from django.core import mail

from openpas.demo.cast import PASSWORD
from openpas.identity.models import Factor, FailedSignIn, Manager, SentCode, User
from openpas.identity.sign_in import factors, recovery, registration
from openpas.identity.sign_in.codes import new_code, use_code
from openpas.identity.sign_in.mailed_links import token_of
from openpas.identity.sign_in.password import person_with, reset
from openpas.identity.sign_in.refusals import CodeTooSoon, LastFactorStays, LinkGone, MustRest, WrongCode, WrongPassword
from openpas.identity.sign_in.rules import RESET_LIVES
from openpas.records.encryption import encrypt
from openpas.runtime import clock
from tests.at_once import at_once
from tests.identity.sign_in.conftest import CODE
from tests.signing_in import with_factor

pytestmark = pytest.mark.django_db(transaction=True)
GUESSERS = 8
GOOD = "vier groene fietsen op zondag"


@pytest.fixture
def vera(db: None) -> User:
    return User.objects.create_user("vera@example.org", "Vera", PASSWORD)


def one_of(given: list[object], won: object, lost: object) -> bool:
    return given.count(won) == 1 and given.count(lost) == len(given) - 1


def test_one_step_of_the_app(vera: User) -> None:
    totp = pyotp.TOTP(pyotp.random_base32())
    with_factor(vera, Factor.Kind.APP, encrypt(totp.secret))
    code = totp.at(clock.now())

    given = at_once([lambda: factors.check(vera, "APP", code)] * 4)

    assert one_of(given, "otp", WrongCode)


def test_one_sent_code(vera: User) -> None:
    with_factor(vera)
    factors.send_code(vera, "EMAIL")
    code = CODE.findall(str(mail.outbox[-1].body))[0]

    given = at_once([lambda: factors.check(vera, "EMAIL", code)] * 4)

    assert one_of(given, "email", WrongCode)


def test_one_code_without_the_turn_of_the_person(vera: User) -> None:
    code = new_code(vera, "anything", "somewhere")

    assert one_of(at_once([lambda: use_code(vera, "anything", "somewhere", code)] * 4), won=True, lost=False)


def test_one_recovery_code(vera: User) -> None:
    code = recovery.new_codes(vera)[0]

    given = at_once([lambda: recovery.use(vera, code)] * 4)

    assert one_of(given, won=True, lost=False)
    assert recovery.left(vera) == 9


def test_one_link_for_a_password(vera: User) -> None:
    token = token_of(vera, "reset password", RESET_LIVES)

    given = at_once([lambda: reset(token, GOOD)] * 3)

    assert one_of(given, vera, LinkGone)


def test_one_registration(db: None) -> None:
    registration.send("nora@example.org", "nl")
    code = CODE.findall(str(mail.outbox[-1].body))[0]

    given = at_once([lambda: registration.finish("nora@example.org", code, "Nora", GOOD)] * 3)

    assert one_of(given, User.objects.get(), WrongCode)


def test_one_code_is_sent_to_who_clicks_twice(vera: User) -> None:
    given = at_once([lambda: bool(new_code(vera, "anything", "somewhere"))] * 4)

    assert one_of(given, won=True, lost=CodeTooSoon)
    assert SentCode.objects.count() == 1


def test_parallel_guesses_of_a_password_are_counted(vera: User) -> None:
    given = at_once([lambda: person_with(vera.email, "verkeerd", "192.0.2.1")] * GUESSERS)

    assert (given.count(WrongPassword), given.count(MustRest)) == (5, 3)
    assert FailedSignIn.objects.count() == 15


def test_parallel_guesses_of_a_code_are_counted(vera: User) -> None:
    with_factor(vera)

    given = at_once([lambda: factors.check(vera, "EMAIL", "wrong")] * GUESSERS)

    assert (given.count(WrongCode), given.count(MustRest)) == (5, 3)


def test_of_two_ways_that_are_removed_at_once_one_stays(vera: User) -> None:
    Manager.objects.create(user=vera, since=clock.now())
    with_factor(vera)
    with_factor(vera, Factor.Kind.SMS, encrypt("+32470123412"))

    given = at_once([lambda: factors.remove(vera, "SMS"), lambda: factors.remove(vera, "EMAIL")])

    assert one_of(given, None, LastFactorStays)
    assert vera.factors.count() == 1
