"""The second step: an app, an SMS, a mail. Each code counts once, and only the person changes anything."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.db import connection

from openpas.demo.cast import Cast
from openpas.identity.models import Factor, FailedSignIn, RecoveryCode, SentCode, User
from openpas.identity.sign_in import browsers, factors, recovery
from openpas.identity.sign_in.factors import RECOVERY, Method
from openpas.identity.sign_in.refusals import CodeTooSoon, LastFactorStays, MustRest, SharedMailbox, WrongCode
from openpas.records.encryption import decrypt
from openpas.records.models import AuditLine
from openpas.records.refusals import NoMobileNumber
from openpas.runtime import clock
from tests.identity.sign_in.conftest import Post
from tests.signing_in import signed_in_here, with_factor

pytestmark = pytest.mark.django_db
APP, EMAIL, SMS = Factor.Kind.APP, Factor.Kind.EMAIL, Factor.Kind.SMS
NOON = "2026-03-10T12:00:00Z"


def app_of(user: User) -> pyotp.TOTP:
    """An app that is set up with the person's account; its first code is used up."""
    totp = pyotp.TOTP(factors.start_app(user).seed)
    factors.confirm_app(user, totp.at(clock.now()))
    return totp


def travelled(**time: int) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(**time), tick=False)


# ---- who needs one


def test_who_works_needs_one_and_who_wants_one_too(cast: Cast, visitor: User) -> None:
    assert factors.needs_second_factor(cast.dirk)
    assert not factors.needs_second_factor(visitor)
    assert not factors.is_set_up(cast.dirk)

    with_factor(visitor)

    assert factors.needs_second_factor(visitor)
    assert factors.is_set_up(visitor)


# ---- the app


def test_an_app_counts_after_its_first_code(dirk: User, post: Post) -> None:
    setup = factors.start_app(dirk)
    assert factors.methods_of(dirk) == ()

    (letter,) = post.after(lambda: factors.confirm_app(dirk, pyotp.TOTP(setup.seed).at(clock.now())))

    assert factors.methods_of(dirk) == (Method(APP, ""),)
    assert (letter.to, letter.subject) == ("dirk@example.org", "Nieuwe manier om aan te melden")
    assert "een manier bij om aan te melden: een app" in letter.body
    assert AuditLine.objects.get(action="account.add_factor").details == {"kind": "APP"}


def test_what_the_app_takes_in(dirk: User) -> None:
    setup = factors.start_app(dirk)

    assert setup.uri.startswith("otpauth://totp/UiTPAS:dirk%40example.org?secret=")
    assert f"secret={setup.seed}&issuer=UiTPAS" in setup.uri
    assert len(setup.seed) == 32
    assert setup.seed not in repr(setup)
    assert factors.start_app(dirk) == setup


def test_a_seed_that_was_not_confirmed_is_good_for_an_hour(dirk: User) -> None:
    first = factors.start_app(dirk)

    with travelled(hours=1):
        with pytest.raises(WrongCode):
            factors.confirm_app(dirk, pyotp.TOTP(first.seed).at(clock.now()))
        assert factors.start_app(dirk).seed != first.seed


def test_the_seed_is_encrypted(dirk: User) -> None:
    seed = factors.start_app(dirk).seed

    stored = bytes(Factor.objects.get().pending_encrypted)

    assert seed.encode() not in stored
    assert decrypt(stored) == seed


