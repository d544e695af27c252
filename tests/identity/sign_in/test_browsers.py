"""Browsers: trusted for thirty days, listed, revoked; and what they are called."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from openpas.demo.cast import Cast
from openpas.identity.models import TrustedBrowser, User
from openpas.identity.sign_in import browsers
from openpas.identity.sign_in.browser_names import browser_name

NOON = "2026-03-10T12:00:00Z"


@pytest.mark.django_db
def test_trust_lasts_thirty_days_from_when_it_was_given(dirk: User) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        token = browsers.trust(dirk, "Firefox op Linux")
        time.shift(timedelta(days=30) - timedelta(seconds=1))
        assert browsers.is_trusted(dirk, token)
        time.shift(timedelta(seconds=1))

        assert not browsers.is_trusted(dirk, token)
        assert browsers.trusted_of(dirk) == []


@pytest.mark.django_db
def test_trust_is_of_one_person_and_one_browser(cast: Cast) -> None:
    token = browsers.trust(cast.dirk, "Firefox op Linux")

    assert not browsers.is_trusted(cast.eva, token)
    assert not browsers.is_trusted(cast.dirk, token[:-1])
    assert not browsers.is_trusted(cast.dirk, "")


@pytest.mark.django_db
def test_only_the_hash_is_kept(dirk: User) -> None:
    token = browsers.trust(dirk, "Firefox op Linux")

    kept = TrustedBrowser.objects.get()

    assert len(token) == 43
    assert len(bytes(kept.token_hash)) == 32
    assert token.encode() not in bytes(kept.token_hash)


@pytest.mark.django_db
def test_trusted_browsers_are_listed_and_revoked(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as time:
        first = browsers.trust(cast.dirk, "Firefox op Linux")
        time.shift(timedelta(hours=1))
        browsers.trust(cast.dirk, "Chrome op Android")
        other = browsers.trust(cast.eva, "Safari op iPhone")
        time.shift(timedelta(hours=1))
        browsers.is_trusted(cast.dirk, first)
        listed = browsers.trusted_of(cast.dirk)

    assert [one.name for one in listed] == ["Firefox op Linux", "Chrome op Android"]

    browsers.revoke(cast.eva, listed[0].pk)
    assert TrustedBrowser.objects.count() == 3
    browsers.revoke(cast.dirk, listed[0].pk)
    browsers.forget_all(cast.dirk)

    assert [one.user for one in TrustedBrowser.objects.all()] == [cast.eva]
    with time_machine.travel(NOON, tick=False):
        assert browsers.is_trusted(cast.eva, other)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome op Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Version/19.0 Safari/605.1.15", "Safari op Mac"),
        ("curl/8", "Een browser"),
        ("", "Een browser"),
    ],
)
def test_what_a_browser_is_called(agent: str, name: str) -> None:
    assert browser_name(agent, "nl") == name


def test_a_browser_is_called_in_the_language_of_its_user() -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"

    assert [browser_name(agent, language) for language in ("fr", "en", "de")] == [
        "Firefox sur Linux",
        "Firefox on Linux",
        "Firefox auf Linux",
    ]


@given(st.text())
def test_nothing_of_the_header_comes_through(agent: str) -> None:
    assert len(browser_name(agent, "nl")) < 40
