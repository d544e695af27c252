"""A picture becomes a JPEG that holds nothing but what is seen: no place, no device, no hidden data."""

import binascii
import io
from base64 import b64decode
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from openpas.enrolment.refusals import PictureSizeInvalid, PictureTypeInvalid

_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP")
_MAX_BYTES: Final = 2_000_000
_MAX_PIXELS: Final = 24_000_000
_LONGEST_SIDE: Final = 800
_QUALITY: Final = 85


def as_plain_jpeg(uploaded: bytes) -> bytes:
    """The picture upright, at most 800 pixels long, without metadata. Raises PictureTypeInvalid, PictureSizeInvalid."""
    if not 0 < len(uploaded) <= _MAX_BYTES:
        raise PictureSizeInvalid(f"A picture has at most {_MAX_BYTES} bytes, and at least one.")
    try:
        with Image.open(io.BytesIO(uploaded), formats=_FORMATS) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                raise PictureSizeInvalid(f"A picture has at most {_MAX_PIXELS} pixels.")
            return _encoded(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureSizeInvalid from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureTypeInvalid from error


def from_base64(text: str) -> bytes:
    """The bytes of `registrationPicture`, with or without a `data:` prefix. Raises PictureTypeInvalid."""
    try:
        return b64decode(text.partition("base64,")[2] or text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise PictureTypeInvalid from error


def _encoded(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    plain = Image.new("RGB", upright.size, "white")
    visible = upright.convert("RGBA")
    plain.paste(visible, mask=visible)
    plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
