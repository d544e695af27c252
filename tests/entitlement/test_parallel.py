"""What works once works once, also when it is tried at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from openpas.entitlement.doubles.people import HILDE
from openpas.entitlement.models import IdToken, Validation
from openpas.entitlement.refusals import IdTokenInvalid
from openpas.entitlement.rules import Identity
from openpas.entitlement.service import spend_id_token
from tests.api.answers import told
from tests.entitlement.traveller import VERIFIER, Traveller

AT_ONCE = 4
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(attempt: Callable[[], bool]) -> int:
    """How many of the attempts succeeded."""
    start = Barrier(AT_ONCE)

    def attempted(_: int) -> bool:
        start.wait()
        try:
            return attempt()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(attempted, range(AT_ONCE)))


def test_a_code_is_changed_once(transactional_db: None, page: str) -> None:
    code = Traveller(page).code(HILDE.insz)
    assert at_once(lambda: Traveller(page).exchange(code, VERIFIER).status_code == 200) == 1
    assert Validation.objects.exclude(token_index=None).count() == 1


def test_an_id_token_is_spent_once(transactional_db: None, page: str) -> None:
    traveller = Traveller(page)
    token = told(traveller.information(traveller.token(HILDE.insz)))["user"]["idToken"]

    def spent() -> bool:
        try:
            spend_id_token(token, Identity(HILDE.insz, "Hermans", "Hilde"))
        except IdTokenInvalid:
            return False
        return True

    assert at_once(spent) == 1
    assert IdToken.objects.exclude(used_at=None).count() == 1


def test_a_person_comes_back_once(transactional_db: None, page: str) -> None:
    traveller = Traveller(page)
    address = traveller.sign_in(traveller.start()["Location"], HILDE.insz)
    cookies = traveller.browser.cookies

    def came() -> bool:
        other_tab = Traveller(page)
        other_tab.browser.cookies = cookies
        return other_tab.come_back(address).status_code == 303

    assert at_once(came) == 1
