"""Many requests at the same moment, with real threads: a code is good once, a refresh token leaves one family."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from openpas.demo.cast import Cast, create_cast
from openpas.identity.models import Authorization, RefreshToken
from tests.identity.oauth.program import Program, good
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 20


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast where other threads see it."""
    return create_cast()


def together(asked: Callable[[], HttpResponse]) -> list[int]:
    """The statuses of as many answers as there are threads, all asked for at once."""
    ready = Barrier(THREADS)

    def one(_number: int) -> int:
        ready.wait()
        try:
            return asked().status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return sorted(pool.map(one, range(THREADS)))


def test_one_code(app: Program) -> None:
    code = app.code()
    assert together(lambda: app.exchange(code)) == [200, *[400] * (THREADS - 1)]
    assert RefreshToken.objects.count() == 1
    assert Authorization.objects.get().revoked_at is not None


def test_one_refresh_token_inside_the_window(app: Program) -> None:
    token = app.tokens()["refresh_token"]
    assert together(lambda: app.refresh(token)) == [200] * THREADS
    assert RefreshToken.objects.exclude(used_at=None).count() == 1
    assert Authorization.objects.get().revoked_at is None
    for row in RefreshToken.objects.filter(used_at=None):
        assert row.authorization == Authorization.objects.get()


def test_one_refresh_token_without_a_window(app: Program, settings: object) -> None:
    settings.OPENPAS_REFRESH_REUSE_SECONDS = 0  # type: ignore[attr-defined]
    token = app.tokens()["refresh_token"]
    assert together(lambda: app.refresh(token)) == [200, *[400] * (THREADS - 1)]
    assert Authorization.objects.get().revoked_at is not None


def test_signing_in_for_two_programs_at_once(app: Program, desk: Program, cast: Cast) -> None:
    browsers = [Client() for _ in range(2)]
    for browser, program in zip(browsers, (app, desk), strict=True):
        signed_in(browser, cast.dirk)
        program.browser = browser
    assert good(app.exchange(app.code()))
    assert good(desk.exchange(desk.code()))
