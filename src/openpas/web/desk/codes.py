"""The button of older desk software: a plain link to the code of an activity, behind the session of the desk.

It is the address that such software knows (contract/clients.md 3), so it stands at the root of the site.
"""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from openpas.checkins.downloads import download_token
from openpas.checkins.posters import PosterFormat
from openpas.foundation.refusal import addressed_by_path
from openpas.web.desk.clerk import Clerk, at_desk


@require_safe
@at_desk
def download_code(request: HttpRequest, clerk: Clerk, event_id: str) -> HttpResponseBase:  # noqa: ARG001  Django's
    """To the file, by a link that works for a short while."""
    with addressed_by_path():
        token = download_token(clerk.actor, event_id, PosterFormat.ZIP)
    return redirect("checkin_code_file", token)
