"""News at the desk and in the console."""

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.foundation.calendar import brussels_day
from openpas.guidance.models import NewsItem
from openpas.identity.models import Manager
from openpas.runtime import clock
from tests.signing_in import signed_in
from tests.web.conftest import at, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def greet(cast: Cast) -> Client:
    """She looks after Gent."""
    Manager.objects.create(user=cast.greet, card_system=cast.gent, since=clock.now())
    client = Client()
    signed_in(client, cast.greet)
    return client


def typed(cast: Cast, **more: object) -> dict[str, object]:
    today = brussels_day(clock.now()).isoformat()
    return {
        "region": cast.gent.pk,
        "title": "Nieuwe kaarten",
        "body": "Ze zijn **er**. <i>x</i>",
        "shown_from": today,
        "shown_until": "",
        **more,
    }


def test_what_a_region_writes_its_desks_read_once_as_new(greet: Client, cast: Cast) -> None:
    preview = greet.post("/console/news", typed(cast, preview="yes"))
    assert "Voorbeeld, nog niet bewaard" in words(preview)
    assert not NewsItem.objects.exists()
    assert greet.post("/console/news", typed(cast)).headers["Location"] == "/console/news"
    dirk = at(cast.dirk, cast.theatre)
    assert "1 nieuw bericht" in words(dirk.get("/desk/help"))
    page = dirk.get("/desk/news")
    assert "Ze zijn <strong>er</strong>. &lt;i&gt;x&lt;/i&gt;" in page.content.decode()
    assert "Nieuw " in words(page)
    assert "nieuw bericht" not in words(dirk.get("/desk/help"))
    assert "UiTPAS Regio Gent Nieuwe kaarten" in words(dirk.get("/desk/news"))
    assert "Er is geen nieuws." in words(at(cast.eva, cast.aalst).get("/desk/news"))


def test_it_is_changed_and_removed(greet: Client, cast: Cast) -> None:
    greet.post("/console/news", typed(cast))
    item = NewsItem.objects.get()
    path = f"/console/news/{item.pk}"
    assert "Nieuwe kaarten" in words(greet.get(path))
    greet.post(path, typed(cast, title="Kaarten"))
    assert "Kaarten" in words(greet.get("/console/news"))
    greet.post(path, {"remove": "yes"})
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Vul dit nog in."),
        ({"body": " "}, "Vul dit nog in."),
        ({"shown_until": "2020-01-01"}, "De laatste dag ligt voor de eerste."),
        ({"region": "all"}, "Dit beheer je niet."),
    ],
)
def test_what_cannot_be_published_comes_back(greet: Client, cast: Cast, wrong: dict[str, object], told: str) -> None:
    answer = greet.post("/console/news", typed(cast, **wrong))
    assert answer.status_code in {400, 403}
    assert told in words(answer)
    assert "<i>x</i>" not in answer.content.decode()
    assert not NewsItem.objects.exists()


def test_nobody_touches_the_news_of_another_region(greet: Client, cast: Cast) -> None:
    greet.post("/console/news", typed(cast))
    item = NewsItem.objects.get()
    Manager.objects.create(user=cast.eva, card_system=cast.dender, since=clock.now())
    eva = Client()
    signed_in(eva, cast.eva)
    assert "Nieuwe kaarten" not in words(eva.get("/console/news"))
    for answer in (eva.get(f"/console/news/{item.pk}"), eva.post(f"/console/news/{item.pk}", {"remove": "yes"})):
        assert answer.status_code == 404
    eva.post("/console/news", typed(cast))
    assert NewsItem.objects.count() == 1
    farid = Client()
    signed_in(farid, cast.farid)
    assert farid.get("/console/news").status_code == 403
