"""The address of an account changes by a code to the new one, and the old one is told."""

from datetime import timedelta

import pytest
import time_machine

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity.models import SentCode, User
from openpas.identity.sign_in import browsers, factors
from openpas.identity.sign_in.email import confirm_change, start_change
from openpas.identity.sign_in.password import mail_reset_link, person_with, reset_owner
from openpas.identity.sign_in.present import Present
from openpas.identity.sign_in.refusals import LinkGone, NotAnAddress, NotProvenLately, SharedMailbox, WrongCode
from openpas.records.models import AuditLine
from openpas.runtime import clock
from tests.identity.sign_in.conftest import Post
from tests.signing_in import signed_in_here

pytestmark = pytest.mark.django_db
NEW = "dirk.declerck@example.org"


@pytest.fixture
def here(dirk: User) -> Present:
    return signed_in_here(dirk)


def test_the_address_changes_when_the_code_came_back(here: Present, post: Post) -> None:
    token = browsers.trust(here.user, "Firefox op Linux")
    (letter,) = post.after(lambda: start_change(here, " Dirk.Declerck@Example.org "))
    assert (letter.to, letter.subject) == (NEW, "Bevestig je nieuwe e-mailadres")
    assert User.objects.get(pk=here.user.pk).email == "dirk@example.org"

    (told,) = post.after(lambda: confirm_change(here, NEW, letter.code))

    assert (told.to, told.subject) == ("dirk@example.org", "Je e-mailadres is veranderd")
    assert NEW not in told.body
    assert person_with(NEW, PASSWORD, "192.0.2.1") == here.user
    assert not browsers.is_trusted(here.user, token)
    assert factors.methods_of(here.user)[0].hint == "d…@ex…"
    assert AuditLine.objects.filter(action="account.change_email", details={}).count() == 1


def test_a_code_for_another_address_moves_nothing(here: Present, post: Post) -> None:
    code = post.code(lambda: start_change(here, NEW))

    with pytest.raises(WrongCode):
        confirm_change(here, "mallory@example.org", code)

    assert User.objects.get(pk=here.user.pk).email == "dirk@example.org"
    assert SentCode.objects.get().attempts == 1


def test_an_address_that_has_an_account_looks_the_same(cast: Cast, post: Post) -> None:
    here = signed_in_here(cast.dirk)

    (letter,) = post.after(lambda: start_change(here, cast.eva.email))

    assert (letter.to, letter.subject) == ("eva@example.org", "Je hebt al een UiTPAS-account")
    assert SentCode.objects.count() == 1
    with pytest.raises(WrongCode):
        confirm_change(here, cast.eva.email, "123456")


def test_an_address_that_was_taken_meanwhile_is_refused(here: Present, post: Post) -> None:
    code = post.code(lambda: start_change(here, NEW))
    User.objects.create_user(NEW, "Somebody else")

    with pytest.raises(WrongCode):
        confirm_change(here, NEW, code)

    assert here.user.email == "dirk@example.org"
    assert User.objects.get(pk=here.user.pk).email == "dirk@example.org"


def test_links_that_went_to_the_old_address_are_gone(here: Present, post: Post) -> None:
    (letter,) = post.after(lambda: mail_reset_link(here.user.email))
    token = letter.body.split("/account/password/")[1].split()[0]
    confirm_change(here, NEW, post.code(lambda: start_change(here, NEW)))

    with pytest.raises(LinkGone):
        reset_owner(token)


@pytest.mark.parametrize(("address", "refusal"), [("info@example.org", SharedMailbox), ("dirk", NotAnAddress)])
def test_what_is_no_address_of_a_person(here: Present, address: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        start_change(here, address)

    assert not SentCode.objects.exists()


def test_it_asks_for_a_proof_of_just_now(here: Present) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=10), tick=False):
        with pytest.raises(NotProvenLately):
            start_change(here, NEW)
        with pytest.raises(NotProvenLately):
            confirm_change(here, NEW, "123456")
