"""Pages and files for browsers leave compressed, which makes a first visit on a phone three times lighter.

Compression next to secrets can betray them to who measures lengths (BREACH). Here that finds nothing to work with: the
only secret of a page is the CSRF token, masked anew in every answer; a page that another site asks for carries nobody's
cookie (SameSite) nor runs in its frame; and each answer is made longer by a random number of bytes (Heal The BREACH).
Programs are left alone: their answers are small, and their time counts.
"""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from openpas.web.middleware import PATHS_FOR_PROGRAMS

_WORTH_IT: Final = ("text/", "application/json", "application/manifest+json", "application/wasm", "image/svg+xml")


class CompressedPages(GZipMiddleware):
    """Compresses text that goes to people. Fonts, photographs and sheets are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_text = response.headers.get("Content-Type", "").startswith(_WORTH_IT)
        if request.path.startswith(PATHS_FOR_PROGRAMS) or not is_text or "Content-Range" in response.headers:
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
