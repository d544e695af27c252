"""The colour of a region as a style sheet that a browser keeps."""

import pytest
from django.test import Client


def test_a_sheet_says_the_colour_in_both_schemes_and_is_kept_for_a_year(client: Client) -> None:
    response = client.get("/accents/ffd800.css")

    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert "Set-Cookie" not in response.headers
    assert response.content.decode() == (
        "@layer tokens {\n"
        "  :root:has(.accent-ffd800) { --accent: #877300; --on-accent: #ffffff; }\n"
        "  @media (prefers-color-scheme: dark) "
        "{ :root:has(.accent-ffd800) { --accent: #ffd800; --on-accent: #000000; } }\n"
        "}\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["red", "ffd800;", "12345", "%7D"])
def test_what_is_no_colour_has_no_sheet(client: Client, colour: str) -> None:
    assert client.get(f"/accents/{colour}.css").status_code == 404
