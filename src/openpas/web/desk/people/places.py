"""Help with an address while it is typed; without scripts the form itself tells which places there are."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from openpas.enrolment.places import places_of
from openpas.web.desk.clerk import Clerk, at_desk


@require_safe
@at_desk
def places(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:  # noqa: ARG001  for whoever works at a desk
    """The names behind a postal code, the municipality first."""
    return JsonResponse({"places": places_of(request.GET.get("postal_code", "").strip())})
