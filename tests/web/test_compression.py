"""Text for people leaves compressed; what programs ask does not."""

import gzip

import pytest
from django.templatetags.static import static
from django.test import Client

GZIP = {"accept-encoding": "gzip"}


@pytest.mark.django_db
def test_a_page_is_compressed_and_reads_the_same(client: Client) -> None:
    response = client.get("/", headers=GZIP)

    assert response.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response.headers["Vary"]
    assert "Eén pas. Iedereen doet mee." in gzip.decompress(response.content).decode()


@pytest.mark.django_db
def test_its_length_betrays_nothing(client: Client) -> None:
    lengths = {len(client.get("/", headers=GZIP).content) for _ in range(12)}

    assert len(lengths) > 3


@pytest.mark.django_db
def test_who_does_not_ask_for_it_gets_it_plain(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/").headers


@pytest.mark.parametrize(
    "name", ["web/base.css", "web/desk.js", "vendor/lucide/icons-1.62.0.svg", "web/desk.webmanifest"]
)
def test_files_of_text_are_compressed(client: Client, name: str) -> None:
    response = client.get(static(name), headers=GZIP)

    assert gzip.decompress(b"".join(response))
    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("name", ["vendor/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2", "web/app-192.png"])
def test_what_is_compressed_already_leaves_as_it_is(client: Client, name: str) -> None:
    response = client.get(static(name), headers=GZIP)

    assert b"".join(response)
    assert "Content-Encoding" not in response.headers


@pytest.mark.django_db
def test_programs_are_left_alone(client: Client) -> None:
    response = client.get("/api/v4/card-systems", headers=GZIP)

    assert "Content-Encoding" not in response.headers
