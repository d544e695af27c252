"""The sheet says what it must, and its picture is the code and nothing else."""

import io
import zipfile
from datetime import date

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from openpas.checkins.posters import Poster, PosterFormat, picture_of, poster_file, sheet_of, validity_of

CODE = "k3q9x0mzp2wn7c5a"
MARKUP = Poster(CODE, "Fuif: #1 & *alles* [gratis] $x_2$ \\ <einde>", "Buurthuis, Gent", validity_of(None, None))


def modules_in(png: bytes) -> list[list[int]]:
    """The picture as dark (1) and light (0) modules, its quiet zone left out."""
    picture = Image.open(io.BytesIO(png)).convert("1")
    pixels = picture.width // int(segno.make_qr(CODE, error="m").symbol_size()[0])
    side = range(4 * pixels + pixels // 2, picture.width - 4 * pixels, pixels)
    return [[0 if picture.getpixel((x, y)) else 1 for x in side] for y in side]


def test_the_picture_is_exactly_the_code() -> None:
    shown = modules_in(picture_of(CODE))
    assert shown == [list(row) for row in segno.make_qr(CODE, error="m").matrix]
    assert shown != [list(row) for row in segno.make_qr(CODE.upper(), error="m").matrix]
    assert len(shown) >= 21, "a Micro QR code is smaller, and not every camera reads it"


def test_the_sheet_is_one_page_of_a4_with_all_the_words() -> None:
    (page,) = PdfReader(io.BytesIO(sheet_of(MARKUP))).pages
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
    text = page.extract_text()
    for words in (MARKUP.title, MARKUP.place, MARKUP.validity, "Spaar hier een punt", "Scan deze code."):
        assert words in text
    assert CODE in text.replace(" ", "")


def test_a_long_title_stays_on_the_page() -> None:
    long = Poster(CODE, "Een heel lange naam van een activiteit " * 4, "", validity_of(None, None))
    assert len(PdfReader(io.BytesIO(sheet_of(long))).pages) == 1


def test_the_sheet_is_written_for_everybody() -> None:
    reader = PdfReader(io.BytesIO(sheet_of(MARKUP)))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Spaar hier een punt: {MARKUP.title}"
    assert str(reader.root_object["/Lang"]) == "nl-BE"
    assert "/StructTreeRoot" in reader.root_object


@pytest.mark.parametrize("title", ["Fuif \N{PARTY POPPER} in het park", "\u6f22\u5b57 in het park", "", "a\u0007b"])
def test_no_title_keeps_the_sheet_away(title: str) -> None:
    (page,) = PdfReader(io.BytesIO(sheet_of(Poster(CODE, title, "", validity_of(None, None))))).pages
    assert CODE in page.extract_text().replace(" ", "")


def test_the_zip_holds_both() -> None:
    file = poster_file(MARKUP, PosterFormat.ZIP)
    assert (file.name, file.content_type) == ("qr-spaarcode.zip", "application/zip")
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.namelist() == ["qr-spaarcode.pdf", "qr-spaarcode.png"]
        assert archive.read("qr-spaarcode.png") == picture_of(CODE)
    assert poster_file(MARKUP, PosterFormat.PDF).name == "qr-spaarcode.pdf"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "Deze code blijft geldig zolang de activiteit loopt."),
        (date(2026, 3, 1), None, "Deze code blijft geldig zolang de activiteit loopt."),
        (date(2026, 3, 1), date(2026, 3, 1), "Deze code is geldig op 1 maart 2026."),
        (None, date(2026, 12, 31), "Deze code is geldig op 31 december 2026."),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            "Deze code is geldig van 30 december 2026 tot en met 2 januari 2027.",
        ),
    ],
)
def test_how_long_it_is_good(first: date | None, last: date | None, words: str) -> None:
    assert validity_of(first, last) == words
