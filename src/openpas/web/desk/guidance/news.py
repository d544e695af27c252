"""The news for this desk: of the programme and of its regions."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openpas.guidance.models import NewsItem
from openpas.guidance.queries import news_for
from openpas.guidance.rendering import html_of
from openpas.guidance.service import mark_read
from openpas.identity.staff.managers import scope_of_user
from openpas.web.desk.clerk import Clerk, at_desk


@dataclass(frozen=True, slots=True)
class ShownNews:
    """An item with its text as safe HTML, and whether the reader sees it for the first time."""

    item: NewsItem
    html: str
    is_new: bool


@require_safe
@at_desk
def news(request: HttpRequest, clerk: Clerk) -> HttpResponseBase:
    """What is shown today. From now on the reader has seen it."""
    shown = [ShownNews(one.item, html_of(one.item.body), one.is_new) for one in news_for(clerk.user)]
    mark_read(clerk.user, [one.item.pk for one in shown if one.is_new])
    words = {"clerk": clerk, "news": shown, "may_write": not scope_of_user(clerk.user.pk).is_empty()}
    return render(request, "desk/guidance/news.html", words)
