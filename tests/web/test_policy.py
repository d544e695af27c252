"""Every page has the strict content policy and the reader's language; programs get neither."""

import re
from pathlib import Path

import pytest
from django.test import Client

from openpas import web
from openpas.web.middleware import CONTENT_POLICY, DESK_POLICY

WEB = Path(web.__file__).parent


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/account/sign-in", "/nowhere"])
def test_every_page_carries_the_policy(client: Client, path: str) -> None:
    assert client.get(path).headers["Content-Security-Policy"] == CONTENT_POLICY


@pytest.mark.django_db
def test_programs_are_left_alone(client: Client) -> None:
    response = client.get("/health")

    assert "Content-Security-Policy" not in response.headers
    assert "Content-Language" not in response.headers


def test_the_policy_allows_nothing_inline_and_no_eval() -> None:
    assert CONTENT_POLICY.startswith("default-src 'self';")
    assert "unsafe" not in CONTENT_POLICY


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/desk/nowhere"])
def test_only_the_desk_may_run_the_decoder_of_its_camera(client: Client, path: str) -> None:
    assert client.get(path).headers["Content-Security-Policy"] == DESK_POLICY
    assert f"{CONTENT_POLICY}; script-src 'self' 'wasm-unsafe-eval'" == DESK_POLICY


@pytest.mark.parametrize("template", sorted(WEB.glob("templates/**/*.html")), ids=lambda path: path.name)
def test_no_template_needs_more_than_the_policy_allows(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|hx-on|js:|https?://", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("nl-BE", "Eén pas. Iedereen doet mee."),
        ("fr-BE,fr;q=0.9", "Un pass. Tout le monde participe."),
        ("de", "Ein Pass. Alle machen mit."),
        ("en-GB", "One pass. Everybody takes part."),
        ("pl", "Eén pas. Iedereen doet mee."),
    ],
)
def test_the_front_page_speaks_the_language_of_the_browser(client: Client, asked: str, heading: str) -> None:
    response = client.get("/", headers={"accept-language": asked})

    assert heading in response.content.decode()


@pytest.mark.django_db
def test_a_chosen_language_stays(client: Client) -> None:
    client.post("/language", {"language": "fr", "next": "/"})

    response = client.get("/", headers={"accept-language": "nl"})

    assert '<html lang="fr">' in response.content.decode()


@pytest.mark.django_db
def test_a_page_that_does_not_exist_says_so_kindly(client: Client) -> None:
    response = client.get("/nowhere", headers={"accept-language": "de"})

    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


@pytest.mark.django_db
def test_a_failure_says_so_kindly_without_telling_what_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("openpas.web.public.views.render", broken)

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/sign-in", {"email": "a@b.be", "password": "x"})

    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in response.content.decode()
