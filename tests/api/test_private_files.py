"""Operations 32 to 36: the private note and the picture."""

import io
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from openpas.demo.cast import BART, Cast
from openpas.enrolment.models import Picture, PrivateNote
from openpas.foundation.permissions import Permission
from openpas.identity.grants import grant
from openpas.records.models import AccessLine
from openpas.runtime import clock
from tests.api.answers import problem, told
from tests.api.conftest import Caller, Person

PRIVATE, PICTURE = f"/passholders/{BART.public_id}/private", f"/passholders/{BART.public_id}/picture"
READ, WRITE = Permission.PASSHOLDERS_PICTURE_READ, Permission.PASSHOLDERS_PICTURE_WRITE
EVERY = (READ, WRITE, Permission.PASSHOLDERS_PRIVATE_READ, Permission.PASSHOLDERS_PRIVATE_WRITE)


def drawn(form: str = "JPEG", size: tuple[int, int] = (60, 40), exif: Image.Exif | None = None) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "orange").save(written, form, **({"exif": exif} if exif else {}))
    return written.getvalue()


def upload(caller: Caller, content: bytes, name: str = "file", **headers: str) -> HttpResponse:
    part = io.BytesIO(content)
    part.name = "face.jpg"
    body = encode_multipart(BOUNDARY, {name: part})
    return caller.send("PUT", PICTURE, body, content_type=MULTIPART_CONTENT, **headers)


def opened(url: str) -> HttpResponse:
    return Client(raise_request_exception=False).get(urlsplit(url).path)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", PRIVATE), ("PUT", PRIVATE), ("GET", PICTURE), ("PUT", PICTURE), ("DELETE", PICTURE)]
)
def test_who_may_not(cast: Cast, anonymous: Caller, desk: Caller, person: Person, method: str, path: str) -> None:
    grant(cast.stranger_client, EVERY, cast.aalst)
    body = {"note": "x"} if path == PRIVATE and method == "PUT" else None
    assert problem(anonymous.send(method, path, body)) == (401, "auth/unauthorized")
    for caller in (desk, Caller(cast.stranger_client), person(cast.bart), person(cast.amina), person(cast.dirk)):
        response = caller.send(method, path, body) if body or method != "PUT" else upload(caller, drawn())
        assert problem(response) == (403, "auth/forbidden")
    assert not AccessLine.objects.exists()
    assert not Picture.objects.exists()
    assert not PrivateNote.objects.exists()


def test_the_note(cast: Cast) -> None:
    grant(cast.desk_client, EVERY, cast.theatre)
    desk = Caller(cast.desk_client)
    assert told(desk.get(PRIVATE)) == {"id": str(BART.public_id)}
    assert desk.send("PUT", PRIVATE, {"id": "ignored", "note": "Komt met zijn zus"}).status_code == 204
    assert told(desk.get(PRIVATE)) == {"id": str(BART.public_id), "note": "Komt met zijn zus"}
    assert b"zus" not in bytes(PrivateNote.objects.get().note_encrypted)
    assert desk.send("PUT", PRIVATE, {}).status_code == 204
    assert told(desk.get(PRIVATE)) == {"id": str(BART.public_id)}
    assert AccessLine.objects.filter(passholder_id=cast.bart.pk, purpose="passholders.private.read").count() == 3


def test_the_note_of_nobody(cast: Cast, admin: Caller) -> None:
    path = "/passholders/b0000000-0000-4000-8000-00000000000f/private"
    assert problem(admin.get(path)) == (404, "uitpas/passholder-not-found")
    assert problem(admin.send("PUT", PRIVATE)) == (400, "body/missing")
    assert problem(admin.send("PUT", PRIVATE, {"note": 5})) == (400, "body/invalid-data")


def test_the_picture(cast: Cast) -> None:
    grant(cast.desk_client, [READ, WRITE], cast.theatre)
    desk = Caller(cast.desk_client)
    assert problem(desk.get(PICTURE)) == (404, "url/not-found")
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif[0x0112] = 6  # lies on its side
    assert upload(desk, drawn(exif=exif)).status_code == 204
    link = told(desk.get(PICTURE))["pictureUrl"]
    shown = opened(link)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in shown["Cache-Control"]
    assert b"Secret" not in shown.content
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((40, 60), {})
    assert shown.content not in bytes(Picture.objects.get().jpeg_encrypted)
    assert AccessLine.objects.get().purpose == "passholders.picture.read"
    assert desk.send("DELETE", PICTURE).status_code == 204
    assert problem(opened(link)) == (404, "url/not-found")
    assert problem(desk.send("DELETE", PICTURE)) == (404, "url/not-found")


def test_a_link_is_of_use_for_a_short_time(cast: Cast, admin: Caller) -> None:
    upload(admin, drawn())
    link = told(admin.get(PICTURE))["pictureUrl"]
    with time_machine.travel(clock.now() + timedelta(minutes=4)):
        assert opened(link).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        assert problem(opened(link)) == (404, "url/not-found")
    assert problem(opened(link[:-1])) == (404, "url/not-found")
    upload(admin, drawn("PNG"))
    assert problem(opened(link)) == (404, "url/not-found")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_forms(cast: Cast, admin: Caller, form: str) -> None:
    assert upload(admin, drawn(form)).status_code == 204


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"no picture", "body/file-invalid-type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "body/file-invalid-type"),
        (drawn("BMP"), "body/file-invalid-type"),
        (drawn()[:200], "body/file-invalid-type"),
        (b"", "body/file-invalid-size"),
        (drawn() + b"\0" * 2_000_000, "body/file-invalid-size"),
        (b"\0" * 3_000_000, "body/file-invalid-size"),
        (drawn("PNG", (7000, 5000)), "body/file-invalid-size"),
    ],
)
def test_what_is_no_picture(cast: Cast, admin: Caller, content: bytes, expected: str) -> None:
    assert problem(upload(admin, content)) == (400, expected)
    assert not Picture.objects.exists()


def test_bodies_without_a_picture(cast: Cast, admin: Caller) -> None:
    assert problem(upload(admin, drawn(), name="photo")) == (400, "body/file-missing")
    assert problem(admin.send("PUT", PICTURE)) == (400, "body/file-missing")
    broken: dict[str, Any] = {"content_type": "multipart/form-data"}
    assert problem(admin.send("PUT", PICTURE, b"x", **broken)) == (400, "body/invalid-syntax")
    assert problem(admin.send("PUT", PICTURE, {"file": "x"})) == (415, "header/unsupported-media-type")


def test_sent_twice_kept_once(cast: Cast, admin: Caller) -> None:
    assert upload(admin, drawn(), idempotency_key="p1").status_code == 204
    assert upload(admin, drawn(), idempotency_key="p1").status_code == 204
    assert Picture.objects.count() == 1
