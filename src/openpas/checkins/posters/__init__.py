"""A code on paper: an A4 sheet to hang up, and the bare picture for a screen or a leaflet (O17)."""

import io
import zipfile
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

import segno
import typst

_SHEET: Final = Path(__file__).with_name("poster.typ")
_NAME: Final = "qr-spaarcode"
_PIXELS_PER_MODULE: Final = 20
_QUIET_MODULES: Final = 4
_ERROR_CORRECTION: Final = "m"


class PosterFormat(StrEnum):
    """The forms in which a code can be downloaded (contract: `format`)."""

    PDF = "pdf"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the sheet: the words for people, and the code for the camera. `validity` is a sentence."""

    code: str
    title: str
    place: str
    validity: str


@dataclass(frozen=True, slots=True)
class PosterFile:
    """A file to download."""

    name: str
    content_type: str
    content: bytes


def poster_file(poster: Poster, form: PosterFormat) -> PosterFile:
    """The sheet as PDF, or a zip with the sheet and the bare code as PNG."""
    sheet = sheet_of(poster)
    if form is PosterFormat.PDF:
        return PosterFile(f"{_NAME}.pdf", "application/pdf", sheet)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{_NAME}.pdf", sheet)
        archive.writestr(f"{_NAME}.png", picture_of(poster.code))
    return PosterFile(f"{_NAME}.zip", "application/zip", packed.getvalue())


def sheet_of(poster: Poster) -> bytes:
    """An A4 page as accessible PDF (PDF/UA), with the fonts of typst itself: the same sheet on every machine.

    A title with signs that these fonts lack (an emoji, say) may not go into PDF/UA. Such a sheet is tagged for screen
    readers all the same, and takes those signs from the machine's fonts, where it has them.
    """
    drawn = io.BytesIO()
    _symbol(poster.code).save(drawn, kind="svg", border=_QUIET_MODULES)
    words = {**asdict(poster), "symbol": drawn.getvalue().decode()}
    try:
        return _printed(words, is_universal=True)
    except typst.TypstError:
        return _printed(words, is_universal=False)


def _printed(words: dict[str, str], *, is_universal: bool) -> bytes:
    sheet = typst.compile(
        _SHEET.read_bytes(),
        format="pdf",
        sys_inputs=words,
        ignore_system_fonts=is_universal,
        pdf_standards=["ua-1"] if is_universal else [],
    )
    if not isinstance(sheet, bytes):
        raise TypeError("a PDF is one file")
    return sheet


def picture_of(code: str) -> bytes:
    """The code as PNG, black on white, large enough to print."""
    drawn = io.BytesIO()
    _symbol(code).save(drawn, kind="png", scale=_PIXELS_PER_MODULE, border=_QUIET_MODULES)
    return drawn.getvalue()


def validity_of(first_day: date | None, last_day: date | None) -> str:
    """When the code works, in words for everybody; None is an end that is open."""
    if last_day is None:
        return "Deze code blijft geldig zolang de activiteit loopt."
    if first_day is None or first_day == last_day:
        return f"Deze code is geldig op {_spoken(last_day)}."
    return f"Deze code is geldig van {_spoken(first_day)} tot en met {_spoken(last_day)}."


def _symbol(code: str) -> segno.QRCode:
    """Exactly the code and nothing around it: the app sends on what it reads (contract/clients.md 6).

    Never a Micro QR code, which many cameras do not read.
    """
    return segno.make_qr(code, error=_ERROR_CORRECTION)


_MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def _spoken(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
