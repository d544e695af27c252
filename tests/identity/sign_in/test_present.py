"""Who is here: half a sign-in is none, a session ends in time, and what needs two proofs gets two."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity.models import KnownBrowser, Manager, SignedInSession, User
from openpas.identity.sign_in import browsers, sessions
from openpas.identity.sign_in.browsers import KNOWN_COOKIE, TRUSTED_COOKIE
from openpas.identity.sign_in.factors import send_code
from openpas.identity.sign_in.present import (
    Present,
    begin_half,
    complete,
    end,
    half,
    half_method,
    present,
    proven_by,
)
from openpas.identity.sign_in.refusals import SecondProofMissing, SessionEnded, UnfitPin, WrongCode, WrongPin
from openpas.runtime import clock
from tests.identity.sign_in.conftest import Post
from tests.signing_in import TWO_PROOFS, request_of, signed_in, signed_in_here, with_factor

pytestmark = pytest.mark.django_db
NOON = "2026-03-10T12:00:00Z"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def came_back(request: HttpRequest) -> HttpRequest:
    """The next request of the same browser."""
    request.session.save()
    again = request_of({settings.SESSION_COOKIE_NAME: request.session.session_key or ""})
    if "_auth_user_id" in again.session:
        again.user = User.objects.get(pk=again.session["_auth_user_id"])
    return again


def signed_in_request(user: User, *, is_installed: bool = False) -> HttpRequest:
    request = request_of()
    complete(request, user, TWO_PROOFS, is_installed=is_installed)
    return came_back(request)


# ---- half


def test_half_a_sign_in_is_none(dirk: User) -> None:
    request = request_of()

    begin_half(request, dirk, "pwd")
    next_request = came_back(request)

    assert half(next_request) == dirk
    assert half_method(next_request) == "pwd"
    assert isinstance(next_request.user, AnonymousUser)
    assert present(next_request) is None


@pytest.mark.parametrize(("minutes", "seconds", "good"), [(9, 59, True), (10, 0, False)])
def test_half_lasts_ten_minutes(dirk: User, minutes: int, seconds: int, *, good: bool) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        request = request_of()
        begin_half(request, dirk, "pwd")
        time.shift(timedelta(minutes=minutes, seconds=seconds))

        assert half(request) == (dirk if good else None)


def test_half_ends_with_the_password_and_the_account(dirk: User) -> None:
    request = request_of()
    begin_half(request, dirk, "pwd")

    dirk.set_password("iets heel anders dan eerst")
    dirk.save()
    assert half(request) is None

    begin_half(request, dirk, "pwd")
    dirk.is_active = False
    dirk.save()
    assert half(request) is None


def test_to_begin_signs_out_who_was_here(cast: Cast) -> None:
    request = signed_in_request(cast.dirk)

    begin_half(request, cast.eva, "pwd")

    assert present(request) is None
    assert present(came_back(request)) is None


# ---- complete


def test_who_completes_is_here(dirk: User) -> None:
    request = signed_in_request(dirk)

    found = present(request)

    assert found is not None
    assert found.user == dirk
    assert proven_by(request) == ("pwd", "otp")
    assert half(request) is None


def test_the_key_of_the_session_changes(dirk: User) -> None:
    request = request_of()
    begin_half(request, dirk, "pwd")
    request.session.save()
    former = request.session.session_key

    complete(request, dirk, TWO_PROOFS)

    assert request.session.session_key != former
    assert not Session.objects.filter(session_key=former).exists()


def test_signing_in_again_leaves_one_session(dirk: User) -> None:
    request = signed_in_request(dirk)

    complete(request, dirk, TWO_PROOFS)

    assert SignedInSession.objects.count() == 1
    assert present(came_back(request)) is not None


def test_a_password_alone_is_not_enough_for_who_has_a_second_step(dirk: User, visitor: User) -> None:
    with_factor(dirk)

    with pytest.raises(SecondProofMissing):
        complete(request_of(), dirk, ["pwd"])
    complete(request_of(), visitor, ["pwd"])

    assert not SignedInSession.objects.filter(user=dirk).exists()
    assert SignedInSession.objects.filter(user=visitor).count() == 1


def test_who_has_none_set_up_comes_in_to_do_so(dirk: User) -> None:
    assert complete(request_of(), dirk, ["pwd"]).user == dirk


def test_a_trusted_browser_needs_no_second_proof_for_thirty_days(dirk: User) -> None:
    with_factor(dirk)
    with time_machine.travel(NOON, tick=False) as time:
        cookies = {TRUSTED_COOKIE: browsers.trust(dirk, "Firefox op Linux")}

        time.shift(timedelta(days=29, hours=23, minutes=59))
        assert complete(request_of(cookies), dirk, ["pwd"]).user == dirk

        time.shift(timedelta(minutes=1))
        with pytest.raises(SecondProofMissing):
            complete(request_of(cookies), dirk, ["pwd"])


def test_trust_is_of_one_person(cast: Cast) -> None:
    for user in (cast.dirk, cast.eva):
        with_factor(user)
    cookies = {TRUSTED_COOKIE: browsers.trust(cast.dirk, "Firefox op Linux")}

    with pytest.raises(SecondProofMissing):
        complete(request_of(cookies), cast.eva, ["pwd"])


def test_a_new_browser_is_told_but_not_the_first(dirk: User, post: Post) -> None:
    with time_machine.travel("2026-07-01T09:05:00Z", tick=False):
        assert post.after(lambda: complete(request_of(), dirk, TWO_PROOFS)) == []
        (letter,) = post.after(lambda: complete(request_of(user_agent=FIREFOX), dirk, TWO_PROOFS))

    assert (letter.to, letter.subject) == ("dirk@example.org", "Aangemeld in een nieuwe browser")
    assert "Op 01/07/2026 11:05 is met jouw account aangemeld" in letter.body
    assert "Firefox op Linux" in letter.body


def test_a_browser_that_is_known_is_not_told(cast: Cast, post: Post) -> None:
    client = Client()
    signed_in(client, cast.dirk)
    cookies = {KNOWN_COOKIE: client.cookies[KNOWN_COOKIE].value}

    assert post.after(lambda: complete(request_of(cookies), cast.dirk, TWO_PROOFS)) == []
    assert post.after(lambda: complete(request_of(cookies), cast.eva, TWO_PROOFS)) == []
    assert KnownBrowser.objects.count() == 2


# ---- how long


def gone_after(request: HttpRequest, **time: int) -> bool:
    with time_machine.travel(clock.now() + timedelta(**time), tick=False):
        return present(request) is None


def test_a_desk_waits_four_hours(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False):
        request = signed_in_request(dirk)

        assert not gone_after(request, hours=3, minutes=59)
    with time_machine.travel(NOON, tick=False):
        request = signed_in_request(dirk)
        assert gone_after(request, hours=4)


def test_work_keeps_a_desk_open_for_sixteen_hours(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        request = signed_in_request(dirk)
        for _ in range(15):
            time.shift(timedelta(hours=1))
            assert present(request) is not None
        time.shift(timedelta(minutes=59, seconds=59))
        assert present(request) is not None
        time.shift(timedelta(seconds=1))
        assert present(request) is None


def test_administration_waits_half_an_hour(cast: Cast) -> None:
    Manager.objects.create(user=cast.dirk, card_system=cast.gent, since=clock.now())
    with time_machine.travel(NOON, tick=False):
        request = signed_in_request(cast.dirk)
        assert not gone_after(request, minutes=29, seconds=59)
    with time_machine.travel(NOON, tick=False):
        request = signed_in_request(cast.dirk)
        assert gone_after(request, minutes=30)


def test_who_becomes_a_manager_has_short_times_at_once(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        request = signed_in_request(cast.dirk, is_installed=True)
        time.shift(timedelta(hours=9))
        assert present(request) is not None

        Manager.objects.create(user=cast.dirk, card_system=cast.gent, since=clock.now())

        assert present(request) is None


def test_an_installed_desk_stays(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False):
        request = signed_in_request(dirk, is_installed=True)

        assert not gone_after(request, days=60)


def test_the_cookie_goes_with_the_browser(dirk: User) -> None:
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert signed_in_request(dirk).session.get_expire_at_browser_close()


@pytest.mark.parametrize("begin", ["2026-03-28T22:30:00Z", "2026-10-24T22:30:00Z"])
def test_four_hours_are_four_hours_when_the_clock_changes(dirk: User, begin: str) -> None:
    with time_machine.travel(begin, tick=False):
        request = signed_in_request(dirk)
        assert gone_after(request, hours=4)
        request = signed_in_request(dirk)
        assert not gone_after(request, hours=3, minutes=59)


def test_use_is_written_once_a_minute(dirk: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        request = signed_in_request(dirk)
        assert request.session.session_key
        time.shift(timedelta(seconds=59))
        with django_assert_num_queries(1):
            present(request)
        time.shift(timedelta(seconds=1))
        with django_assert_num_queries(2):
            present(request)
        with django_assert_num_queries(1):
            present(request)


def test_a_closed_account_is_not_here(dirk: User) -> None:
    request = signed_in_request(dirk)
    User.objects.update(is_active=False)

    assert present(request) is None


# ---- proven again


def test_a_proof_gives_the_session_another_key(dirk: User) -> None:
    request = signed_in_request(dirk)
    former = request.session.session_key
    found = present(request)
    assert found is not None

    sessions.prove_again(found, password=PASSWORD, address="192.0.2.1")

    assert request.session.session_key != former
    assert not Session.objects.filter(session_key=former).exists()
    assert SignedInSession.objects.get().session_key == request.session.session_key
    assert present(came_back(request)) is not None


def test_a_code_of_ones_own_proves_it_too(dirk: User, post: Post) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        found = signed_in_here(dirk)
        time.shift(timedelta(minutes=11))
        code = post.code(lambda: send_code(dirk, "EMAIL"))
        with pytest.raises(WrongCode):
            sessions.prove_again(found, kind="EMAIL", code="wrong")
        assert not sessions.is_fresh(found)

        sessions.prove_again(found, kind="EMAIL", code=code)

        assert sessions.is_fresh(found)


# ---- listed and ended


def test_somebody_sees_and_ends_its_own_sessions(cast: Cast) -> None:
    here, there, other = (signed_in_here(user) for user in (cast.dirk, cast.dirk, cast.eva))

    assert {one.pk for one in sessions.sessions_of(cast.dirk)} == {here.session.pk, there.session.pk}

    sessions.end_session(cast.dirk, other.session.pk)
    sessions.end_session(cast.dirk, there.session.pk)

    assert [one.pk for one in sessions.sessions_of(cast.dirk)] == [here.session.pk]
    assert [one.pk for one in sessions.sessions_of(cast.eva)] == [other.session.pk]
    assert not Session.objects.filter(session_key=there.session.session_key).exists()


def test_all_others_are_ended(cast: Cast) -> None:
    here = signed_in_here(cast.dirk)
    signed_in_here(cast.dirk)
    other = signed_in_here(cast.eva)

    sessions.end_others(here)

    assert set(SignedInSession.objects.values_list("pk", flat=True)) == {here.session.pk, other.session.pk}


def test_an_ended_session_is_out(dirk: User) -> None:
    request = signed_in_request(dirk)
    found = present(request)
    assert found is not None

    sessions.end_session(dirk, found.session.pk)

    assert present(request) is None
    assert "_auth_user_id" not in request_of(dict(request.COOKIES)).session


def test_signing_out_ends_it(dirk: User) -> None:
    request = signed_in_request(dirk)
    key = request.session.session_key

    end(request)

    assert present(request) is None
    assert not SignedInSession.objects.exists()
    assert not Session.objects.filter(session_key=key).exists()


# ---- the PIN


@pytest.fixture
def locked(dirk: User) -> Present:
    sessions.set_pin(dirk, "4271")
    found = signed_in_here(dirk)
    sessions.lock(found)
    return found


def test_a_locked_desk_opens_with_the_pin(locked: Present) -> None:
    assert locked.session.locked_at is not None
    with pytest.raises(WrongPin) as wrong:
        sessions.unlock(locked, "4272")
    assert wrong.value.left == 4

    sessions.unlock(locked, "4271")

    kept = SignedInSession.objects.get()
    assert (kept.locked_at, kept.wrong_pins) == (None, 0)


def test_five_wrong_pins_end_the_session(locked: Present) -> None:
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPin) as wrong:
            sessions.unlock(locked, "0000")
        assert wrong.value.left == left

    with pytest.raises(SessionEnded):
        sessions.unlock(locked, "0000")

    assert not SignedInSession.objects.exists()
    assert not Session.objects.exists()


def test_a_locked_session_is_not_used_by_being_asked(dirk: User) -> None:
    sessions.set_pin(dirk, "4271")
    with time_machine.travel(NOON, tick=False) as time:
        request = signed_in_request(dirk)
        found = present(request)
        assert found is not None
        sessions.lock(found)
        time.shift(timedelta(hours=3))
        again = present(request)
        assert again is not None
        assert again.session.locked_at is not None
        time.shift(timedelta(hours=1))
        assert present(request) is None


def test_without_a_pin_nothing_is_locked(dirk: User) -> None:
    found = signed_in_here(dirk)

    sessions.lock(found)

    assert SignedInSession.objects.get().locked_at is None


@pytest.mark.parametrize("pin", ["1234", "123", "abcd"])
def test_a_simple_pin_is_refused(dirk: User, pin: str) -> None:
    with pytest.raises(UnfitPin):
        sessions.set_pin(dirk, pin)

    dirk.refresh_from_db()
    assert dirk.pin == ""


def test_the_pin_is_hashed_and_removed(dirk: User) -> None:
    sessions.set_pin(dirk, "4271")
    assert "4271" not in dirk.pin

    sessions.remove_pin(dirk)

    dirk.refresh_from_db()
    assert dirk.pin == ""


# ---- the cookie of known browsers


def test_the_cookie_of_the_browser_is_set_once(dirk: User) -> None:
    client = Client()
    request = request_of()
    complete(request, dirk, TWO_PROOFS)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""

    first = client.get("/desk/desks")
    second = client.get("/desk/desks")

    morsel = first.cookies[KNOWN_COOKIE]
    assert (morsel["max-age"], morsel["httponly"], morsel["samesite"]) == (400 * 24 * 60 * 60, True, "Lax")
    assert browsers.is_known(dirk.email, morsel.value)
    assert KNOWN_COOKIE not in second.cookies


def test_programs_pay_nothing_for_it(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/health/live", headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}=abc"})
