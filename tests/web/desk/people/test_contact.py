"""How somebody is reached, and what somebody wants to hear."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.passholders.models import Passholder
from openpas.web.desk.files import File
from tests.web.conftest import follow, words

Written = Callable[[], tuple[int, ...]]


@pytest.fixture
def page(amina: File) -> str:
    """Where Greet changes how Amina is reached."""
    return f"{amina.url}/contact"


def test_an_address_a_number_and_what_somebody_wants(cast: Cast, greet: Client, page: str) -> None:
    wanted = {"email": "amina@example.org", "phone_number": "0470 12 34 56", "info_mails": "yes", "sms": "yes"}

    told = follow(greet, greet.post(page, wanted))

    cast.amina.refresh_from_db()
    assert "De contactgegevens zijn bewaard." in told
    assert (cast.amina.email, cast.amina.phone_number) == ("amina@example.org", "0470 12 34 56")
    assert (cast.amina.opt_in_info_mails, cast.amina.opt_in_sms) == (True, True)
    assert (cast.amina.opt_in_service_mails, cast.amina.opt_in_milestone_mails, cast.amina.opt_in_post) == (False,) * 3
    assert (cast.amina.first_name, cast.amina.street) == ("Amina", "Voorbeeldstraat 1")


def test_no_email_is_said_and_not_forgotten(cast: Cast, greet: Client, page: str) -> None:
    assert "Vul een e-mailadres in, of vink aan dat er geen is." in words(greet.post(page, {"email": ""}))

    follow(greet, greet.post(page, {"no_email": "yes", "post": "yes"}))

    cast.amina.refresh_from_db()
    assert (cast.amina.email, cast.amina.opt_in_post) == ("", True)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"email": "a@b.be", "no_email": "yes"}, "Er staat wel een e-mailadres."),
        ({"no_email": "yes", "info_mails": "yes"}, "Voor berichten per e-mail is een e-mailadres nodig."),
        ({"no_email": "yes", "sms": "yes"}, "Voor sms-berichten is een gsm-nummer nodig."),
        (
            {"no_email": "yes", "sms": "yes", "phone_number": "09 210 10 10"},
            "Voor sms-berichten is een gsm-nummer nodig.",
        ),
    ],
)
def test_the_rules_of_what_is_sent(
    greet: Client, page: str, written: Written, typed: Mapping[str, str], problem: str
) -> None:
    before = written()

    answer = greet.post(page, typed)

    assert answer.status_code == 422
    assert problem in words(answer)
    assert written() == before


def test_a_child_is_not_written_to(cast: Cast, greet: Client, page: str, written: Written) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(date_of_birth="2020-05-17")
    before = written()

    shown = greet.get(page)

    assert "Wie jonger is dan 16 jaar, krijgt geen berichten." in words(shown)
    assert "Vul voor een kind de gegevens van een ouder in." in words(shown)
    assert 'name="info_mails"' not in shown.content.decode()
    refused = greet.post(page, {"email": "ouder@example.org", "info_mails": "yes"})
    assert "Wie jonger is dan 16 jaar krijgt geen berichten." in words(refused)
    assert written() == before
    assert greet.post(page, {"email": "ouder@example.org"}).status_code == 302


def test_what_was_chosen_before_is_still_chosen(cast: Cast, greet: Client, page: str) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(opt_in_post=True, phone_number="0470 00 00 00")

    shown = greet.get(page).content.decode()

    assert 'value="0470 00 00 00"' in shown
    [post] = [tag for tag in shown.split("<input")[1:] if 'id="post"' in tag]
    assert "checked" in post.split(">")[0]
