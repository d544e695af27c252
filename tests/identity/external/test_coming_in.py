"""Somebody signs in elsewhere and is let in here: as whom, with what, and what is never believed."""

from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django.fixtures import Settings

from openpas.entitlement.doubles.identity_provider import IdentityProviderDouble
from openpas.entitlement.doubles.people import AMINA, BART, Known
from openpas.identity.external.coming_in import link, linked_accounts_of, unlink
from openpas.identity.external.issuers import has_own_accounts, issuer_named, issuers
from openpas.identity.external.refusals import IssuerUnknown, LinkedElsewhere, OnlyWayIn
from openpas.identity.external.rules import Told
from openpas.identity.models import ExternalAccount, Factor, SignedInSession, User
from openpas.records.encryption import decrypt
from openpas.records.models import AuditLine
from openpas.runtime import clock
from openpas.runtime.double_server import Answer
from tests.identity.external.conftest import CALLBACK
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("configure")]

LEAVE = "/account/external/government"
Configure = Callable[[str], None]


def left(browser: Client, back: str = "", method: str = "get") -> Any:
    return getattr(browser, method)(LEAVE, {"next": back} if back else {})


def came_back(browser: Client, address: str) -> Any:
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def chosen(address: str, person: Known) -> str:
    """Where the issuer sends the browser once somebody is chosen on its page."""
    form = {"asked": urlsplit(address).query, "insz": person.insz}
    with httpx.Client(trust_env=False) as elsewhere:
        return elsewhere.post(address.partition("?")[0], data=form).headers["Location"]


def all_the_way(browser: Client, person: Known = AMINA, back: str = "", method: str = "get") -> Any:
    return came_back(browser, chosen(place_of(left(browser, back, method)), person))


def place_of(response: Any) -> str:
    """Where the browser goes: at once, or after a form by way of a page."""
    if "Location" in response:
        return str(response["Location"])
    return unescape(response.content.decode().partition("0; url=")[2].partition('"')[0])


def told(browser: Client) -> str:
    """What the person reads on the next page."""
    (message,) = get_messages(browser.get("/account/sign-in").wsgi_request)
    return str(message)


def is_signed_in() -> bool:
    return SignedInSession.objects.exists()


def amina(**fields: object) -> User:
    return User.objects.create_user("amina@example.org", "Amina Aziz", **fields)  # type: ignore[arg-type]


# --- there and back


def test_leaving(client: Client, issuer: IdentityProviderDouble) -> None:
    response = left(client)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}
    assert (response.status_code, response["Location"].partition("?")[0]) == (303, f"{issuer.issuer}/authorize")
    assert (asked["redirect_uri"], asked["response_type"]) == (f"http://127.0.0.1:8000{CALLBACK}", "code")
    assert (asked["code_challenge_method"], len(asked["state"]), len(asked["nonce"])) == ("S256", 43, 43)
    assert response["Cache-Control"].startswith("max-age=0")


def test_somebody_new_gets_an_account(client: Client, issuer: IdentityProviderDouble) -> None:
    response = all_the_way(client, back="/desk/?tab=1")
    assert (response.status_code, response["Location"]) == (302, "/desk/?tab=1")
    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == ("amina@example.org", "Amina Aziz", False)
    assert user.email_confirmed_at is not None
    account = ExternalAccount.objects.get()
    assert (account.user, account.issuer) == (user, issuer.issuer)
    assert client.session["methods"] == ["ext"]
    assert AuditLine.objects.get(action="account.link_issuer").details == {"issuer": "government"}


def test_the_second_time_it_is_the_same_account_whatever_the_address(
    client: Client, issuer: IdentityProviderDouble
) -> None:
    all_the_way(client)
    issuer.claims["email"] = "other@example.org"
    all_the_way(Client())
    assert (User.objects.count(), ExternalAccount.objects.count(), SignedInSession.objects.count()) == (1, 1, 2)


def test_national_number_stays_in_the_session_and_encrypted(client: Client) -> None:
    all_the_way(client)
    sealed = client.session["sealed_insz"]
    assert AMINA.insz not in sealed
    assert decrypt(b64decode(sealed)) == AMINA.insz
    assert AMINA.insz not in str(list(AuditLine.objects.values()))


def test_no_number_where_none_was_asked_for(client: Client, configure: Configure) -> None:
    configure('insz_claim = ""')
    all_the_way(client)
    assert "sealed_insz" not in client.session


@pytest.mark.parametrize("back", ["https://evil.example.org/", "//evil.example.org", "javascript:alert(1)", "\\\\evil"])
def test_no_open_redirect(client: Client, back: str) -> None:
    assert all_the_way(client, back=back)["Location"] == "/account/"


# --- which account


def test_address_that_it_verified_opens_the_account_that_is_there(client: Client) -> None:
    user = amina(password="Lang genoeg 123")
    User.objects.update(email_confirmed_at=clock.now())
    all_the_way(client)
    assert ExternalAccount.objects.get().user == user
    assert User.objects.count() == 1


