"""What was typed in a form comes back with its page, and goes when it was carried out."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

FORM = """<!DOCTYPE html><html lang="nl"><title>Proef</title>
<script src="/static/web/keep_typed.js" type="module"></script>
<keep-typed data-owner="{owner}">
<p data-typed-again hidden><span>Staat er weer.</span> <button type="button">Begin opnieuw</button></p>
<form method="post" action="{action}">
<label>Naam <input name="name" value="{name}"></label><label>Rijksregister <input name="insz" data-secret></label>
<label>Geheim <input name="secret" type="password"></label>
<label><input type="checkbox" name="wish" value="mail">Mail</label>
<label><input type="checkbox" name="wish" value="post">Post</label>
<label>Land <select name="country"><option value="BE">België<option value="FR">Frankrijk</select></label>
<button>Bewaar</button></form></keep-typed>"""
SIGN_OUT = """<!DOCTYPE html><script src="/static/web/keep_typed.js" type="module"></script>
<form method="post" action="/x/sign-out"><button>Afmelden</button></form>"""


@pytest.fixture
def form(page: Page, live: str) -> Page:
    """A page of a test with one form, on the live server's own address."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(live)
        texts = {
            "/proef/form": FORM.format(owner=1, name="", action="/proef/done"),
            "/proef/lost": FORM.format(owner=1, name="", action="/account/proef"),
            "/proef/other": FORM.format(owner=2, name="", action="/proef/done"),
            "/proef/changed": FORM.format(owner=1, name="Peeters", action="/proef/done"),
            "/proef/bye": SIGN_OUT,
            "/proef/done": '<script src="/static/web/keep_typed.js" type="module"></script>Gedaan',
        }
        route.fulfill(body=texts.get(path, "Elders"), content_type="text/html; charset=utf-8")

    for paths in ("**/proef/**", "**/account/proef", "**/x/sign-out"):
        page.route(paths, answer)
    page.goto("/proef/form")
    return page


def fill(page: Page) -> None:
    page.get_by_label("Naam").fill("Marc")
    page.get_by_label("Rijksregister").fill("83030201540")
    page.get_by_label("Geheim").fill("hond")
    page.get_by_label("Post").check()
    page.get_by_label("Land").select_option("FR")


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.values(sessionStorage)")
    return found


def test_a_reload_brings_it_back_without_what_is_secret(form: Page) -> None:
    fill(form)

    form.reload()

    expect(form.get_by_label("Naam")).to_have_value("Marc")
    expect(form.get_by_label("Post")).to_be_checked()
    expect(form.get_by_label("Mail")).not_to_be_checked()
    expect(form.get_by_label("Land")).to_have_value("FR")
    expect(form.get_by_label("Rijksregister")).to_have_value("")
    expect(form.get_by_label("Geheim")).to_have_value("")
    expect(form.get_by_text("Staat er weer.")).to_be_visible()
    assert "83030201540" not in json.dumps(kept(form))
    assert "hond" not in json.dumps(kept(form))


def test_beginning_again_empties_the_form_for_good(form: Page) -> None:
    fill(form)
    form.reload()

    form.get_by_role("button", name="Begin opnieuw").click()

    expect(form.get_by_label("Naam")).to_have_value("")
    expect(form.get_by_label("Naam")).to_be_focused()
    expect(form.get_by_text("Staat er weer.")).to_be_hidden()
    assert kept(form) == []


def test_a_form_that_was_carried_out_is_forgotten(form: Page) -> None:
    fill(form)

    form.get_by_role("button", name="Bewaar").click()
    expect(form.get_by_text("Gedaan")).to_be_visible()
    form.wait_for_function("Object.keys(sessionStorage).length === 0")
    form.goto("/proef/form")

    expect(form.get_by_label("Naam")).to_have_value("")


def test_a_lost_session_on_the_way_brings_it_back(form: Page) -> None:
    form.goto("/proef/lost")
    fill(form)
    form.get_by_role("button", name="Bewaar").click()
    expect(form.get_by_text("Elders")).to_be_visible()

    form.goto("/proef/lost")

    expect(form.get_by_label("Naam")).to_have_value("Marc")


def test_another_person_finds_nothing(form: Page) -> None:
    fill(form)

    form.goto("/proef/other")

    expect(form.get_by_label("Naam")).to_have_value("")
    assert kept(form) == []


def test_signing_out_forgets_everything(form: Page) -> None:
    fill(form)

    form.goto("/proef/bye")
    form.get_by_role("button", name="Afmelden").click()
    expect(form.get_by_text("Elders")).to_be_visible()

    assert kept(form) == []
