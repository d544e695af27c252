"""Operations 101 to 103, with both government services over the network."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from pytest_django.fixtures import Settings

from openpas.demo.cast import Cast
from openpas.entitlement.doubles.identity_provider import IdentityProviderDouble
from openpas.entitlement.doubles.magda import fault, http
from openpas.entitlement.doubles.people import AMINA, BART, HILDE, IVO, NOOR, SAMI
from openpas.entitlement.models import CardSystemStatutes, IdToken, ReturnAddress, StatusEnquiry, Validation
from openpas.entitlement.refusals import IdTokenInvalid
from openpas.entitlement.rules import Identity
from openpas.entitlement.service import spend_id_token
from openpas.entitlement.tasks import forget_old_enquiries, forget_old_validations
from openpas.records.models import AccessLine, AuditLine, IdempotencyAnswer
from openpas.runtime import clock
from openpas.runtime.double_server import Answer
from tests.api.answers import problem, told
from tests.entitlement.conftest import Magda
from tests.entitlement.traveller import CHALLENGE, STATE, VERIFIER, Traveller, told_by


@pytest.fixture
def traveller(page: str) -> Traveller:
    return Traveller(page)


# --- start


def test_start_sends_the_person_to_the_identity_provider(
    traveller: Traveller, identity_provider: IdentityProviderDouble
) -> None:
    response = traveller.start()
    asked = told_by(response)
    assert response["Location"].startswith(f"{identity_provider.issuer}/authorize?")
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/government/callback"
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"]) == (
        "code",
        "S256",
        "openid profile rrn",
    )
    assert "prompt" not in asked
    assert STATE not in response["Location"]
    (cookie,) = response.cookies.values()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/government/callback")


def test_prompt_is_passed_on(traveller: Traveller) -> None:
    assert told_by(traveller.start(prompt="login"))["prompt"] == "login"


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://evil.example.org/"},
        {"redirect_uri": "https://uitpas.example.org/online?step=2&more"},
        {"redirect_uri": ""},
        {"code_challenge": "too short"},
        {"code_challenge": ""},
        {"state": ""},
        {"state": "x" * 2049},
        {"prompt": "none"},
    ],
)
def test_nobody_is_sent_anywhere_by_a_wrong_start(traveller: Traveller, changes: dict[str, str]) -> None:
    assert problem(traveller.start(**changes)) == (404, "url/not-found")
    assert not Validation.objects.exists()


def test_a_client_that_was_switched_off(traveller: Traveller, cast: Cast) -> None:
    cast.desk_client.is_active = False
    cast.desk_client.save()
    assert problem(traveller.start()) == (404, "url/not-found")


def test_an_identity_provider_that_is_silent(
    traveller: Traveller, identity_provider: IdentityProviderDouble, settings: Settings
) -> None:
    identity_provider.troubles.append(Answer(503))
    back = traveller.start()
    assert back["Location"].startswith("https://uitpas.example.org/online?step=2&error=De+overheidsdienst+antwoordt")
    assert told_by(back)["state"] == STATE
    settings.OPENPAS_GOVERNMENT = settings.OPENPAS_GOVERNMENT.parent / "none.toml"
    assert "error" in told_by(traveller.start())
    assert not Validation.objects.exists()


def test_the_words_are_in_the_language_of_the_browser(
    traveller: Traveller, identity_provider: IdentityProviderDouble
) -> None:
    identity_provider.troubles.append(Answer(503))
    traveller.browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr-BE,fr;q=0.9"
    assert told_by(traveller.start())["error"].startswith("Le service public ne répond pas")


# --- callback


def test_the_person_comes_back_with_a_code(traveller: Traveller) -> None:
    back = traveller.come_back(traveller.sign_in(traveller.start()["Location"], HILDE.insz))
    assert back["Location"].startswith("https://uitpas.example.org/online?step=2&code=")
    assert told_by(back)["state"] == STATE
    stored = Validation.objects.get()
    assert HILDE.insz.encode() not in bytes(stored.person_encrypted or b"")


def test_somebody_who_turns_back(traveller: Traveller) -> None:
    back = told_by(traveller.come_back(traveller.sign_in(traveller.start()["Location"], "nobody")))
    assert back["error"].startswith("Je hebt het aanmelden afgebroken.")
    assert back["state"] == STATE


def test_a_sign_in_comes_back_once(traveller: Traveller) -> None:
    address = traveller.sign_in(traveller.start()["Location"], HILDE.insz)
    traveller.come_back(address)
    again = traveller.come_back(address)
    assert (again.status_code, again["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert again.content.decode().startswith("Deze aanmelding is verlopen.")


def test_nobody_finishes_in_another_browser(traveller: Traveller) -> None:
    address = traveller.sign_in(traveller.start()["Location"], HILDE.insz)
    assert Traveller(traveller.page).come_back(address).status_code == 400
    assert Validation.objects.get().returned_at is None
    assert traveller.come_back(address).status_code == 303


def test_two_tabs_do_not_disturb_each_other(traveller: Traveller) -> None:
    first, second = traveller.start()["Location"], traveller.start()["Location"]
    for address in (first, second):
        assert "code" in told_by(traveller.come_back(traveller.sign_in(address, HILDE.insz)))


def test_a_sign_in_that_took_too_long(traveller: Traveller) -> None:
    address = traveller.sign_in(traveller.start()["Location"], HILDE.insz)
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert traveller.come_back(address).status_code == 400


def test_without_any_state(traveller: Traveller) -> None:
    assert traveller.browser.get("/government/callback").status_code == 400


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://another.example.org"},
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"rrn": "00000000000"},
        {"family_name": ""},
    ],
)
def test_an_id_token_that_is_not_good(
    traveller: Traveller, identity_provider: IdentityProviderDouble, claims: dict[str, object]
) -> None:
    identity_provider.claims.update(claims)
    back = told_by(traveller.come_back(traveller.sign_in(traveller.start()["Location"], HILDE.insz)))
    assert back["error"].startswith("Het aanmelden bij de overheid is niet gelukt.")
    assert Validation.objects.get().person_encrypted is None


def test_the_user_information_tells_who_it_is_when_the_token_does_not(
    traveller: Traveller, identity_provider: IdentityProviderDouble
) -> None:
    identity_provider.tells_insz_in_token = False
    assert traveller.code(HILDE.insz)
    identity_provider.claims["sub"] = "somebody else"
    back = told_by(traveller.come_back(traveller.sign_in(traveller.start(prompt="login")["Location"], HILDE.insz)))
    assert "error" in back


def test_a_provider_that_falls_silent_on_the_way(
    traveller: Traveller, identity_provider: IdentityProviderDouble
) -> None:
    address = traveller.sign_in(traveller.start()["Location"], HILDE.insz)
    identity_provider.troubles.append(Answer(500))
    assert told_by(traveller.come_back(address))["error"].startswith("De overheidsdienst antwoordt nu niet.")


def test_a_code_of_somebody_else_is_refused_by_the_provider(traveller: Traveller) -> None:
    mine, theirs = traveller.start()["Location"], traveller.start()["Location"]
    stolen = told_by_address(traveller.sign_in(theirs, HILDE.insz))["code"]
    state = told_by_address(mine)["state"]
    back = told_by(traveller.come_back(f"/government/callback?code={stolen}&state={quote(state)}"))
    assert back["error"].startswith("Het aanmelden bij de overheid is niet gelukt.")


def told_by_address(address: str) -> dict[str, str]:
    query = address.partition("?")[2]
    return dict(pair.split("=", 1) for pair in query.split("&"))


# --- token


def test_a_code_is_changed_once(traveller: Traveller) -> None:
    code = traveller.code(HILDE.insz)
    assert set(told(traveller.exchange(code))) == {"token"}
    assert problem(traveller.exchange(code)) == (403, "auth/forbidden")


def test_a_wrong_verifier_uses_the_code_up(traveller: Traveller) -> None:
    code = traveller.code(HILDE.insz)
    assert problem(traveller.exchange(code, "guessed")) == (403, "auth/forbidden")
    assert problem(traveller.exchange(code, VERIFIER)) == (403, "auth/forbidden")
    assert Validation.objects.get().token_index is None


def test_an_idempotency_key_keeps_no_secret_and_saves_no_code(traveller: Traveller) -> None:
    code = traveller.code(HILDE.insz)
    key = {"Idempotency-Key": "once"}
    assert problem(traveller.exchange(code, "guessed", **key)) == (403, "auth/forbidden")
    assert problem(traveller.exchange(code, VERIFIER, **key)) == (403, "auth/forbidden")
    assert traveller.exchange(traveller.code(HILDE.insz), **key).status_code == 200
    assert not IdempotencyAnswer.objects.exists()


def test_a_code_gets_old(traveller: Traveller) -> None:
    code = traveller.code(HILDE.insz)
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        assert problem(traveller.exchange(code)) == (403, "auth/forbidden")


@pytest.mark.parametrize("challenge", [CHALLENGE, CHALLENGE.rstrip("="), CHALLENGE.translate({43: 45, 47: 95})])
def test_every_way_of_writing_the_challenge(traveller: Traveller, challenge: str) -> None:
    started = traveller.start(code_challenge=challenge)["Location"]
    code = told_by(traveller.come_back(traveller.sign_in(started, HILDE.insz)))["code"]
    assert traveller.exchange(code).status_code == 200


def test_a_token_request_without_a_body(traveller: Traveller) -> None:
    path = "/api/v4/social-tariff-validation/token"
    assert problem(traveller.browser.post(path, b"", content_type="application/json")) == (400, "body/missing")  # type: ignore[arg-type]
    assert problem(traveller.exchange("")) == (400, "body/invalid-data")


# --- information


def test_a_mother_with_two_children(traveller: Traveller) -> None:
    now = clock.now().replace(microsecond=500_000)
    with time_machine.travel(now, tick=False):
        shown = told(traveller.information(traveller.token(HILDE.insz)))
    tokens = [one.pop("idToken") for one in (shown["user"], *shown["children"])]
    address = {"street": "Kattenberg 1", "postalCode": "9000", "city": "Gent"}
    until = {"idTokenExpiresAt": f"{now + timedelta(minutes=30):%Y-%m-%dT%H:%M:%S+00:00}"}
    assert shown["user"] == {
        "inszNumber": HILDE.insz,
        "familyName": "Hermans",
        "givenName": "Hilde Maria",
        "hasSocialTariff": True,
        **address,
        **until,
    }
    assert shown["children"] == [
        {
            "inszNumber": NOOR.insz,
            "familyName": "Haddad",
            "givenName": "Noor",
            "hasSocialTariff": True,
            **address,
            **until,
        },
        {
            "inszNumber": SAMI.insz,
            "familyName": "Haddad",
            "givenName": "Sami",
            "hasSocialTariff": False,
            **address,
            **until,
        },
    ]
    assert len(set(tokens)) == 3


def test_who_has_a_pass_already_is_told(traveller: Traveller, cast: Cast) -> None:
    shown = told(traveller.information(traveller.token(AMINA.insz)))
    assert (shown["user"]["uitpasNumber"], shown["children"]) == (cast.amina_number, [])
    (line,) = AccessLine.objects.all()
    assert (line.passholder_id, line.actor, line.purpose) == (
        cast.amina.pk,
        "client:cast-desk",
        "social-tariff-validation",
    )


def test_what_was_asked_is_logged_without_names_or_numbers(traveller: Traveller) -> None:
    traveller.information(traveller.token(HILDE.insz))
    assert sorted(StatusEnquiry.objects.values_list("outcome", "reason")) == [
        ("ENTITLED", "online-registration"),
        ("ENTITLED", "online-registration"),
        ("NOT_ENTITLED", "online-registration"),
    ]
    line = AuditLine.objects.get(action="social_tariff.validate")
    assert line.details == {"people": 3}


def test_a_card_system_decides_which_statutes_count(traveller: Traveller, cast: Cast, magda: Magda) -> None:
    token = traveller.token(HILDE.insz)
    CardSystemStatutes.objects.create(card_system=cast.dender, names=["BIM_BVT"], postal_codes=["9300"])
    assert told(traveller.information(token, cardSystemId=cast.gent.pk))["user"]["hasSocialTariff"] is True
    assert told(traveller.information(token, cardSystemId=cast.dender.pk))["user"]["hasSocialTariff"] is False
    asked = magda.double.questions[-1].criteria
    assert [one.text for one in asked.iterfind(".//Postcode")] == ["9300"]


def test_a_card_system_that_nobody_knows(traveller: Traveller, magda: Magda) -> None:
    assert problem(traveller.information(traveller.token(HILDE.insz), cardSystemId=999)) == (
        400,
        "uitpas/cardsystem-not-found",
    )
    assert magda.double.requests == 0


@pytest.mark.parametrize("token", ["", "made up"])
def test_without_a_good_token(traveller: Traveller, token: str) -> None:
    assert problem(traveller.information(token)) == (401, "auth/unauthorized")


def test_a_token_gets_old(traveller: Traveller) -> None:
    token = traveller.token(HILDE.insz)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        assert problem(traveller.information(token)) == (401, "auth/unauthorized")


def test_a_silent_source_is_never_a_no(traveller: Traveller, magda: Magda) -> None:
    token = traveller.token(IVO.insz)
    magda.double.troubles.append(http(503))
    assert problem(traveller.information(token)) == (502, "urn:openpas:problem:government-silent")
    magda.double.troubles.extend([lambda: None, fault("Client")])
    assert problem(traveller.information(token)) == (502, "urn:openpas:problem:government-silent")
    assert StatusEnquiry.objects.get().outcome == "REFUSED"
    assert not IdToken.objects.exists()
    assert told(traveller.information(token))["user"]["hasSocialTariff"] is False


# --- rates


def test_every_operation_has_its_rate(traveller: Traveller, settings: Settings) -> None:
    with time_machine.travel(clock.now().replace(second=1, microsecond=0), tick=False):
        token = traveller.token(IVO.insz)
        settings.OPENPAS_VALIDATIONS = 1
        assert problem(traveller.start()) == (429, "uitpas/rate-limited")
        limited = traveller.exchange("any", **{"Idempotency-Key": "k"})
        assert problem(limited) == (429, "uitpas/rate-limited")
        assert limited["Retry-After"] == "60"
        assert traveller.information(token).status_code == 200
        assert problem(traveller.information(token)) == (429, "uitpas/rate-limited")


def test_one_token_may_not_ask_the_government_without_end(
    traveller: Traveller, settings: Settings, magda: Magda
) -> None:
    settings.OPENPAS_VALIDATIONS = 1000
    with time_machine.travel(clock.now().replace(second=1, microsecond=0), tick=False):
        token = traveller.token(IVO.insz)
        statuses = [traveller.information(token).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert magda.double.requests == 20


# --- id tokens


def spent(token: str, insz: str, family_name: str, given_name: str) -> None:
    spend_id_token(token, Identity(insz, family_name, given_name))


def test_an_id_token_is_spent_once(traveller: Traveller) -> None:
    token = told(traveller.information(traveller.token(HILDE.insz)))["user"]["idToken"]
    spent(token, HILDE.insz, "HERMANS", "hilde")
    for worthless in (token, "made up"):
        with pytest.raises(IdTokenInvalid):
            spent(worthless, HILDE.insz, "Hermans", "Hilde")


@pytest.mark.parametrize(
    ("insz", "family_name", "given_name"),
    [(IVO.insz, "Hermans", "Hilde"), (HILDE.insz, "Haddad", "Hilde"), (HILDE.insz, "Hermans", "Noor")],
)
def test_an_id_token_is_of_one_person(traveller: Traveller, insz: str, family_name: str, given_name: str) -> None:
    token = told(traveller.information(traveller.token(HILDE.insz)))["user"]["idToken"]
    with pytest.raises(IdTokenInvalid):
        spent(token, insz, family_name, given_name)
    assert IdToken.objects.filter(used_at=None).count() == 3


def test_an_id_token_without_the_right(traveller: Traveller) -> None:
    token = told(traveller.information(traveller.token(BART.insz)))["user"]["idToken"]
    with pytest.raises(IdTokenInvalid, match="hasSocialTariff"):
        spent(token, BART.insz, "D'Hondt", "Bart")


def test_an_id_token_gets_old_and_a_newer_answer_replaces_it(traveller: Traveller) -> None:
    token = traveller.token(HILDE.insz)
    first = told(traveller.information(token))["user"]["idToken"]
    second = told(traveller.information(token))["user"]["idToken"]
    with pytest.raises(IdTokenInvalid):
        spent(first, HILDE.insz, "Hermans", "Hilde")
    with time_machine.travel(clock.now() + timedelta(minutes=31)), pytest.raises(IdTokenInvalid):
        spent(second, HILDE.insz, "Hermans", "Hilde")


# --- housekeeping


def test_yesterday_is_forgotten(traveller: Traveller) -> None:
    traveller.information(traveller.token(HILDE.insz))
    assert (forget_old_validations(), forget_old_enquiries()) == (0, 0)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert (forget_old_validations(), forget_old_enquiries()) == (1, 0)
    assert not IdToken.objects.exists()
    with time_machine.travel(clock.now() + timedelta(days=401)):
        assert forget_old_enquiries() == 3
    assert ReturnAddress.objects.count() == 1
