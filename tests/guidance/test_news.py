"""News: for whom, from when until when, read or not, and by whom it is written."""

from datetime import date, timedelta

import pytest

from openpas.demo.cast import Cast
from openpas.foundation.calendar import brussels_day
from openpas.guidance.models import NewsItem
from openpas.guidance.queries import news_for, news_in_scope, unread_of
from openpas.guidance.refusals import DaysUpsideDown, NewsGone, TextMissing
from openpas.guidance.rules import NewsText
from openpas.guidance.service import change_news, mark_read, publish_news, remove_news
from openpas.identity.staff.refusals import NotTheirRegion
from openpas.runtime import clock
from tests.guidance.test_help import manager

pytestmark = pytest.mark.django_db


def today(days: int = 0) -> date:
    return brussels_day(clock.now()) + timedelta(days=days)


def titles(cast: Cast) -> list[str]:
    return [one.item.title for one in news_for(cast.dirk)]


def test_a_desk_reads_what_is_for_all_and_for_its_regions_while_it_lasts(cast: Cast) -> None:
    whole, gent = manager(cast.greet), cast.gent
    publish_news(whole, None, NewsText(" Voor  iedereen ", "x", today(-1)))
    publish_news(whole, gent, NewsText("Voor Gent", "x", today(), today()))
    publish_news(whole, cast.dender, NewsText("Voor Dender", "x", today()))
    publish_news(whole, gent, NewsText("Morgen", "x", today(1)))
    publish_news(whole, gent, NewsText("Gisteren", "x", today(-2), today(-1)))
    assert titles(cast) == ["Voor Gent", "Voor iedereen"]


def test_what_was_on_screen_is_not_new_any_more(cast: Cast) -> None:
    item = publish_news(manager(cast.greet), cast.gent, NewsText("Nieuw", "x", today()))
    assert (unread_of(cast.dirk), unread_of(cast.eva)) == (1, 0)
    mark_read(cast.dirk, [item.pk])
    mark_read(cast.dirk, [item.pk])
    assert unread_of(cast.dirk) == 0
    assert [one.is_new for one in news_for(cast.dirk)] == [False]
    assert unread_of(cast.farid) == 1


def test_a_manager_of_a_region_writes_for_that_region_alone(cast: Cast) -> None:
    greet = manager(cast.greet, card_system=cast.gent)
    eva = manager(cast.eva, card_system=cast.dender)
    item = publish_news(greet, cast.gent, NewsText("Gent", "x", today()))
    for card_system in (None, cast.dender):
        with pytest.raises(NotTheirRegion):
            publish_news(greet, card_system, NewsText("Fout", "x", today()))
    with pytest.raises(NewsGone):
        change_news(eva, item.pk, NewsText("Van Eva", "x", today()))
    with pytest.raises(NewsGone):
        remove_news(eva, item.pk)
    assert list(news_in_scope(eva)) == []
    assert NewsItem.objects.get().title == "Gent"
    change_news(greet, item.pk, NewsText("Beter", "y", today(), today(3)))
    assert titles(cast) == ["Beter"]
    remove_news(greet, item.pk)
    assert not NewsItem.objects.exists()


def test_news_has_words_and_days_in_order(cast: Cast) -> None:
    greet = manager(cast.greet)
    for written, refusal in (
        (NewsText(" ", "x", today()), TextMissing),
        (NewsText("x", "", today()), TextMissing),
        (NewsText("x", "x", today(), today(-1)), DaysUpsideDown),
    ):
        with pytest.raises(refusal):
            publish_news(greet, None, written)
    assert not NewsItem.objects.exists()
