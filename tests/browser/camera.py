"""A camera in front of which a test holds up cards and telephones: Chromium plays a file that the test draws."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import barcode
import segno
from barcode.writer import ImageWriter
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.counter import phone

SIZE: Final = (640, 480)
FRAMES_A_SECOND: Final = 10
_TABLE: Final = (120, 116, 108)


class Camera:
    """What it sees is one frame in a file, which Chromium reads anew for every picture."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.see_nothing()

    def see_nothing(self) -> None:
        self._see(Image.new("RGB", SIZE, _TABLE))

    def see_card(self, number: str) -> None:
        """The Code 128 of a plastic card."""
        self._see(_held_up(_card(number)))

    def see_qr(self, text: str) -> None:
        """The QR code of a digital pass, or any other."""
        self._see(_held_up(_qr(text)))

    def see_beside_each_other(self, text: str, number: str) -> None:
        """A QR code on top of a plastic card."""
        drawn_qr, drawn_card = _qr(text).resize((200, 200)), _card(number)
        drawn_card.thumbnail((SIZE[0] - 80, 180))
        both = Image.new("RGB", SIZE, _TABLE)
        both.paste(drawn_qr, ((SIZE[0] - 200) // 2, 20))
        both.paste(drawn_card, ((SIZE[0] - drawn_card.width) // 2, 260))
        self._see(both)

    def _see(self, picture: Image.Image) -> None:
        """YUV4MPEG2 with one frame, written in one go over the last one."""
        y, cb, cr = picture.convert("YCbCr").split()
        half = (SIZE[0] // 2, SIZE[1] // 2)
        head = f"YUV4MPEG2 W{SIZE[0]} H{SIZE[1]} F{FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\nFRAME\n".encode()
        frame = head + y.tobytes() + cb.resize(half).tobytes() + cr.resize(half).tobytes()
        with self.file.open("r+b" if self.file.exists() else "wb", buffering=0) as file:
            file.write(frame)


def _card(number: str) -> Image.Image:
    drawn = io.BytesIO()
    barcode.get("code128", number, writer=ImageWriter()).write(drawn, {"module_width": 0.3, "quiet_zone": 4})
    return Image.open(drawn).convert("RGB")


def _qr(text: str) -> Image.Image:
    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="png", scale=8, border=4)
    return Image.open(drawn).convert("RGB")


def _held_up(code: Image.Image) -> Image.Image:
    frame = Image.new("RGB", SIZE, _TABLE)
    code.thumbnail((SIZE[0] - 80, SIZE[1] - 120))
    frame.paste(code, ((SIZE[0] - code.width) // 2, (SIZE[1] - code.height) // 2))
    return frame


@contextmanager
def browser_with_camera(browser: Browser, file: Path) -> Iterator[tuple[Browser, Camera]]:
    """A Chromium of its own whose only camera plays this file. Who may use it is for the context to say."""
    camera = Camera(file)
    flags = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={file}"]
    own = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
    try:
        yield own, camera
    finally:
        own.close()


@contextmanager
def in_hand(browser: Browser, live: str, *, may_look: bool) -> Iterator[Page]:
    """The phone of a volunteer, who allows the camera or refuses it."""
    with phone(browser, live) as page:
        if may_look:
            page.context.grant_permissions(["camera"], origin=live)
        yield page
