"""An account of one's own: by a code, and nobody learns who has one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from openpas.identity.models import SentCode, User
from openpas.identity.sign_in import registration
from openpas.identity.sign_in.password import person_with
from openpas.identity.sign_in.refusals import NotAnAddress, SharedMailbox, WeakPassword, WrongCode
from openpas.identity.tasks import mail_a_registration_code
from tests.identity.sign_in.conftest import Letter, Post

pytestmark = pytest.mark.django_db
HOME = "192.0.2.1"
GOOD = "vier groene fietsen op zondag"
NEW = "nora@example.org"


def mailed(post: Post, email: str, language: str = "nl") -> list[Letter]:
    """What the worker sends after somebody asked for an account."""
    registration.start(email, language, HOME)
    job = ProcrastinateJob.objects.filter(task_name="identity.mail_registration_code").order_by("-pk").first()
    assert job is not None
    return post.after(lambda: mail_a_registration_code(**job.args))


def test_an_account_by_a_code(db: None, post: Post) -> None:
    (letter,) = mailed(post, " Nora@Example.org ", "fr")
    assert (letter.to, letter.subject) == (NEW, "Votre code pour un compte UiTPAS")
    assert User.objects.get().has_usable_password() is False

    user = registration.finish(NEW, letter.code, " Nora  Nys ", GOOD)

    assert (user.name, user.language, user.email_confirmed_at is not None) == ("Nora Nys", "fr", True)
    assert person_with(NEW, GOOD, HOME) == user


def test_who_was_invited_may_register_instead(db: None, post: Post) -> None:
    invited = User.objects.create_user(NEW, NEW)
    (letter,) = mailed(post, NEW)

    assert registration.finish(NEW, letter.code, "Nora", GOOD) == invited


def test_who_has_an_account_is_told_by_mail_only(visitor: User, post: Post) -> None:
    former = visitor.password

    (letter,) = mailed(post, visitor.email)

    assert (letter.to, letter.subject) == ("vera@example.org", "Je hebt al een UiTPAS-account")
    with pytest.raises(WrongCode):
        registration.finish(visitor.email, "123456", "Mallory", GOOD)
    visitor.refresh_from_db()
    assert (visitor.name, visitor.password) == ("Vera", former)


def test_asking_does_the_same_whoever_is_meant(visitor: User) -> None:
    counts = []
    for email in (visitor.email, NEW):
        with CaptureQueriesContext(connection) as captured:
            assert registration.start(email, "nl", HOME) == email
        counts.append(len(captured))

    assert counts == [2, 2]
    assert User.objects.count() == 1


@pytest.mark.parametrize("code", ["", "12345", "000000x"])
def test_a_wrong_code_makes_no_account(db: None, post: Post, code: str) -> None:
    mailed(post, NEW)

    with pytest.raises(WrongCode):
        registration.finish(NEW, code, "Nora", GOOD)

    assert not User.objects.get().has_usable_password()


def test_a_weak_password_uses_up_no_code(db: None, post: Post) -> None:
    (letter,) = mailed(post, NEW)
    with pytest.raises(WeakPassword):
        registration.finish(NEW, letter.code, "Nora", "nora@example.org")

    assert SentCode.objects.get().attempts == 0
    assert registration.finish(NEW, letter.code, "Nora", GOOD).email == NEW


@pytest.mark.parametrize(("email", "refusal"), [("info@example.org", SharedMailbox), ("nora", NotAnAddress)])
def test_what_is_no_address_of_a_person(db: None, email: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        registration.start(email, "nl", HOME)

    assert not ProcrastinateJob.objects.exists()
