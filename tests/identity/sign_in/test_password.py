"""Passwords: the same answer for every wrong one, rest for who guesses, and links that work once."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher, check_password, make_password
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from openpas.demo.cast import PASSWORD, Cast
from openpas.foundation.refusal import Refusal
from openpas.identity.models import ApiClient, Authorization, FailedSignIn, SignedInSession, User
from openpas.identity.sign_in import browsers, sessions
from openpas.identity.sign_in.password import (
    change_password,
    demand_strength,
    person_with,
    request_reset,
    reset,
    reset_owner,
)
from openpas.identity.sign_in.password_validators import is_breached
from openpas.identity.sign_in.present import complete, present
from openpas.identity.sign_in.refusals import (
    LinkGone,
    MustRest,
    NotProvenLately,
    WeakPassword,
    WrongPassword,
)
from openpas.identity.tasks import mail_a_reset_link
from openpas.records.models import AuditLine
from openpas.runtime import clock
from openpas.runtime import settings as settings_file
from tests.identity.sign_in.conftest import Letter, Post
from tests.signing_in import TWO_PROOFS, request_of, signed_in_here

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "192.0.2.1", "192.0.2.2"
NOON = "2026-03-10T12:00:00Z"
GOOD = "vier groene fietsen op zondag"


WRONG = "verkeerd"


def wrong(email: str, password: str = WRONG, address: str = HOME) -> Refusal:
    """The refusal that must come."""
    with pytest.raises((WrongPassword, MustRest)) as refused:
        person_with(email, password, address)
    assert isinstance(refused.value, Refusal)
    return refused.value


def test_who_knows_the_password_is_found(dirk: User) -> None:
    assert person_with(" Dirk@Example.org ", PASSWORD, HOME) == dirk
    assert not FailedSignIn.objects.exists()


# ---- nothing tells whether an account exists


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for every password that is hashed."""
    made: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append("one")
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return made


@pytest.mark.parametrize("kind", ["known", "unknown", "closed", "closed, right password", "invited", "too long"])
def test_every_wrong_one_is_told_and_counted_alike(cast: Cast, hashes: list[str], kind: str) -> None:
    if kind.startswith("closed"):
        User.objects.filter(pk=cast.dirk.pk).update(is_active=False)
    if kind == "invited":
        User.objects.filter(pk=cast.dirk.pk).update(password=make_password(None))
    email = "nobody@example.org" if kind == "unknown" else cast.dirk.email
    password = {"closed, right password": PASSWORD, "too long": PASSWORD * 40}.get(kind, "verkeerd")
    hashes.clear()

    refusal = wrong(email, password)

    assert (type(refusal), refusal.status, refusal.end_user_message) == (
        WrongPassword,
        422,
        WrongPassword.text,
    )
    assert len(hashes) == 1
    assert FailedSignIn.objects.count() == 3


def test_an_unknown_account_takes_as_many_queries_as_a_known_one(dirk: User) -> None:
    counts = []
    for email in (dirk.email, "nobody@example.org"):
        for cookie in ("", "made up"):
            with CaptureQueriesContext(connection) as captured, pytest.raises(WrongPassword):
                person_with(email, WRONG, HOME, cookie)
            counts.append(len(captured))

    assert len(set(counts)) == 1


@pytest.mark.parametrize("email", ["dirk@example.org", "nobody@example.org"])
def test_an_unknown_account_rests_as_a_known_one(dirk: User, hashes: list[str], email: str) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(5):
            wrong(email)
        hashes.clear()

        refusal = wrong(email, PASSWORD)

    assert isinstance(refusal, MustRest)
    assert (refusal.status, refusal.minutes) == (429, 15)
    assert hashes == []


def test_failures_keep_no_address(dirk: User) -> None:
    wrong(dirk.email)

    assert {len(bytes(one.origin)) for one in FailedSignIn.objects.all()} == {32}


# ---- rest