@pytest.mark.parametrize(("seconds", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_telephone_may_be_half_a_minute_off(dirk: User, seconds: int, *, good: bool) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        totp = app_of(dirk)
        time.shift(timedelta(minutes=10))
        code = totp.at(clock.now() + timedelta(seconds=seconds))

        if good:
            assert factors.check(dirk, APP, f" {code[:3]} {code[3:]} ") == "otp"
        else:
            with pytest.raises(WrongCode):
                factors.check(dirk, APP, code)


def test_each_step_counts_once(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        totp = app_of(dirk)
        with pytest.raises(WrongCode):
            factors.check(dirk, APP, totp.at(clock.now()))

        time.shift(timedelta(seconds=60))
        before, now = totp.at(clock.now() - timedelta(seconds=30)), totp.at(clock.now())
        assert factors.check(dirk, APP, now) == "otp"

        for used in (now, before):
            with pytest.raises(WrongCode):
                factors.check(dirk, APP, used)


def test_another_telephone_counts_only_once_it_gave_a_code(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        old = app_of(dirk)
        new = pyotp.TOTP(factors.start_app(dirk).seed)
        time.shift(timedelta(minutes=1))
        assert factors.check(dirk, APP, old.at(clock.now())) == "otp"

        factors.confirm_app(dirk, new.at(clock.now()))
        time.shift(timedelta(minutes=1))

        with pytest.raises(WrongCode):
            factors.check(dirk, APP, old.at(clock.now()))
        assert factors.check(dirk, APP, new.at(clock.now())) == "otp"


# ---- mail and SMS


def test_codes_by_mail_after_the_first_came_back(dirk: User, post: Post) -> None:
    code = post.code(lambda: factors.start_email(dirk))
    assert factors.methods_of(dirk) == ()

    factors.confirm_email(dirk, code)

    assert factors.methods_of(dirk) == (Method(EMAIL, "d…@ex…"),)
    dirk.refresh_from_db()
    assert dirk.email_confirmed_at is not None


def test_a_mail_with_a_code_is_plain(dirk: User, post: Post) -> None:
    (letter,) = post.after(lambda: factors.start_email(dirk))

    assert (letter.to, letter.subject) == ("dirk@example.org", "Je code voor UiTPAS")
    assert letter.code not in letter.subject
    assert "Hij werkt 10 minuten, en één keer." in letter.body


def test_codes_by_sms_go_to_the_number_however_it_is_typed(dirk: User, post: Post) -> None:
    (message,) = post.after(lambda: factors.start_sms(dirk, "0470 12 34 12"))
    factors.confirm_sms(dirk, message.code)

    assert message.to == "+32470123412"
    assert message.body == f"{message.code} is je code voor UiTPAS. Geef hem aan niemand.\n\n@127.0.0.1 #{message.code}"
    assert factors.methods_of(dirk) == (Method(SMS, "… 12"),)
    assert b"470123412" not in bytes(Factor.objects.get().secret_encrypted)


def test_what_is_no_mobile_number_gets_no_code(dirk: User, post: Post) -> None:
    with pytest.raises(NoMobileNumber):
        factors.start_sms(dirk, "09 123 45 67")

    assert not SentCode.objects.exists()
    assert not Factor.objects.exists()


def test_another_number_counts_only_once_its_code_came_back(dirk: User, post: Post) -> None:
    factors.confirm_sms(dirk, post.code(lambda: factors.start_sms(dirk, "0470 12 34 12")))
    with travelled(minutes=1):
        code = post.code(lambda: factors.start_sms(dirk, "0470 98 76 54"))
        assert factors.methods_of(dirk) == (Method(SMS, "… 12"),)

        factors.confirm_sms(dirk, code)

        assert factors.methods_of(dirk) == (Method(SMS, "… 54"),)


def test_a_code_for_another_number_confirms_nothing(dirk: User, post: Post) -> None:
    first = post.code(lambda: factors.start_sms(dirk, "0470 12 34 12"))
    with travelled(minutes=1):
        factors.start_sms(dirk, "0470 98 76 54")
        with pytest.raises(WrongCode):
            factors.confirm_sms(dirk, first)

    assert factors.methods_of(dirk) == ()


def test_a_shared_mailbox_gets_no_codes(dirk: User) -> None:
    dirk.email = "balie@example.org"
    dirk.save()

    with pytest.raises(SharedMailbox):
        factors.start_email(dirk)

    assert not SentCode.objects.exists()


@pytest.mark.parametrize("kind", [EMAIL, SMS])
def test_a_sent_code_is_good_once(dirk: User, post: Post, kind: Factor.Kind) -> None:
    factors.confirm_sms(dirk, post.code(lambda: factors.start_sms(dirk, "0470 12 34 12")))
    with_factor(dirk)

    code = post.code(lambda: factors.send_code(dirk, kind))

    assert factors.check(dirk, kind, code) == kind.lower()
    with pytest.raises(WrongCode):
        factors.check(dirk, kind, code)


@pytest.mark.parametrize(("minutes", "seconds", "good"), [(9, 59, True), (10, 0, False)])
def test_a_sent_code_is_good_for_ten_minutes(dirk: User, post: Post, minutes: int, seconds: int, *, good: bool) -> None:
    with_factor(dirk)
    with time_machine.travel(NOON, tick=False) as time:
        code = post.code(lambda: factors.send_code(dirk, EMAIL))
        time.shift(timedelta(minutes=minutes, seconds=seconds))

        if good:
            assert factors.check(dirk, EMAIL, code) == "email"
        else:
            with pytest.raises(WrongCode):
                factors.check(dirk, EMAIL, code)


def test_codes_are_good_while_the_clock_changes(dirk: User, post: Post) -> None:
    """On 29 March 2026 Belgium goes from 2 to 3 o'clock, which is 1 o'clock UTC."""
    with_factor(dirk)
    with time_machine.travel("2026-03-29T00:55:00Z", tick=False) as time:
        code = post.code(lambda: factors.send_code(dirk, EMAIL))
        time.shift(timedelta(minutes=9))
        assert factors.check(dirk, EMAIL, code) == "email"


def test_a_new_code_replaces_the_one_before(dirk: User, post: Post) -> None:
    with_factor(dirk)
    first = post.code(lambda: factors.send_code(dirk, EMAIL))
    with travelled(seconds=31):
        second = post.code(lambda: factors.send_code(dirk, EMAIL))
        if first != second:
            with pytest.raises(WrongCode):
                factors.check(dirk, EMAIL, first)
        assert factors.check(dirk, EMAIL, second) == "email"


def test_codes_are_sent_with_pauses(dirk: User, post: Post) -> None:
    with_factor(dirk)
    with time_machine.travel(NOON, tick=False) as time:
        factors.send_code(dirk, EMAIL)
        with pytest.raises(CodeTooSoon) as too_soon:
            factors.send_code(dirk, EMAIL)
        assert too_soon.value.seconds == 30

        for _ in range(9):
            time.shift(timedelta(seconds=30))
            factors.send_code(dirk, EMAIL)
        time.shift(timedelta(minutes=10))
        with pytest.raises(CodeTooSoon) as too_often:
            factors.send_code(dirk, EMAIL)
        assert too_often.value.seconds == 60 * 60 - 9 * 30 - 600

    assert SentCode.objects.count() == 10


def test_whoever_used_a_code_need_not_wait_for_another(dirk: User, post: Post) -> None:
    with_factor(dirk)
    with time_machine.travel(NOON, tick=False):
        factors.check(dirk, EMAIL, post.code(lambda: factors.send_code(dirk, EMAIL)))

        assert factors.check(dirk, EMAIL, post.code(lambda: factors.send_code(dirk, EMAIL))) == "email"


def test_a_code_is_of_no_use_once_somebody_is_in(dirk: User, post: Post) -> None:
    with_factor(dirk)
    code = post.code(lambda: factors.send_code(dirk, EMAIL))
    setting_up = post.code(lambda: factors.start_sms(dirk, "0470 12 34 12"))

    signed_in_here(dirk)

    with pytest.raises(WrongCode):
        factors.check(dirk, EMAIL, code)
    factors.confirm_sms(dirk, setting_up)


def test_only_hashes_of_codes_are_kept(dirk: User, post: Post) -> None:
    with_factor(dirk)
    code = post.code(lambda: factors.send_code(dirk, EMAIL))

    kept = SentCode.objects.get()

    assert len(bytes(kept.code_hash)) == 32
    assert code.encode() not in bytes(kept.code_hash)
    assert b"example" not in bytes(kept.destination)


def test_a_code_of_somebody_else_is_wrong(cast: Cast, post: Post) -> None:
    for user in (cast.dirk, cast.eva):
        with_factor(user)
    code = post.code(lambda: factors.send_code(cast.eva, EMAIL))
    factors.send_code(cast.dirk, EMAIL)

    with pytest.raises(WrongCode):
        factors.check(cast.dirk, EMAIL, code)


def test_a_method_that_is_not_there_gets_no_code(dirk: User) -> None:
    with pytest.raises(WrongCode):
        factors.send_code(dirk, SMS)
    with pytest.raises(WrongCode):
        factors.check(dirk, SMS, "123456")


# ---- guessing


def test_five_wrong_codes_make_it_rest_and_are_told(dirk: User, post: Post) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        totp = app_of(dirk)

        def guess() -> None:
            with pytest.raises(WrongCode):
                factors.check(dirk, APP, "wrong")

        assert [letter for _ in range(4) for letter in post.after(guess)] == []
        (letter,) = post.after(guess)
        assert letter.subject == "Iemand gaf vijf keer een foute code"

        time.shift(timedelta(minutes=1))
        with pytest.raises(MustRest) as rest:
            factors.check(dirk, APP, totp.at(clock.now()))
        assert rest.value.minutes == 14

        time.shift(timedelta(minutes=14))
        assert factors.check(dirk, APP, totp.at(clock.now())) == "otp"
        assert not FailedSignIn.objects.exists()


def test_changing_the_method_gives_no_more_tries(dirk: User, post: Post) -> None:
    app_of(dirk)
    with_factor(dirk)
    code = post.code(lambda: factors.send_code(dirk, EMAIL))
    for kind in (APP, EMAIL, RECOVERY, APP, RECOVERY):
        with pytest.raises(WrongCode):
            factors.check(dirk, kind, "000000x")

    with pytest.raises(MustRest):
        factors.check(dirk, EMAIL, code)


def test_a_code_bears_five_wrong_tries(dirk: User, post: Post) -> None:
    code = post.code(lambda: factors.start_email(dirk))
    for _ in range(5):
        with pytest.raises(WrongCode):
            factors.confirm_email(dirk, "wrong")

    with pytest.raises(WrongCode):
        factors.confirm_email(dirk, code)

    assert SentCode.objects.get().attempts == 5


# ---- removing


def test_the_last_one_of_who_works_stays(dirk: User, visitor: User) -> None:
    with_factor(dirk)
    with_factor(visitor)

    with pytest.raises(LastFactorStays):
        factors.remove(dirk, EMAIL)
    factors.remove(visitor, EMAIL)

    assert factors.methods_of(dirk) == (Method(EMAIL, "d…@ex…"),)
    assert factors.methods_of(visitor) == ()


def test_one_of_two_is_removed_and_told(dirk: User, post: Post) -> None:
    app_of(dirk)
    with_factor(dirk)

    (letter,) = post.after(lambda: factors.remove(dirk, APP))

    assert factors.methods_of(dirk) == (Method(EMAIL, "d…@ex…"),)
    assert "niet meer aanmelden via een app" in letter.body
    assert AuditLine.objects.get(action="account.remove_factor").details == {"kind": "APP"}


def test_what_is_not_there_is_removed_in_silence(visitor: User, post: Post) -> None:
    assert post.after(lambda: factors.remove(visitor, SMS)) == []
    assert not AuditLine.objects.exists()


@pytest.mark.parametrize("change", ["add", "replace", "remove"])
def test_every_change_ends_the_trust(dirk: User, post: Post, change: str) -> None:
    with_factor(dirk)
    if change != "add":
        factors.confirm_sms(dirk, post.code(lambda: factors.start_sms(dirk, "0470 12 34 12")))
    token = browsers.trust(dirk, "Firefox op Linux")
    with travelled(minutes=1):
        if change == "remove":
            factors.remove(dirk, SMS)
        else:
            factors.confirm_sms(dirk, post.code(lambda: factors.start_sms(dirk, "0470 98 76 54")))

    assert not browsers.is_trusted(dirk, token)


# ---- recovery codes


def test_ten_codes_for_paper(dirk: User, post: Post) -> None:
    codes: list[str] = []
    (letter,) = post.after(lambda: codes.extend(recovery.new_codes(dirk)))

    assert len(set(codes)) == 10
    assert {(len(code), code[5]) for code in codes} == {(11, "-")}
    assert letter.subject == "Nieuwe noodcodes"
    assert recovery.left(dirk) == 10
    assert all(len(bytes(one.code_hash)) == 32 for one in RecoveryCode.objects.all())


def test_a_recovery_code_is_good_once_however_it_is_typed(dirk: User, post: Post) -> None:
    code = recovery.new_codes(dirk)[3]

    (letter,) = post.after(lambda: factors.check(dirk, RECOVERY, code.upper().replace("-", " ")))

    assert "Je hebt er nog 9." in letter.body
    with pytest.raises(WrongCode):
        factors.check(dirk, RECOVERY, code)


def test_new_codes_replace_the_former(dirk: User) -> None:
    former = recovery.new_codes(dirk)[0]
    recovery.new_codes(dirk)

    with pytest.raises(WrongCode):
        factors.check(dirk, RECOVERY, former)
    assert RecoveryCode.objects.count() == 10


def test_a_recovery_code_of_somebody_else_is_wrong(cast: Cast) -> None:
    code = recovery.new_codes(cast.eva)[0]

    with pytest.raises(WrongCode):
        factors.check(cast.dirk, RECOVERY, code)
    assert factors.check(cast.eva, RECOVERY, code) == "recovery"


def test_nothing_that_is_secret_is_in_the_audit(dirk: User, post: Post) -> None:
    totp = app_of(dirk)
    factors.confirm_sms(dirk, post.code(lambda: factors.start_sms(dirk, "0470 12 34 12")))
    recovery.new_codes(dirk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(action || details::text, ' ') FROM records_auditline")
        (written,) = cursor.fetchone() or ("",)

    assert "account.new_recovery_codes" in written
    assert totp.secret not in written
    assert "470" not in written
