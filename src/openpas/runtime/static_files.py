"""Style sheets, scripts, fonts and pictures: kept by browsers for ever, and never a minute too long.

The address of every file begins with a digest of all of them, so that a new version has new addresses. What a file
names relative to itself (a font of a style sheet, an import of a script) follows along, and nothing has to be collected
or rewritten before a start.
"""

import re
from hashlib import blake2b
from pathlib import Path
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

ROOT: Final = "/static/"
_VERSION_BYTES: Final = 5
_WITH_OR_WITHOUT_VERSION: Final = re.compile(rf"^{ROOT}(?:[0-9a-f]{{{2 * _VERSION_BYTES}}}/)?")
_OLD_ADDRESS: Final = "public, max-age=60"


def version_of(package: Path) -> str:
    """Ten digits that change when any file in a folder `static` of the package does; the same on every machine."""
    digest = blake2b(digest_size=_VERSION_BYTES)
    for path in sorted(package.glob("*/static/**/*")):
        if path.is_file():
            digest.update(f"{path.relative_to(package).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


class VersionedFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # it carries no types
    """Serves them. A page that was open when a new version came still finds the files of its old addresses."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase
        known = self.files.get(request.path_info)
        if known is not None:
            response = self.serve(known, request)
            return response
        newest = self.files.get(_WITH_OR_WITHOUT_VERSION.sub(self.static_prefix, request.path_info))
        if newest is None:
            response = self.get_response(request)
            return response
        response = self.serve(newest, request)
        response.headers["Cache-Control"] = _OLD_ADDRESS
        return response

    def immutable_file_test(self, path: str, url: str) -> bool:  # noqa: ARG002  the path on disk, WhiteNoise's
        """All of them: the digest stands in the address."""
        return bool(url.startswith(self.static_prefix))
