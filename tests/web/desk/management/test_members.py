"""Who works at a desk: seen by all of it, chosen by its ADMINs who proved just now who they are."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from openpas.demo.accounts import worker
from openpas.demo.cast import Cast
from openpas.identity.models import Invitation, OrganizerAdmin, User
from openpas.runtime import clock
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def farid(cast: Cast) -> Client:
    return at(cast.farid, cast.club)


@pytest.fixture
def jan(cast: Cast) -> OrganizerAdmin:
    user = worker("Jan Janssens", "jan@example.org", cast.club, OrganizerAdmin.Type.MEMBER)
    return OrganizerAdmin.objects.get(user=user)


def test_members_see_who_works_and_whom_to_ask(cast: Cast) -> None:
    page = words(at(cast.dirk, cast.theatre).get("/desk/members"))
    assert "Dirk Declerck (jij)" in page
    assert "dirk@example.org" not in page
    assert "Vraag het aan een verantwoordelijke van deze balie." in page
    assert "Iemand toevoegen" not in page


def test_an_admin_adds_somebody(farid: Client, cast: Cast) -> None:
    answer = farid.post("/desk/members", {"do": "invite", "email": " Lies@Example.org", "type": "MEMBER"})
    assert answer.headers["Location"] == "/desk/members"
    page = words(farid.get("/desk/members"))
    assert "lies@example.org kreeg een mail en hoort nu bij deze balie." in page
    assert "Uitgenodigd, nog niet gekomen lies@example.org" in page
    assert OrganizerAdmin.objects.get(user__email="lies@example.org").type == OrganizerAdmin.Type.MEMBER
    farid.post("/desk/members", {"do": "withdraw", "invitation": Invitation.objects.get().pk})
    assert not User.objects.filter(email="lies@example.org").exists()


@pytest.mark.parametrize(
    ("email", "told"), [("lies", "e-mailadres"), ("info@example.org", "lijkt een adres dat meerdere mensen lezen")]
)
def test_an_unfit_address_comes_back_at_its_field(farid: Client, email: str, told: str) -> None:
    answer = farid.post("/desk/members", {"do": "invite", "email": email, "type": "ADMIN"})
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'id="email-problem"' in answer.content.decode()
    assert f'value="{email}"' in answer.content.decode()
    assert not Invitation.objects.exists()


def test_an_admin_removes_somebody_after_a_question(farid: Client, jan: OrganizerAdmin) -> None:
    page = farid.get("/desk/members")
    assert "Mag Jan Janssens hier niet meer werken?" in words(page)
    farid.post("/desk/members", {"do": "remove", "person": jan.pk})
    assert "Jan Janssens werkt hier niet meer" in words(farid.get("/desk/members"))
    assert not OrganizerAdmin.objects.filter(pk=jan.pk).exists()


def test_the_last_admin_stays(farid: Client, cast: Cast, jan: OrganizerAdmin) -> None:
    own = OrganizerAdmin.objects.get(user=cast.farid)
    answer = farid.post("/desk/members", {"do": "remove", "person": own.pk})
    assert answer.status_code == 422
    assert "Dit is de enige verantwoordelijke." in words(answer)
    assert OrganizerAdmin.objects.filter(pk=own.pk).exists()


def test_changes_ask_for_a_fresh_proof_and_the_page_says_so_first(cast: Cast, jan: OrganizerAdmin) -> None:
    farid = at(cast.farid, cast.club)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        page = farid.get("/desk/members")
        assert 'href="/account/prove?next=%2Fdesk%2Fmembers"' in page.content.decode()
        assert "Iemand toevoegen of verwijderen" in words(page)
        assert 'name="email"' not in page.content.decode()
        answer = farid.post("/desk/members", {"do": "remove", "person": jan.pk})
    assert answer.headers["Location"].startswith("/account/prove")
    assert OrganizerAdmin.objects.filter(pk=jan.pk).exists()


def test_others_change_nothing(cast: Cast, jan: OrganizerAdmin) -> None:
    before = OrganizerAdmin.objects.count(), Invitation.objects.count(), len(mail.outbox)
    as_jan, eva = at(jan.user, cast.club), at(cast.eva, cast.aalst)
    own = OrganizerAdmin.objects.get(user=cast.farid)
    for client in (as_jan, eva):
        assert client.post("/desk/members", {"do": "invite", "email": "x@example.org"}).status_code == 422
        assert client.post("/desk/members", {"do": "remove", "person": own.pk}).status_code == 422
    assert "Farid" not in words(eva.get("/desk/members"))
    assert (OrganizerAdmin.objects.count(), Invitation.objects.count(), len(mail.outbox)) == before
