"""Files of pages: a new version has new addresses, and what browsers keep is never stale."""

from pathlib import Path

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client

from openpas.runtime.static_files import version_of


def a_package(folder: Path) -> Path:
    (folder / "web" / "static" / "web").mkdir(parents=True)
    (folder / "web" / "static" / "web" / "base.css").write_text("p { margin: 0 }")
    (folder / "web" / "page.py").write_text("")
    return folder


def test_the_version_is_that_of_what_the_files_say(tmp_path: Path) -> None:
    one, other = a_package(tmp_path / "one"), a_package(tmp_path / "other")
    first = version_of(one)

    assert len(first) == 10
    assert version_of(other) == first
    (other / "web" / "page.py").write_text("# no file of a page")
    assert version_of(other) == first
    (other / "web" / "static" / "web" / "base.css").write_text("p { margin: 1px }")
    assert version_of(other) != first


def test_another_name_is_another_version(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    first = version_of(package)

    style = package / "web" / "static" / "web" / "base.css"
    style.rename(style.with_name("basis.css"))

    assert version_of(package) != first


def test_a_file_is_kept_for_ever(client: Client) -> None:
    response = client.get(static("web/base.css"))

    assert b"".join(response).startswith(b"/* Plain HTML")
    assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"


@pytest.mark.parametrize("address", ["/static/0123456789/web/base.css", "/static/web/base.css"])
def test_an_old_address_gives_the_new_file_for_a_minute(client: Client, address: str) -> None:
    newest, old = client.get(static("web/base.css")), client.get(address)

    assert b"".join(old) == b"".join(newest)
    assert old.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["web/nothing.css", "../settings.py", "0123456789/web/base.css"])
def test_nothing_else_is_served(client: Client, name: str) -> None:
    assert client.get(f"{settings.STATIC_URL}{name}").status_code == 404
