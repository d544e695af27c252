"""Bodies that come in chunks, without saying how long they are: Django reads only what has a length (RFC 9112)."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final

Environment = dict[str, Any]
Application = Callable[[Environment, Any], Iterable[bytes]]

LONGEST_BODY: Final = 16 * 1024 * 1024
_TOO_LONG: Final = "413 Content Too Large"


def with_length(application: Application) -> Application:
    """The application, with the length of a chunked body found out before it looks."""

    def measured(environment: Environment, start_response: Any) -> Iterable[bytes]:
        if not environment.get("CONTENT_LENGTH") and "chunked" in environment.get("HTTP_TRANSFER_ENCODING", "").lower():
            body = environment["wsgi.input"].read(LONGEST_BODY + 1)
            if len(body) > LONGEST_BODY:
                start_response(_TOO_LONG, [("Content-Length", "0")])
                return [b""]
            environment["wsgi.input"] = BytesIO(body)
            environment["CONTENT_LENGTH"] = str(len(body))
        return application(environment, start_response)

    return measured
