"""Every path of the product: each face mounts its own under one prefix."""

from django.urls import include, path

from openpas.runtime.health import health
from openpas.web.desk.codes import download_code

urlpatterns = [
    path("health", health, name="health"),
    path("api/v4/", include("openpas.api.v4.urls")),
    # The sign-in paths stand at the root, since clients of the published service know them there.
    path("", include("openpas.identity.urls")),
    path("", include("openpas.entitlement.urls")),
    path("", include("openpas.enrolment.urls")),
    path("", include("openpas.api.files")),
    path("", include("openpas.api.events.urls")),
    path("account/", include("openpas.web.account.urls")),
    path("console/", include("openpas.web.console.urls")),
    path("desk/", include("openpas.web.desk.urls")),
    path("checkincodes/<str:event_id>/qr-spaarcode.zip", download_code, name="checkin_code"),
    path("", include("openpas.web.public.urls")),
]

handler400 = "openpas.web.public.errors.bad_request"
handler403 = "openpas.web.public.errors.forbidden"
handler404 = "openpas.web.public.errors.not_found"
handler500 = "openpas.web.public.errors.server_error"
