"""Long lists, a page at a time."""

from typing import Final, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

PER_PAGE: Final = 50

Row = TypeVar("Row", bound=Model)


def page_of(request: HttpRequest, rows: "QuerySet[Row]") -> "Page[Row]":
    """The page that `page` asks for; the nearest one where that is not there."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