def test_somebody_who_was_invited_comes_in(client: Client) -> None:
    user = amina()
    all_the_way(client)
    assert ExternalAccount.objects.get().user == user


def test_account_that_a_stranger_may_have_made_is_not_opened(client: Client) -> None:
    """With the address of somebody else and a password of its own, before that person ever came."""
    amina(password="Lang genoeg 123")
    all_the_way(client)
    assert (is_signed_in(), ExternalAccount.objects.exists()) == (False, False)
    assert "Er is al een account met jouw e-mailadres" in told(client)


def test_issuer_that_may_not_link(client: Client, configure: Configure) -> None:
    configure("links_by_email = false")
    amina(password="Lang genoeg 123")
    User.objects.update(email_confirmed_at=clock.now())
    assert all_the_way(client)["Location"] == "/account/sign-in"
    assert (is_signed_in(), ExternalAccount.objects.exists()) == (False, False)


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": "true"}, {"email": ""}])
def test_address_that_was_not_verified_is_none(
    client: Client, issuer: IdentityProviderDouble, claims: dict[str, object]
) -> None:
    issuer.claims.update(claims)
    all_the_way(client)
    assert (is_signed_in(), User.objects.exists()) == (False, False)
    assert "Meld je één keer aan met je e-mailadres" in told(client)


def test_nobody_gets_an_account_where_that_is_so(client: Client, configure: Configure) -> None:
    configure("creates_accounts = false")
    all_the_way(client)
    assert (is_signed_in(), User.objects.exists()) == (False, False)


def test_domains(client: Client, configure: Configure, issuer: IdentityProviderDouble) -> None:
    configure('email_domains = ["city.example.org"]')
    all_the_way(client)
    assert (is_signed_in(), User.objects.exists()) == (False, False)
    issuer.claims["email"] = "amina@CITY.example.org"
    all_the_way(client)
    assert User.objects.get().email == "amina@city.example.org"


def test_closed_account(client: Client) -> None:
    all_the_way(client)
    User.objects.update(is_active=False)
    SignedInSession.objects.all().delete()
    all_the_way(Client())
    assert not is_signed_in()


# --- second proof


def _with_factor(user: User) -> None:
    now = clock.now()
    Factor.objects.create(user=user, kind=Factor.Kind.APP, created_at=now, confirmed_at=now)


def test_second_proof_is_asked_for_here(client: Client) -> None:
    _with_factor(amina())
    response = all_the_way(client, back="/desk/")
    assert response["Location"] == "/account/second-step?next=%2Fdesk%2F"
    assert not is_signed_in()
    assert client.session["half_signed_in"]["method"] == "ext"
    assert "sealed_insz" in client.session


@pytest.mark.parametrize(
    ("setting", "claims"),
    [('second_proof_acr = ["urn:be:high"]', {"acr": "urn:be:high"}), ('second_proof_amr = ["otp"]', {"amr": ["otp"]})],
)
def test_second_proof_of_the_issuer_counts_where_that_is_so(
    client: Client, configure: Configure, issuer: IdentityProviderDouble, setting: str, claims: dict[str, object]
) -> None:
    _with_factor(amina())
    issuer.claims.update(claims)
    all_the_way(client)
    assert not is_signed_in()
    configure(setting)
    all_the_way(client)
    assert client.session["methods"] == ["ext", "mfa"]
    issuer.claims.clear()
    SignedInSession.objects.all().delete()
    all_the_way(Client())
    assert not is_signed_in()


# --- what is not believed


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-client"},
        {"nonce": "of another sign-in"},
        {"exp": 1},
        {"sub": None},
    ],
)
def test_id_token_that_is_not_for_us(client: Client, issuer: IdentityProviderDouble, claims: dict[str, object]) -> None:
    issuer.claims.update(claims)
    all_the_way(client)
    assert (is_signed_in(), User.objects.exists()) == (False, False)
    assert "Aanmelden via" in told(client)


def test_answer_that_another_browser_began(client: Client) -> None:
    back = chosen(left(client)["Location"], AMINA)
    stranger = Client()
    came_back(stranger, back)
    left(stranger)
    came_back(stranger, back)
    assert not is_signed_in()


def test_answer_counts_once_and_in_time(client: Client, time_machine: Any) -> None:
    back = chosen(left(client)["Location"], AMINA)
    came_back(client, back)
    assert SignedInSession.objects.count() == 1
    client.logout()
    SignedInSession.objects.all().delete()
    came_back(client, back)
    assert not is_signed_in()
    back = chosen(left(client)["Location"], AMINA)
    time_machine.move_to(clock.now() + timedelta(minutes=16))
    came_back(client, back)
    assert not is_signed_in()


@pytest.mark.parametrize(
    "changes",
    [("state=", "state=x"), ("code=", "code=x"), ("code=", "nothing="), ("state=", "iss=https%3A%2F%2Fx&state=")],
)
def test_answer_that_was_changed(client: Client, changes: tuple[str, str]) -> None:
    came_back(client, chosen(left(client)["Location"], AMINA).replace(*changes))
    assert not is_signed_in()