def test_after_five_even_the_right_password_waits_a_quarter_of_an_hour(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        for _ in range(5):
            wrong(dirk.email)

        assert isinstance(wrong("DIRK@example.org", PASSWORD), MustRest)
        time.shift(timedelta(minutes=14, seconds=59))
        assert isinstance(wrong(dirk.email, PASSWORD), MustRest)
        time.shift(timedelta(seconds=1))

        assert person_with(dirk.email, PASSWORD, HOME) == dirk


def test_the_next_five_rest_twice_as_long(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        for _ in range(5):
            wrong(dirk.email)
        time.shift(timedelta(minutes=15))
        for _ in range(5):
            wrong(dirk.email)

        refusal = wrong(dirk.email, PASSWORD)

    assert isinstance(refusal, MustRest)
    assert refusal.minutes == 30


def test_a_guesser_elsewhere_keeps_nobody_out(cast: Cast) -> None:
    for _ in range(5):
        wrong(cast.dirk.email)

    assert person_with(cast.dirk.email, PASSWORD, ELSEWHERE) == cast.dirk
    assert person_with(cast.eva.email, PASSWORD, HOME) == cast.eva


def test_one_address_tries_no_more_than_fifty_in_all(cast: Cast) -> None:
    for number in range(50):
        wrong(f"somebody{number}@example.org")

    assert isinstance(wrong(cast.dirk.email, PASSWORD), MustRest)
    assert person_with(cast.dirk.email, PASSWORD, ELSEWHERE) == cast.dirk


def test_one_account_is_tried_no_more_than_a_hundred_times_but_its_own_browser_comes_in(dirk: User) -> None:
    browsers.remember(dirk, "its own browser")
    for number in range(100):
        wrong(dirk.email, address=f"198.51.100.{number}")

    assert isinstance(wrong(dirk.email, PASSWORD, ELSEWHERE), MustRest)
    assert person_with(dirk.email, PASSWORD, ELSEWHERE, "its own browser") == dirk


def test_a_good_sign_in_does_not_free_the_address(cast: Cast) -> None:
    for number in range(49):
        wrong(f"somebody{number}@example.org")
    person_with(cast.eva.email, PASSWORD, HOME)
    wrong("somebody@example.org")

    assert isinstance(wrong(cast.eva.email, PASSWORD), MustRest)


def test_after_a_day_all_is_forgotten(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        for _ in range(5):
            wrong(dirk.email)
        time.shift(timedelta(days=1))
        for _ in range(4):
            assert isinstance(wrong(dirk.email), WrongPassword)

        assert person_with(dirk.email, PASSWORD, HOME) == dirk


# ---- hashes


def test_new_hashes_are_argon2_and_old_ones_hold() -> None:
    with override_settings(PASSWORD_HASHERS=settings_file.PASSWORD_HASHERS):
        assert make_password(GOOD).startswith("argon2$argon2id$")
        assert check_password(GOOD, make_password(GOOD, hasher="pbkdf2_sha256"))


def test_an_old_hash_is_replaced_when_its_owner_signs_in(dirk: User) -> None:
    with override_settings(PASSWORD_HASHERS=settings_file.PASSWORD_HASHERS):
        User.objects.filter(pk=dirk.pk).update(password=make_password(GOOD, hasher="pbkdf2_sha256"))

        person_with(dirk.email, GOOD, HOME)

        dirk.refresh_from_db()
        assert dirk.password.startswith("argon2$argon2id$")
        assert person_with(dirk.email, GOOD, HOME) == dirk


# ---- what is good enough


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("kort", "minstens 10 tekens"),
        ("password123", "te algemeen"),
        ("dirkdeclerck", "lijkt te veel op"),
        ("UiTPAS-2026-balie", "raadt iemand die UiTPAS kent"),
        ("x" * 257, "hoogstens 256 tekens"),
        ("Welkom-2026!!", "raadt iemand die UiTPAS kent"),
    ],
)
def test_what_is_guessed_first_is_refused(dirk: User, password: str, reason: str) -> None:
    found = signed_in_here(dirk)

    with pytest.raises(WeakPassword) as weak:
        change_password(request_of(), found, password)

    assert reason in " ".join(weak.value.reasons)
    dirk.refresh_from_db()
    assert dirk.check_password(PASSWORD)


@pytest.mark.parametrize("password", [GOOD, "Ωμέγα και άλφα", "paspartoe is een mooi liedje", "x" * 5 + "qwzjkv" * 20])
def test_anything_else_is_good(dirk: User, password: str) -> None:
    request = request_of()
    change_password(request, complete(request, dirk, TWO_PROOFS), password)

    assert person_with(dirk.email, password, HOME) == dirk


# ---- what was stolen elsewhere


def sha1(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.fixture(params=["file", "folder"])
def stolen(request: pytest.FixtureRequest, tmp_path: Path, settings: Settings) -> list[str]:
    """Passwords of which the list knows, as one file or as a folder of ranges."""
    passwords = [f"stolen password {number}" for number in range(200)]
    lines = sorted(f"{sha1(password)}:{number + 1}" for number, password in enumerate(passwords))
    if request.param == "file":
        path = tmp_path / "pwned-passwords-sha1-ordered-by-hash.txt"
        path.write_text("\r\n".join(lines) + "\r\n")
    else:
        path = tmp_path / "ranges"
        path.mkdir()
        for line in lines:
            with (path / f"{line[:5]}.txt").open("a") as file:
                file.write(f"{line[5:]}\n")
    settings.OPENPAS_BREACHED_PASSWORDS = str(path)
    return passwords


def test_what_was_stolen_is_refused(dirk: User, stolen: list[str]) -> None:
    for password in stolen:
        with pytest.raises(WeakPassword) as weak:
            demand_strength(password, dirk)
        assert weak.value.reasons == ("Dit wachtwoord is ooit gestolen bij een andere website. Kies een ander.",)

    for number in range(200):
        demand_strength(f"{GOOD} {number}", dirk)


def test_every_line_of_the_list_is_found(tmp_path: Path) -> None:
    for length in range(12):
        lines = sorted(sha1(str(number)) for number in range(length))
        path = tmp_path / f"{length}.txt"
        path.write_text("\n".join(f"{line}:9" for line in lines))

        assert all(is_breached(str(number), path) for number in range(length))
        assert not is_breached("another", path)


def test_the_count_of_the_list_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"{sha1('a')}:1\n{sha1('a')[:39]}\n")

    assert is_breached("a", path)


# ---- changed by the person


def test_a_new_password_ends_all_but_this(cast: Cast, post: Post) -> None:
    request = request_of()
    here = complete(request, cast.dirk, TWO_PROOFS)
    there = signed_in_here(cast.dirk)
    token = browsers.trust(cast.dirk, "Firefox op Linux")
    client = ApiClient.objects.create(client_id="app", name="App", created_at=clock.now())
    now = clock.now()
    held = Authorization.objects.create(client=client, user=cast.dirk, scope="openid", signed_in_at=now, created_at=now)
    former_key = request.session.session_key

    (letter,) = post.after(lambda: change_password(request, here, GOOD))

    assert (letter.to, letter.subject) == ("dirk@example.org", "Je wachtwoord is veranderd")
    assert person_with(cast.dirk.email, GOOD, HOME) == cast.dirk
    assert not browsers.is_trusted(cast.dirk, token)
    assert not Session.objects.filter(session_key__in=[there.session.session_key, former_key]).exists()
    assert present(request) is not None
    assert SignedInSession.objects.get().session_key == request.session.session_key
    held.refresh_from_db()
    assert held.revoked_at is not None
    assert AuditLine.objects.filter(action="account.change_password").count() == 1


def test_a_new_password_asks_for_a_proof_of_just_now(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        found = signed_in_here(dirk)
        time.shift(timedelta(minutes=10))

        with pytest.raises(NotProvenLately):
            change_password(request_of(), found, GOOD)
        with pytest.raises(WrongPassword):
            sessions.prove_again(found, password="verkeerd", address=HOME)
        assert not sessions.is_fresh(found)

        sessions.prove_again(found, password=PASSWORD, address=HOME)
        assert sessions.is_fresh(found)


# ---- replaced by a link


def mailed(post: Post, email: str) -> list[Letter]:
    """What the worker sends after a request for a new password."""
    request_reset(email, HOME)
    job = ProcrastinateJob.objects.filter(task_name="identity.mail_reset_link").order_by("-pk").first()
    assert job is not None
    return post.after(lambda: mail_a_reset_link(**job.args))


def token_in(letter: Letter) -> str:
    return letter.body.split("/account/password/")[1].split()[0]


def test_a_link_for_a_new_password_works_once(dirk: User, post: Post) -> None:
    signed_in_here(dirk)
    (letter,) = mailed(post, " Dirk@example.org")
    token = token_in(letter)
    assert (letter.to, letter.subject) == ("dirk@example.org", "Kies een nieuw wachtwoord")
    assert reset_owner(token) == dirk

    (told,) = post.after(lambda: reset(token, GOOD))

    assert told.subject == "Je wachtwoord is veranderd"
    assert person_with(dirk.email, GOOD, HOME) == dirk
    assert not SignedInSession.objects.exists()
    with pytest.raises(LinkGone):
        reset(token, GOOD)


@pytest.mark.parametrize("kind", ["unknown", "closed"])
def test_nothing_is_sent_without_an_account(dirk: User, post: Post, kind: str) -> None:
    if kind == "closed":
        User.objects.update(is_active=False)

    assert mailed(post, "nobody@example.org" if kind == "unknown" else dirk.email) == []


def test_the_request_does_the_same_whoever_is_meant(dirk: User) -> None:
    for email in (dirk.email, "nobody@example.org"):
        with CaptureQueriesContext(connection) as captured:
            request_reset(email, HOME)
        assert len(captured) == 2

    jobs = ProcrastinateJob.objects.values_list("args", flat=True)
    assert not any("example" in str(args) for args in jobs)


def test_a_link_lasts_an_hour(dirk: User, post: Post) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        (letter,) = mailed(post, dirk.email)
        time.shift(timedelta(minutes=59, seconds=59))
        assert reset_owner(token_in(letter)) == dirk
        time.shift(timedelta(seconds=1))

        with pytest.raises(LinkGone):
            reset(token_in(letter), GOOD)
    assert person_with(dirk.email, PASSWORD, HOME) == dirk


def test_a_newer_link_replaces_the_former(dirk: User, post: Post) -> None:
    (first,), (second,) = mailed(post, dirk.email), mailed(post, dirk.email)

    with pytest.raises(LinkGone):
        reset_owner(token_in(first))
    assert reset_owner(token_in(second)) == dirk


def test_a_weak_password_leaves_the_link_good(dirk: User, post: Post) -> None:
    (letter,) = mailed(post, dirk.email)
    with pytest.raises(WeakPassword):
        reset(token_in(letter), "password123")

    assert reset(token_in(letter), GOOD) == dirk


@pytest.mark.parametrize("token", ["", ".", "x", "x.y", "a" * 500])
def test_a_made_up_link_is_gone(dirk: User, token: str) -> None:
    with pytest.raises(LinkGone):
        reset(token or f"{dirk.subject}.", GOOD)


def test_a_mailbox_gets_five_an_hour_and_an_address_asks_for_twenty(dirk: User, post: Post) -> None:
    with time_machine.travel(NOON, tick=False):
        assert [len(mailed(post, dirk.email)) for _ in range(6)] == [1, 1, 1, 1, 1, 0]
        for _ in range(14):
            request_reset("nobody@example.org", HOME)
        with pytest.raises(MustRest) as rest:
            request_reset("nobody@example.org", HOME)

    assert rest.value.minutes == 11
