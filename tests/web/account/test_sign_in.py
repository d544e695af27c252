"""Only who knows the password comes to the second step, and only who has the code comes in."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.test import Client

from openpas.demo.cast import PASSWORD, Cast
from openpas.identity.models import Factor, FailedSignIn, SignedInSession, TrustedBrowser, User
from openpas.identity.sign_in import recovery
from openpas.runtime import clock
from tests.web.account.conftest import Post, place, with_password
from tests.web.conftest import words

WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
NO_CODE = "000000"


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/desk/desks", "/desk/activities", "/account/", "/account/sessions"])
def test_who_is_not_signed_in_is_asked_to_and_brought_back(client: Client, path: str) -> None:
    assert place(client.get(path)) == f"/account/sign-in?next={path.replace('/', '%2F')}"


@pytest.mark.django_db
def test_the_former_address_leads_to_the_new_one(client: Client) -> None:
    assert place(client.get("/desk/sign-in")) == "/account/sign-in?next=%2Fdesk%2F"
    assert place(client.get("/desk/sign-in?next=/desk/desks")) == "/account/sign-in?next=%2Fdesk%2Fdesks"


@pytest.mark.parametrize(
    ("email", "password"), [("dirk@example.org", "verkeerd"), ("nobody@example.org", PASSWORD), ("", "")]
)
def test_wrong_is_told_in_the_same_words(client: Client, cast: Cast, email: str, password: str) -> None:
    response = with_password(client, email, password)

    assert response.status_code == 422
    assert WRONG in words(response)
    assert not is_in(client)


def test_a_closed_account_is_told_in_the_same_words(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.dirk.pk).update(is_active=False)

    response = with_password(client, cast.dirk.email)

    assert response.status_code == 422
    assert WRONG in words(response)


def test_a_guesser_is_locked_out_with_or_without_an_account(cast: Cast) -> None:
    told = []
    for email in (cast.dirk.email, "nobody@example.org"):
        guesser = Client()
        for _ in range(5):
            with_password(guesser, email, "verkeerd")
        refused = with_password(guesser, email)
        assert refused.status_code == 429
        told.append(words(refused).replace(email, ""))

    assert told[0] == told[1]
    assert "Wacht 15 min." in told[0]


def test_the_rest_is_over_after_a_quarter_of_an_hour(client: Client, cast: Cast) -> None:
    for _ in range(5):
        with_password(client, cast.dirk.email, "verkeerd")

    with time_machine.travel(clock.now() + timedelta(minutes=15, seconds=1), tick=False):
        assert place(with_password(client, f" {cast.dirk.email.upper()} ")) == "/desk/"


def test_failures_keep_no_address(client: Client, cast: Cast) -> None:
    with_password(client, cast.dirk.email, "verkeerd")

    assert {len(bytes(one.origin)) for one in FailedSignIn.objects.all()} == {32}


@pytest.mark.parametrize(
    ("wanted", "gets"),
    [
        ("/desk/activities", "/desk/activities"),
        ("https://elsewhere.example/desk", "/desk/"),
        ("//elsewhere.example", "/desk/"),
        ("/\\elsewhere.example", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_somebody_is_brought_back_only_to_a_page_of_ours(client: Client, cast: Cast, wanted: str, gets: str) -> None:
    assert place(with_password(client, cast.dirk.email, next=wanted)) == gets


def test_a_program_gets_somebody_back_by_a_page_since_a_form_may_not_lead_away(client: Client, cast: Cast) -> None:
    response = with_password(client, cast.dirk.email, next="/authorize?client_id=x")

    assert response.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/authorize?client_id=x">' in response.content.decode()


def test_who_has_no_second_step_yet_sets_one_up_before_the_desk_opens(client: Client, cast: Cast) -> None:
    assert place(with_password(client, cast.dirk.email)) == "/desk/"

    assert place(client.get("/desk/")) == "/account/set-up?next=%2Fdesk%2F"
    assert "Stap 2 van 4 Kies je tweede stap" in words(client.get("/account/set-up"))


def test_a_passholder_without_a_desk_needs_no_second_step(client: Client, cast: Cast) -> None:
    cast.dirk.desks.all().delete()

    assert place(with_password(client, cast.dirk.email)) == "/account/"
    assert is_in(client)


def test_the_person_chooses_how_to_get_the_code_and_the_last_used_comes_first(client: Client, dirk: User) -> None:
    assert place(with_password(client, dirk.email, next="/desk/desks")) == "/account/second-step?next=%2Fdesk%2Fdesks"

    page = words(client.get("/account/second-step?next=/desk/desks"))

    assert "Een sms … 56 Laatst gebruikt Een mail d…@ex…" in page
    assert dirk.email not in page
    assert not is_in(client)


@pytest.mark.parametrize("kind", ["EMAIL", "SMS"])
def test_a_code_that_was_sent_opens_the_door_once(client: Client, dirk: User, post: Post, kind: str) -> None:
    with_password(client, dirk.email)

    asked = place(client.post("/account/second-step", {"kind": kind, "next": "/desk/desks"}))
    code = post.mail_code() if kind == "EMAIL" else post.sms_code()

    assert asked == f"/account/second-step/{kind.lower()}?next=%2Fdesk%2Fdesks"
    assert "Typ de code uit de" in words(client.get(asked))
    assert place(client.post(asked, {"code": f" {code[:3]} {code[3:]} "})) == "/desk/desks"
    assert is_in(client)
    other = Client()
    with_password(other, dirk.email)
    assert other.post(f"/account/second-step/{kind.lower()}", {"code": code}).status_code == 422
    assert not is_in(other)


def test_a_code_of_the_app(client: Client, dirk: User, app: pyotp.TOTP) -> None:
    with_password(client, dirk.email)
    asked = place(client.post("/account/second-step", {"kind": "APP"}))

    assert "Stuur een nieuwe code" not in words(client.get(asked))
    assert place(client.post(asked, {"code": app.now()})) == "/desk/"
    assert is_in(client)


def test_with_one_way_only_the_code_leaves_at_once(client: Client, dirk: User, post: Post) -> None:
    dirk.factors.filter(kind=Factor.Kind.SMS).delete()

    asked = place(with_password(client, dirk.email))

    assert asked == "/account/second-step/email"
    assert place(client.post(asked, {"code": post.mail_code()})) == "/desk/"


def test_a_wrong_code_says_what_to_do_and_the_sixth_is_not_looked_at(client: Client, dirk: User, post: Post) -> None:
    with_password(client, dirk.email)
    client.post("/account/second-step", {"kind": "SMS"})

    answers = [client.post("/account/second-step/sms", {"code": NO_CODE}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "Deze code klopt niet of is te oud." in words(answers[0])
    assert client.post("/account/second-step/sms", {"code": post.sms_code()}).status_code == 429
    assert not is_in(client)
    assert not SignedInSession.objects.exists()


def test_a_new_code_waits_half_a_minute(client: Client, dirk: User, post: Post) -> None:
    with_password(client, dirk.email)
    client.post("/account/second-step", {"kind": "SMS"})
    first = post.sms_code()

    too_soon = client.post("/account/second-step/sms", {"again": "1"})
    with time_machine.travel(clock.now() + timedelta(seconds=31), tick=False):
        again = client.post("/account/second-step/sms", {"again": "1"}, follow=True)

        assert too_soon.status_code == 429
        assert "We hebben net een code gestuurd." in words(too_soon)
        assert "We hebben een nieuwe code gestuurd." in words(again)
        assert client.post("/account/second-step/sms", {"code": first}).status_code == 422


def test_the_second_step_without_the_first_leads_back(client: Client, dirk: User) -> None:
    for path in ("/account/second-step", "/account/second-step/sms", "/account/second-step/recovery"):
        assert place(client.get(path)) == "/account/sign-in"
    with_password(client, dirk.email)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        late = client.get("/account/second-step", {"next": "/desk/desks"}, follow=True)

    assert "Het duurde even." in words(late)
    assert 'value="/desk/desks"' in late.content.decode()


def test_a_method_that_somebody_does_not_have_is_no_page(client: Client, dirk: User) -> None:
    with_password(client, dirk.email)

    assert client.get("/account/second-step/app").status_code == 404
    assert client.get("/account/second-step/fax").status_code == 404
    assert place(client.post("/account/second-step", {"kind": "APP"})) == "/account/second-step"


def test_a_remembered_browser_is_not_asked_for_thirty_days(client: Client, dirk: User, post: Post) -> None:
    with_password(client, dirk.email)
    client.post("/account/second-step", {"kind": "SMS"})
    response = client.post("/account/second-step/sms", {"code": post.sms_code(), "trust": "1"})
    cookie = client.cookies["openpas_trusted"]
    client.post("/account/sign-out")

    assert response.status_code == 302
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (30 * 24 * 60 * 60, True, "Lax")
    with time_machine.travel(clock.now() + timedelta(days=29), tick=False):
        assert place(with_password(client, dirk.email)) == "/desk/"
        assert is_in(client)
        assert place(with_password(Client(), dirk.email)) == "/account/second-step"
    client.post("/account/sign-out")
    with time_machine.travel(clock.now() + timedelta(days=30, minutes=1), tick=False):
        assert place(with_password(client, dirk.email)) == "/account/second-step"


def test_a_browser_is_remembered_for_one_person_only(client: Client, dirk: User, cast: Cast, post: Post) -> None:
    client.cookies["openpas_trusted"] = "made-up"

    assert place(with_password(client, dirk.email)) == "/account/second-step"
    assert not TrustedBrowser.objects.exists()


def test_a_recovery_code_works_once_and_leads_to_a_new_way(client: Client, dirk: User) -> None:
    code = recovery.new_codes(dirk)[0]
    with_password(client, dirk.email)

    landed = client.post("/account/second-step/recovery", {"code": code.upper().replace("-", " ")}, follow=True)

    assert "Je bent aangemeld met een noodcode." in words(landed)
    assert "Een app op je telefoon" in words(landed)
    other = Client()
    with_password(other, dirk.email)
    assert other.post("/account/second-step/recovery", {"code": code}).status_code == 422


def test_who_signs_out_is_out(client: Client, cast: Cast) -> None:
    with_password(client, cast.dirk.email)

    assert place(client.post("/account/sign-out")) == "/account/sign-in"

    assert not is_in(client)
    assert client.get("/account/sign-out").status_code == 405
    assert not SignedInSession.objects.exists()


def test_a_form_sent_after_the_session_ended_is_told_kindly_with_the_way_back(client: Client, cast: Cast) -> None:
    response = client.post("/desk/activities", {"event": ""}, headers={"referer": "http://testserver/desk/activities"})

    assert place(response) == "/account/ended?next=%2Fdesk%2Factivities"
    page = client.get(place(response))
    assert page.status_code == 403
    assert "Wat je zonet deed, is niet gebeurd" in words(page)
    assert "/account/sign-in?next=%2Fdesk%2Factivities" in page.content.decode()


def test_a_form_from_elsewhere_brings_nobody_elsewhere(client: Client, cast: Cast) -> None:
    response = client.post("/desk/activities", headers={"referer": "https://elsewhere.example/desk/activities"})

    assert place(response) == "/account/ended"


def test_a_part_of_a_page_sends_the_whole_browser(client: Client, cast: Cast) -> None:
    response = client.get("/desk/activities?text=x", headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/account/sign-in?next=%2Fdesk%2Factivities%3Ftext%3Dx"


def test_an_installed_desk_says_so(client: Client, dirk: User, post: Post) -> None:
    with_password(client, dirk.email, installed="1")
    client.post("/account/second-step", {"kind": "SMS"})
    client.post("/account/second-step/sms", {"code": post.sms_code()})

    assert SignedInSession.objects.get().is_installed


def test_the_language_of_the_account_is_that_of_the_pages(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.dirk.pk).update(language="fr")

    with_password(client, cast.dirk.email)

    assert "Choisissez votre deuxième étape" in words(client.get("/account/set-up"))


def test_pages_stay_in_no_cache(client: Client, cast: Cast) -> None:
    with_password(client, cast.dirk.email)

    assert client.get("/account/").headers["Cache-Control"] == "no-store, private"
    assert "no-store" in client.get("/account/sign-in").headers["Cache-Control"]
