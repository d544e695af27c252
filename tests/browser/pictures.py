"""How the pictures of the documentation are taken."""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

LARGEST: Final = 150_000
"""Bytes of one picture."""
COLOURS: Final = 256
"""Chosen so that a spot of a rare colour keeps it: the sun of the mark is a few pixels."""


def take(page: Page, path: Path, *, whole: bool = True) -> None:
    """The page in few colours: as high as it is, so that what sticks to the edge of the screen is at the edge of the
    picture; or what is on screen, where the rest adds nothing.
    """
    page.mouse.move(0, 0)
    page.wait_for_load_state("networkidle")
    usual = page.viewport_size
    assert usual is not None
    if whole:
        for _ in range(2):  # what is spaced by the height of the screen grows with it
            page.set_viewport_size({**usual, "height": page.evaluate("document.documentElement.scrollHeight")})
        page.evaluate("scrollTo(0, 0)")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(page.screenshot(caret="initial")))
    page.set_viewport_size(usual)
    picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2).save(path, optimize=True)
    assert path.stat().st_size < LARGEST
