"""The codes of an authenticator app (RFC 6238): one every half minute, each good once."""

from typing import Final

import pyotp
from pyotp.utils import strings_equal

from openpas.identity.sign_in.codes import digits_of
from openpas.runtime import clock

_DRIFT: Final = range(-1, 2)
"""In steps: a telephone may be half a minute ahead or behind."""


def step_of(seed: str, code: str, *, after: int) -> int | None:
    """The step whose code this is, later than `after`, around now; None when it is none of them."""
    totp = pyotp.TOTP(seed)
    now = totp.timecode(clock.now())
    typed = digits_of(code)
    right = [now + drift for drift in _DRIFT if strings_equal(typed, totp.generate_otp(now + drift))]
    return next((step for step in right if step > after), None)
