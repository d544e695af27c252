"""The news that desks see: written by who looks after their region, or after the whole."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openpas.card_systems.models import CardSystem
from openpas.foundation.calendar import brussels_day
from openpas.foundation.refusal import Refusal
from openpas.guidance.models import NewsItem
from openpas.guidance.queries import news_in_scope, news_item
from openpas.guidance.refusals import TextMissing, TextTooLong
from openpas.guidance.rendering import html_of
from openpas.guidance.rules import NewsText
from openpas.guidance.service import change_news, publish_news, remove_news
from openpas.identity.staff import overview
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.runtime import clock
from openpas.web.console.administrator import Administrator, administers
from openpas.web.console.paging import page_of
from openpas.web.console.words import words_of


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def news(request: HttpRequest, who: Administrator) -> HttpResponseBase:
    """The list, and a new item; or a preview of it."""
    _demand_manager(who)
    if request.method != "POST" or "preview" in request.POST:
        return _list(request, who)
    try:
        item = publish_news(who.actor, _region(request, who), _typed(request))
    except Refusal as refusal:
        return _list(request, who, refusal)
    messages.success(request, _("“%(title)s” staat bij het nieuws.") % {"title": item.title})
    return redirect("console_news")


@require_http_methods(["GET", "HEAD", "POST"])
@administers
def news_change(request: HttpRequest, who: Administrator, item_id: int) -> HttpResponseBase:
    """One item: told otherwise, or no longer."""
    item = news_item(who.actor, item_id)
    if request.method != "POST" or "preview" in request.POST:
        return _item(request, who, item)
    try:
        if "remove" in request.POST:
            remove_news(who.actor, item_id)
            messages.success(request, _("Het bericht is verwijderd."))
        else:
            change_news(who.actor, item_id, _typed(request))
            messages.success(request, _("Bewaard."))
    except Refusal as refusal:
        return _item(request, who, item, refusal)
    return redirect("console_news")


def _list(request: HttpRequest, who: Administrator, refusal: Refusal | None = None) -> HttpResponseBase:
    words = {
        "who": who,
        "news": page_of(request, news_in_scope(who.actor)),
        "regions": overview.regions_of(who.actor),
        "region": request.POST.get("region", ""),
        "today": brussels_day(clock.now()),
        "typed": _typed(request),
        **_told(request, refusal),
    }
    return render(request, "console/news.html", words, status=refusal.status if refusal else 200)


def _item(request: HttpRequest, who: Administrator, item: NewsItem, refusal: Refusal | None = None) -> HttpResponseBase:
    stands = NewsText(item.title, item.body, item.shown_from, item.shown_until)
    words = {
        "who": who,
        "item": item,
        "typed": _typed(request) if request.method == "POST" else stands,
        **_told(request, refusal),
    }
    return render(request, "console/news_item.html", words, status=refusal.status if refusal else 200)


def _told(request: HttpRequest, refusal: Refusal | None) -> dict[str, object]:
    """What was refused, at its field where it has one; and the preview that was asked for."""
    field = refusal.field if isinstance(refusal, TextMissing | TextTooLong) else ""
    return {
        "problem": words_of(refusal) if refusal and not field else "",
        "field_problem": {field: words_of(refusal)} if refusal and field else {},
        "preview": html_of(request.POST.get("body", "")) if "preview" in request.POST else None,
    }


def _typed(request: HttpRequest) -> NewsText:
    return NewsText(
        title=request.POST.get("title", ""),
        body=request.POST.get("body", ""),
        shown_from=_day(request, "shown_from") or brussels_day(clock.now()),
        shown_until=_day(request, "shown_until"),
    )


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return None


def _region(request: HttpRequest, who: Administrator) -> CardSystem | None:
    """The region that was chosen, or None where the whole was chosen, in so many words."""
    asked = request.POST.get("region", "")
    if asked == "all":
        return None
    return overview.region(who.actor, int(asked) if asked.isdecimal() else 0)


def _demand_manager(who: Administrator) -> None:
    """The ADMIN of a desk alone looks after no region."""
    if who.scope.is_empty():
        raise NotTheirRegion
