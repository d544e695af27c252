"""The page with all components: for who makes pages, and complete."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from openpas import web
from openpas.demo.cast import Cast
from openpas.web.public.gallery import EXAMPLES
from tests.signing_in import signed_in

COTTON = Path(web.__file__).parent / "templates" / "cotton"

pytestmark = pytest.mark.django_db


def test_outside_a_demo_only_who_works_here_sees_it(cast: Cast, client: Client, settings: Settings) -> None:
    settings.OPENPAS_DEMO = False
    assert client.get("/gallery").status_code == 404

    signed_in(client, cast.dirk)
    assert client.get("/gallery").status_code == 200

    cast.dirk.desks.all().delete()
    assert client.get("/gallery").status_code == 404


def test_in_a_demo_everybody_sees_each_component_and_how_it_is_written(client: Client, settings: Settings) -> None:
    settings.OPENPAS_DEMO = True

    page = client.get("/gallery").content.decode()

    for example in EXAMPLES:
        assert f'<h2 id="{example.name}">{example.title}</h2>' in page
    assert "&lt;c-select name=&quot;region&quot;" in page


def test_every_shared_component_is_in_it(client: Client, settings: Settings) -> None:
    settings.OPENPAS_DEMO = True
    shared = "page_head field date text_area select radios check problems empty facts tabs table confirm notice steps"
    shared += " search_box pages"

    sources = " ".join(example.source for example in EXAMPLES)

    assert set(re.findall(r"<c-(\w+)", sources)) >= set(shared.split())
    assert all((COTTON / f"{name}.html").exists() for name in shared.split())
