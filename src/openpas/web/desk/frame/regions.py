"""Which region's colour a desk carries."""

from django.http import HttpRequest

from openpas.web.desk.clerk import Clerk

_KEPT_AS = "accent_of_the_desk"


def accent_at(request: HttpRequest, clerk: Clerk | None) -> str:
    """The colour of the only region of the desk, six digits; empty where it chose none, or where there are several.

    A desk of more regions belongs to none of them, and wears the colour of the house. One query a request.
    """
    if not clerk:
        return ""
    if not hasattr(request, _KEPT_AS):
        regions = clerk.desk.card_systems.filter(permanent=True).values_list("primary_color", flat=True)
        colours = list(regions[:2])
        setattr(request, _KEPT_AS, colours[0].removeprefix("#") if len(colours) == 1 else "")
    return str(getattr(request, _KEPT_AS))
