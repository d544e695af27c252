"""Remarks, the picture, who looked, and the pass on paper."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from openpas.demo.cast import Cast
from openpas.enrolment.models import Picture, PrivateNote
from openpas.enrolment.service.filing import file_note, note_about
from openpas.foundation.permissions import Permission
from openpas.identity.actors import actor_of_client, actor_of_user
from openpas.passholders.models import Card
from openpas.passholders.queries import find_pass
from openpas.runtime import clock
from openpas.web.desk.files import File
from openpas.web.desk.people.own_card import bars_of
from tests.desk_rights import let_desk_only
from tests.web.conftest import at, follow, words
from tests.web.desk.people.conftest import file_at

Written = Callable[[], tuple[int, ...]]


def picture(kind: str = "PNG", side: int = 4) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    written = io.BytesIO()
    Image.new("RGB", (side, side), "orange").save(written, kind)
    return SimpleUploadedFile("me.png", written.getvalue(), "image/png")


def test_remarks_are_kept_and_thrown_away(cast: Cast, greet: Client, amina: File) -> None:
    assert "De opmerkingen zijn bewaard." in follow(
        greet, greet.post(f"{amina.url}/remarks", {"note": "Komt met een begeleider"})
    )
    assert note_about(cast.amina) == "Komt met een begeleider"

    follow(greet, greet.post(f"{amina.url}/remarks", {"note": " "}))
    assert not PrivateNote.objects.exists()


def test_remarks_that_are_too_long_stay_in_the_form(greet: Client, amina: File, written: Written) -> None:
    before = written()

    answer = greet.post(f"{amina.url}/remarks", {"note": "a" * 5001})

    assert answer.status_code == 422
    assert "Dit is te lang." in words(answer)
    assert "a" * 5001 in answer.content.decode()
    assert written() == before


def test_who_may_only_read_remarks(cast: Cast, written: Written) -> None:
    let_desk_only(cast.theatre, [Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_PRIVATE_READ])
    file_note(cast.amina, "Komt met een begeleider", clock.now())
    dirk, page = at(cast.dirk, cast.theatre), f"{file_at(cast.dirk, cast.theatre, cast.amina).url}/remarks"
    before = written()

    assert "begeleider" in words(dirk.get(page))
    assert "<textarea" not in dirk.get(page).content.decode()
    assert dirk.post(page, {"note": "weg ermee"}).status_code == 422
    assert note_about(cast.amina) == "Komt met een begeleider"
    assert written() == before


def test_who_may_not_read_remarks(cast: Cast) -> None:
    let_desk_only(cast.theatre, [Permission.PASSHOLDERS_SEARCH])
    file_note(cast.amina, "Komt met een begeleider", clock.now())
    dirk = at(cast.dirk, cast.theatre)

    answer = dirk.get(f"{file_at(cast.dirk, cast.theatre, cast.amina).url}/remarks")

    assert answer.status_code == 403
    assert "begeleider" not in answer.content.decode()


@pytest.mark.parametrize("way", ["taken", "chosen"])
def test_a_picture_is_kept_and_removed(cast: Cast, greet: Client, amina: File, way: str) -> None:
    page = f"{amina.url}/picture"

    assert "De foto is bewaard." in follow(greet, greet.post(page, {way: picture()}))
    assert Picture.objects.filter(passholder=cast.amina).exists()
    assert "De foto is weg." in follow(greet, greet.post(page, {"do": "remove"}))
    assert not Picture.objects.exists()


def test_what_is_no_picture_is_refused_in_words(greet: Client, amina: File, written: Written) -> None:
    page, before = f"{amina.url}/picture", written()

    nothing = greet.post(page)
    text = greet.post(page, {"chosen": SimpleUploadedFile("me.png", b"no picture", "image/png")})

    assert (nothing.status_code, text.status_code) == (422, 422)
    assert "Neem of kies eerst een foto." in words(nothing)
    assert "Kies een foto: JPEG, PNG, GIF of WebP." in words(text)
    assert not Picture.objects.exists()
    assert written() == before


def test_a_link_to_a_picture_ends(cast: Cast, greet: Client, amina: File) -> None:
    greet.post(f"{amina.url}/picture", {"taken": picture()})
    [link] = re.findall(r'src="(/desk/people/[^"]+)"', greet.get(amina.url).content.decode())

    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=False):
        assert greet.get(link).status_code in (302, 404, 410, 403, 400)


def test_who_looked_is_told_by_organization_and_day(cast: Cast, greet: Client, amina: File) -> None:
    with time_machine.travel(clock.now() - timedelta(days=1), tick=False):
        find_pass(actor_of_user(cast.dirk.pk, cast.theatre.pk), cast.amina_number)
        find_pass(actor_of_client(cast.admin_client.client_id), cast.amina_number)

    page = words(greet.get(f"{amina.url}/looks"))

    assert "Stad Gent, dienst Vrije Tijd de gegevens bekeken" in page
    assert "Theater De Vlieger de pas gescand" in page
    assert "Een computerprogramma de pas gescand" in page
    assert "Dirk" not in page
    assert page.index("de gegevens bekeken") < page.index("Theater De Vlieger")


def test_the_pass_on_paper(cast: Cast, greet: Client, amina: File) -> None:
    page = greet.get(f"{amina.url}/card").content.decode()

    assert "0900 000 100 017" in words(greet.get(f"{amina.url}/card"))
    assert page.count("<svg") >= 2
    assert "style=" not in page
    assert "Aziz" not in re.sub(r'<header class="page-head".*?</header>', "", page, flags=re.DOTALL)


def test_the_bars_of_a_number() -> None:
    drawn = bars_of("0900000100017")

    assert drawn.width == 143
    assert drawn.bars[:3] == [(10, 2), (13, 1), (16, 3)]
    assert drawn.bars[-1] == (131, 2)


def test_without_a_card_there_is_no_pass_on_paper(cast: Cast, greet: Client, amina: File) -> None:
    Card.objects.filter(uitpas_number=cast.amina_number).update(status=Card.Status.BLOCKED)

    assert "Deze persoon heeft nu geen pas die werkt." in words(greet.get(f"{amina.url}/card"))
