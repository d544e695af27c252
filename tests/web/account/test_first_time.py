"""An invitation, a second step that is set up, recovery codes; a lost password; an account of one's own."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity import tasks
from openpas.identity.actors import actor_of_user
from openpas.identity.models import Factor, Invitation, RecoveryCode, User
from openpas.identity.staff.invitations import invite
from openpas.identity.staff.starting_over import vouch
from openpas.runtime import clock
from tests.signing_in import signed_in
from tests.web.account.conftest import Post, place, with_password
from tests.web.conftest import words

LIES = "lies.lambert@example.org"
GOOD = "vier gewone woorden samen"
PATH = re.compile(r"/account/[a-z-]+/\S+")
pytestmark = pytest.mark.django_db(transaction=True)


def path_in_mail() -> str:
    found = PATH.search(str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def work() -> None:
    """What the worker does with the mails that were asked for."""
    for job in ProcrastinateJob.objects.filter(status="todo", task_name__startswith="identity.mail"):
        by_name = {one.name: one for one in (tasks.mail_a_reset_link, tasks.mail_a_registration_code)}
        by_name[job.task_name](**job.args)
    ProcrastinateJob.objects.filter(task_name__startswith="identity.mail")._raw_delete("default")


@pytest.fixture
def invited(cast: Cast, post: Post) -> str:
    """The address of Lies's invitation, by Farid to the club."""
    invite(actor_of_user(cast.farid.pk, cast.club.pk), LIES, organizer=cast.club)
    return path_in_mail()


def test_an_invitation_says_by_whom_and_to_what(client: Client, invited: str) -> None:
    page = client.get(invited)

    assert "Farid Fassi nodigt je uit om te werken voor SK Muide." in words(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert Invitation.objects.get().accepted_at is None


def test_whoever_accepts_is_in_and_chooses_a_second_step(client: Client, invited: str) -> None:
    response = client.post(invited, {"name": " Lies  Lambert ", "password": GOOD, "language": "fr"})

    lies = User.objects.get(email=LIES)
    assert place(response) == "/account/set-up?next=%2Fdesk%2F"
    assert (lies.name, lies.language, lies.check_password(GOOD)) == ("Lies Lambert", "fr", True)
    assert place(client.get("/desk/")) == "/account/set-up?next=%2Fdesk%2F"


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [("", GOOD, "Vul je naam in."), ("Lies", "kort", "10"), ("Lies", "wachtwoord1", "wachtwoord")],
)
def test_what_is_missing_is_told_at_its_field(
    client: Client, invited: str, name: str, password: str, told: str
) -> None:
    response = client.post(invited, {"name": name, "password": password, "language": "nl"})

    assert response.status_code == 422
    assert told in words(response)
    assert 'aria-invalid="true"' in response.content.decode()
    assert password not in response.content.decode()
    assert not User.objects.get(email=LIES).has_usable_password()


def test_an_invitation_that_is_used_old_or_made_up_says_how_to_go_on(client: Client, invited: str) -> None:
    Client().post(invited, {"name": "Lies", "password": GOOD, "language": "nl"})

    for path in (invited, "/account/invitations/made-up"):
        page = client.get(path)
        assert page.status_code == 404
        assert "Deze uitnodiging werkt niet meer" in words(page)
        assert "Meld je dan gewoon aan" in words(page)


def test_after_two_weeks_an_invitation_is_over(client: Client, invited: str) -> None:
    with time_machine.travel(clock.now() + timedelta(days=14, minutes=1), tick=False):
        assert client.get(invited).status_code == 404


def test_a_shared_mailbox_is_refused_with_a_way_forward(client: Client, invited: str) -> None:
    User.objects.filter(email=LIES).update(email="info@skmuide.example")

    page = client.get(invited)

    assert page.status_code == 422
    assert "Een account is van één persoon." in words(page)
    assert "Vraag Farid Fassi om je uit te nodigen op je eigen adres." in words(page)


@pytest.fixture
def lies(client: Client, invited: str) -> User:
    """Lies, who accepted a moment ago in this browser."""
    client.post(invited, {"name": "Lies Lambert", "password": GOOD, "language": "nl"})
    return User.objects.get(email=LIES)


def test_the_app_is_set_up_with_a_picture_or_a_key(client: Client, lies: User) -> None:
    page = client.get("/account/set-up/app?next=/desk/").content.decode()
    key = re.search(r'class="key">([A-Z2-7 ]+)<', page)

    assert key is not None
    assert all(len(group) == 4 for group in key[1].split())
    assert "<svg" in page
    assert client.post("/account/set-up/app", {"code": "000000"}).status_code == 422
    again = client.get("/account/set-up/app").content.decode()
    assert key[1] in again
    code = pyotp.TOTP(key[1].replace(" ", "")).now()
    done = client.post("/account/set-up/app", {"code": code, "next": "/desk/"})
    assert place(done) == "/account/recovery-codes?next=%2Fdesk%2F"
    assert lies.factors.get().kind == Factor.Kind.APP


