"""The form with which somebody asks for a place at a desk."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from openpas.demo.cast import Cast
from tests.signing_in import signed_in
from tests.web.conftest import follow, words

ASK = "/desk/desks/ask"
SENT = "Je vraag is verstuurd. Je krijgt een mail zodra iemand je een plaats geeft."


@pytest.fixture(autouse=True)
def _mails_leave_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpas.records.mail.transaction.on_commit", lambda send, **_: send())


@pytest.fixture
def newcomer(cast: Cast, client: Client) -> Client:
    """Dirk before anybody gave him a place."""
    cast.dirk.desks.all().delete()
    signed_in(client, cast.dirk)
    return client


def test_who_is_not_signed_in_signs_in_first(client: Client, cast: Cast) -> None:
    assert client.get(ASK).headers["Location"].startswith("/account/sign-in")


def test_whoever_has_no_desk_is_led_to_the_form(newcomer: Client) -> None:
    assert f'href="{ASK}"' in newcomer.get("/desk/desks").content.decode()
    assert "Vraag een plaats aan een balie" in words(newcomer.get(ASK))


def test_the_answer_is_the_same_for_a_desk_that_is_there_and_one_that_is_not(
    cast: Cast, newcomer: Client, mailoutbox: list[EmailMessage]
) -> None:
    for organization in (cast.club.name, "Bestaat Niet vzw"):
        sent = newcomer.post(ASK, {"region": cast.gent.pk, "organization": organization, "words": ""})
        assert sent.headers["Location"] == "/desk/desks"
        assert SENT in follow(newcomer, sent)

    assert mailoutbox[0].to == [cast.gent.contact_email]


def test_what_is_missing_is_said_on_top_and_beside_it_and_nothing_typed_is_lost(
    newcomer: Client, mailoutbox: list[EmailMessage]
) -> None:
    response = newcomer.post(ASK, {"region": "", "organization": "", "words": "Ik begin maandag."})

    assert response.status_code == 422
    page = words(response)
    assert "Kijk deze 2 dingen nog even na Kies de regio waarin je werkt." in page
    assert page.count("Schrijf voor welke organisatie je werkt.") == 2
    assert "Ik begin maandag." in page
    assert mailoutbox == []


@pytest.mark.usefixtures("standing_clock")
def test_too_often_is_said_kindly(cast: Cast, newcomer: Client, mailoutbox: list[EmailMessage]) -> None:
    wish = {"region": cast.gent.pk, "organization": "SK Muide", "words": ""}
    answers = [newcomer.post(ASK, wish) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Je vroeg dit al een paar keer." in words(answers[-1])
    assert 'value="SK Muide"' in answers[-1].content.decode()