def test_issuer_that_names_itself_must_do_so(client: Client, issuer: IdentityProviderDouble) -> None:
    back = chosen(left(client)["Location"], AMINA)
    from_itself = issuer.issuer.replace(":", "%3A").replace("/", "%2F")
    came_back(client, f"{back}&iss={from_itself}")
    assert is_signed_in()


def test_answer_of_another_issuer(client: Client, configure: Configure, settings: Settings) -> None:
    """Each has its own address here, and one that another began is refused (RFC 9700, 4.4)."""
    text = settings.OPENPAS_ISSUERS.read_text()
    settings.OPENPAS_ISSUERS.write_text(text + text.replace("issuers.government", "issuers.other"))
    assert list(issuers()) == ["government", "other"]
    back = chosen(left(client)["Location"], AMINA)
    came_back(client, back.replace("/government/", "/other/"))
    assert not is_signed_in()


def test_cancelled(client: Client) -> None:
    nobody = Known("", "", ("",), AMINA.born_on)
    came_back(client, chosen(left(client)["Location"], nobody))
    assert not is_signed_in()
    assert "Aanmelden via Aanmelden met itsme" in told(client)


def test_issuer_that_does_not_answer(client: Client, issuer: IdentityProviderDouble, configure: Configure) -> None:
    issuer.troubles.append(Answer(500))
    configure("timeout_seconds = 3")
    assert left(client, "/desk/")["Location"] == "/account/sign-in?next=%2Fdesk%2F"
    assert "niet bereiken" in told(client)


def test_configuration_of_another_issuer(client: Client, issuer: IdentityProviderDouble, configure: Configure) -> None:
    """Letter by letter: it says who it is without the slash at the end."""
    configure(f'issuer = "{issuer.issuer}/"')
    assert left(client)["Location"] == "/account/sign-in"
    assert "niet bereiken" in told(client)


def test_unknown_issuer(client: Client, configure: Configure) -> None:
    assert client.get("/account/external/unknown").status_code == 404
    assert client.get("/account/external/unknown/callback").status_code == 404
    with pytest.raises(IssuerUnknown):
        issuer_named("unknown")


# --- added to an account, and taken away


def test_who_is_signed_in_adds_it_by_a_form_only(client: Client) -> None:
    user = User.objects.create_user("bart@example.org", "Bart")
    signed_in(client, user)
    assert left(client)["Location"] == "/account/"
    all_the_way(client, method="post", back="/account/")
    assert ExternalAccount.objects.get().user == user
    assert client.session["methods"] == ["pwd", "otp", "ext"]
    assert "sealed_insz" in client.session
    forged = Client(enforce_csrf_checks=True)
    signed_in(forged, user)
    assert forged.post(LEAVE).status_code == 403


def test_account_elsewhere_belongs_to_one_person(client: Client) -> None:
    all_the_way(Client())
    other = User.objects.create_user("bart@example.org", "Bart")
    signed_in(client, other)
    all_the_way(client, method="post")
    assert not other.external_accounts.exists()
    told_elsewhere = Told(ExternalAccount.objects.get().subject, "", "", "", has_second_proof=False)
    with pytest.raises(LinkedElsewhere):
        link(other, issuer_named("government"), told_elsewhere)


def test_another_person_came_back_than_left(client: Client) -> None:
    signed_in(client, User.objects.create_user("bart@example.org", "Bart"))
    back = chosen(place_of(left(client, method="post")), AMINA)
    session = client.session
    kept = session["left_for_issuer"]
    signed_in(client, User.objects.create_user("dirk@example.org", "Dirk"))
    session = client.session
    session["left_for_issuer"] = kept
    session.save()
    came_back(client, back)
    assert not ExternalAccount.objects.exists()


def test_taken_away_unless_it_is_the_only_way_in(client: Client) -> None:
    all_the_way(client, BART)
    user = User.objects.get()
    (account,) = linked_accounts_of(user)
    with pytest.raises(OnlyWayIn):
        unlink(user, account.pk)
    user.set_password("Lang genoeg 123")
    user.save()
    unlink(User.objects.create_user("dirk@example.org", "Dirk", "x"), account.pk)
    assert ExternalAccount.objects.exists()
    unlink(user, account.pk)
    assert not ExternalAccount.objects.exists()


# --- the file


def test_without_a_file_there_are_own_accounts_only(settings: Settings, configure: Configure) -> None:
    settings.OPENPAS_ISSUERS.unlink()
    assert (dict(issuers()), has_own_accounts()) == ({}, True)


def test_installation_without_accounts_of_its_own(settings: Settings, configure: Configure) -> None:
    text = settings.OPENPAS_ISSUERS.read_text()
    settings.OPENPAS_ISSUERS.write_text(f"own_accounts = false\n{text}")
    assert (list(issuers()), has_own_accounts()) == (["government"], False)


def test_setting_that_is_none(settings: Settings, configure: Configure) -> None:
    configure("links_by_mail = true")
    with pytest.raises(ValueError, match="links_by_mail"):
        issuers()