def test_the_telephone_is_set_up_by_a_code(client: Client, lies: User, post: Post) -> None:
    wrong = client.post("/account/set-up/sms", {"number": "09 123 45 67"})
    assert wrong.status_code == 400
    assert "Dit is geen gsm-nummer." in words(wrong)
    assert 'value="09 123 45 67"' in wrong.content.decode()

    asked = place(client.post("/account/set-up/sms", {"number": "0470/12.34.56", "next": "/desk/"}))
    assert asked == "/account/set-up/sms/code?next=%2Fdesk%2F"
    assert "naar je gsm (… 56)" in words(client.get(asked))
    assert client.post(asked, {"code": "000000"}).status_code == 422
    assert not lies.factors.filter(confirmed_at__isnull=False).exists()
    assert place(client.post(asked, {"code": post.sms_code()})) == "/account/recovery-codes?next=%2Fdesk%2F"


def test_the_mailbox_is_set_up_by_a_code(client: Client, lies: User, post: Post) -> None:
    asked = place(client.post("/account/set-up/email"))

    assert place(client.post(asked, {"code": post.mail_code()})) == "/account/recovery-codes"
    assert lies.factors.get(confirmed_at__isnull=False).kind == Factor.Kind.EMAIL


def test_recovery_codes_are_shown_once_and_only_after_the_button(client: Client, lies: User, post: Post) -> None:
    client.post(place(client.post("/account/set-up/email")), {"code": post.mail_code()})

    assert not RecoveryCode.objects.exists()
    page = client.post("/account/recovery-codes", {"next": "/desk/"}).content.decode()
    codes = re.findall(r"data-code>([a-z0-9-]+)<", page)
    assert len(set(codes)) == 10
    assert not any(code in client.get("/account/recovery-codes").content.decode() for code in codes)
    assert place(client.post("/account/recovery-codes", {"kept": "1", "next": "/desk/"})) == "/desk/"
    assert place(client.get("/desk/")) == "/desk/activities"


def test_a_forgotten_password_is_told_alike_with_and_without_an_account(client: Client, cast: Cast) -> None:
    pages = [words(client.post("/account/reset", {"email": email})) for email in (cast.dirk.email, "nobody@x.be")]
    work()

    assert pages[0] == pages[1]
    assert "Is er een account met dit adres" in pages[0]
    assert [one.to for one in mail.outbox] == [[cast.dirk.email]]


def test_the_link_for_a_new_password_works_once(client: Client, cast: Cast) -> None:
    elsewhere = Client()
    signed_in(elsewhere, cast.dirk)
    client.post("/account/reset", {"email": cast.dirk.email})
    work()
    link = path_in_mail()

    assert client.get(link).status_code == 200
    assert client.post(link, {"password": "kort"}).status_code == 422
    assert place(client.post(link, {"password": GOOD})) == "/account/sign-in"
    assert client.get(link).status_code == 410
    assert "Deze link werkt niet meer" in words(client.post(link, {"password": PASSWORD}))
    assert elsewhere.get("/account/").status_code == 302
    assert with_password(client, cast.dirk.email).status_code == 422
    assert with_password(client, cast.dirk.email, GOOD).status_code == 302


def test_a_link_of_an_hour_ago_is_over(client: Client, cast: Cast) -> None:
    client.post("/account/reset", {"email": cast.dirk.email})
    work()

    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert client.get(path_in_mail()).status_code == 410


def test_somebody_makes_an_account_of_its_own(client: Client, cast: Cast, post: Post) -> None:
    asked = place(client.post("/account/register", {"email": " Amina@Example.org "}))
    work()

    assert asked == "/account/register/code"
    assert "naar amina@example.org" in words(client.get(asked))
    form = {"name": "Amina", "password": GOOD}
    assert client.post(asked, {**form, "code": "000000"}).status_code == 422
    assert "kort" not in client.post(asked, {"name": "Amina", "password": "kort", "code": "1"}).content.decode()
    assert place(client.post(asked, {**form, "code": post.mail_code()})) == "/account/"
    assert "Je account is klaar." in words(client.get("/account/"))


def test_registering_tells_nobody_who_has_an_account(client: Client, cast: Cast) -> None:
    known = client.post("/account/register", {"email": cast.dirk.email}, follow=True)
    unknown = Client().post("/account/register", {"email": "nobody@x.be"}, follow=True)

    assert words(known).replace(cast.dirk.email, "") == words(unknown).replace("nobody@x.be", "")


@pytest.mark.parametrize(("email", "told"), [("geen adres", "Dit is geen e-mailadres."), ("info@x.be", "deelt")])
def test_an_address_that_cannot_be_used_is_told_at_the_field(client: Client, email: str, told: str) -> None:
    response = client.post("/account/register", {"email": email})

    assert response.status_code == 422
    assert told in words(response)


def test_whoever_lost_everything_begins_anew_with_link_and_password(client: Client, dirk: User, cast: Cast) -> None:
    User.objects.filter(pk=cast.farid.pk).update(name="Farid")
    cast.theatre.admins.create(user=cast.farid, type="ADMIN")
    vouch(actor_of_user(cast.farid.pk, cast.theatre.pk), cast.theatre, dirk)
    link = path_in_mail()

    assert dirk.email in words(client.get(link))
    assert client.post(link, {"password": "verkeerd"}).status_code == 422
    assert dirk.factors.count() == 2
    assert place(client.post(link, {"password": PASSWORD})) == "/account/set-up?next=%2Fdesk%2F"
    assert dirk.factors.count() == 0
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("path", ["/account/set-up/app", "/account/factors", "/account/recovery-codes"])
def test_nobody_sets_anything_up_without_being_there(client: Client, db: None, path: str) -> None:
    assert place(client.get(path)).startswith("/account/sign-in?next=")
