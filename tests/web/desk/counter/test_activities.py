"""Other days, an activity that is missing, and what an activity is (D-30 to D-34)."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from openpas.checkins.models import Checkin
from openpas.demo.builders import event
from openpas.demo.cast import Cast
from openpas.events.models import Event, PriceClass
from openpas.events.rules import Calendar, Span
from openpas.foundation.calendar import BRUSSELS, brussels_day
from openpas.runtime import clock
from openpas.tariffs.models import TicketSale
from tests.web.conftest import at, follow, words


def play(cast: Cast, title: str, days: int, price_cents: int | None = 600) -> Event:
    """An event of an hour: at noon of another day, or from now on, whatever the hour is at which this test runs."""
    now = clock.now()
    begins_at = datetime.combine(brussels_day(now) + timedelta(days=days), time(12), BRUSSELS) if days else now
    calendar = Calendar("SINGLE", moments=(Span(begins_at, begins_at + timedelta(hours=1)),))
    saved = event(title.lower(), cast.theatre, title, calendar, now)
    if price_cents is not None:
        PriceClass.objects.create(event=saved, name="Basistarief", price_cents=price_cents, is_base=True)
    return saved


@pytest.fixture
def choosing(cast: Cast) -> Client:
    """Dirk before he chose an activity."""
    return at(cast.dirk, cast.theatre, None)


def titles(client: Client, **asked: str) -> list[str]:
    page = words(client.get("/desk/activities", asked))
    every = ("Vrij bezoek", "Gisteren", "Eergisteren", "Morgen", "Zomer", "Later")
    return sorted((title for title in every if title in page), key=page.index)


def test_every_range_has_its_days_and_the_past_begins_with_the_latest(cast: Cast, choosing: Client) -> None:
    for title, days in (("Eergisteren", -2), ("Gisteren", -1), ("Morgen", 1), ("Zomer", 200), ("Later", 500)):
        play(cast, title, days)

    assert titles(choosing) == ["Vrij bezoek"]
    assert titles(choosing, range="year") == ["Vrij bezoek", "Morgen", "Zomer"]
    assert titles(choosing, range="unlimited") == ["Vrij bezoek", "Morgen", "Zomer", "Later"]
    assert titles(choosing, range="past") == ["Gisteren", "Eergisteren"]
    tomorrow = str(brussels_day(clock.now()) + timedelta(days=1))
    assert titles(choosing, **{"range": "dates", "from": tomorrow, "until": tomorrow}) == ["Vrij bezoek", "Morgen"]
    assert titles(choosing, **{"range": "dates", "from": "x", "until": ""}) == ["Vrij bezoek"]


def test_there_are_pages(cast: Cast, choosing: Client) -> None:
    for number in range(25):
        play(cast, f"Reeks {number:02}", 1)

    first, second = (words(choosing.get("/desk/activities", {"range": "week", "page": page})) for page in ("1", "2"))

    assert "Pagina 1 van 2 Volgende" in first
    assert ("Reeks 17" in first, "Reeks 18" in first, "Reeks 18" in second) == (True, False, True)


def test_a_ticket_can_be_registered_afterwards_and_a_point_not(cast: Cast, choosing: Client) -> None:
    gone = play(cast, "Gisteren", -1)
    choosing.post("/desk/activities", {"event": gone.public_id})
    response = choosing.post("/desk/", {"identifier": cast.amina_number})
    address = response.headers["Location"]

    page = follow(choosing, choosing.post(f"{address}/serve", {"offer": f"{gone.price_classes.get().pk}:SOCIALTARIFF"}))

    assert "1 ticket verkocht. Te betalen: € 1,20." in page
    assert (TicketSale.objects.count(), Checkin.objects.count()) == (1, 0)


def test_an_activity_says_when_where_and_for_what_price(cast: Cast, choosing: Client) -> None:
    with time_machine.travel("2026-07-04T10:00:00Z", tick=False):
        coming = play(cast, "Morgen", 1)
        Event.objects.filter(pk=coming.pk).update(description="Een stuk over <b>wind</b>.")
        page = words(at(cast.dirk, cast.theatre, None).get("/desk/activities/morgen"))

    assert "Punten sparen kan vanaf 5 juli 07:00." in page
    assert "Een stuk over wind." in page
    assert "Wanneer zo 5 juli 2026, 12:00\N{EN DASH}13:00" in page
    assert "Waar Theater De Vlieger, 9000 Gent" in page
    assert "Leeftijd" not in page
    assert "Prijs Basistarief: € 6,00 Punten 1, 1 keer per dag" in page


@pytest.mark.parametrize(
    ("ages", "words_of_them"),
    [
        ((0, None), "Voor alle leeftijden"),
        ((18, None), "Vanaf 18 jaar"),
        ((0, 3), "Tot en met 3 jaar"),
        ((5, 5), "Voor wie 5 jaar is"),
        ((6, 12), "Voor 6 tot 12 jaar"),
    ],
)
def test_an_activity_says_for_which_age(
    cast: Cast, choosing: Client, ages: tuple[int, int | None], words_of_them: str
) -> None:
    Event.objects.filter(pk=cast.open_house.pk).update(age_from=ages[0], age_to=ages[1])

    assert f"Leeftijd {words_of_them} Prijs" in words(choosing.get("/desk/activities/cast-open-house"))
    assert f"Leeftijd {words_of_them} Gewone prijzen" in words(choosing.get("/desk/events/cast-open-house"))


def test_nobody_is_refused_for_an_age(cast: Cast, choosing: Client) -> None:
    """Amina is no child, and saves a point at what is for children."""
    Event.objects.filter(pk=cast.open_house.pk).update(age_from=3, age_to=5)
    choosing.post("/desk/activities", {"event": cast.open_house.public_id})

    page = follow(choosing, choosing.post("/desk/", {"identifier": cast.amina_number}))

    assert "1 punt gespaard. Saldo: 13." in page
    assert "3 tot 5" not in page


@pytest.mark.parametrize("event_id", ["cast-aalst-fair", "cast-training", "unknown"])
def test_an_activity_of_others_is_not_shown(choosing: Client, event_id: str) -> None:
    assert choosing.get(f"/desk/activities/{event_id}").status_code == 404


def test_what_is_missing_is_found_with_the_reason(cast: Cast, choosing: Client) -> None:
    play(cast, "Zoek morgen", 1)
    play(cast, "Zoek gisteren", -1)
    play(cast, "Zoek vandaag", 0, price_cents=None)
    Event.objects.filter(pk=play(cast, "Zoek verborgen", 0).pk).update(is_published=False)
    Event.objects.filter(pk=play(cast, "Zoek elders", 0).pk).update(organizer=cast.club, location=None)
    Event.objects.filter(pk=play(cast, "Zoek ver", 0).pk).update(organizer=cast.aalst, location=None)

    page = words(choosing.get("/desk/activities/missing", {"text": "zoek"}))

    for title, told in (
        ("Zoek morgen", "Ze is op een andere dag. Je kan ze toch al kiezen."),
        ("Zoek gisteren", "Ze is voorbij. Tickets kan je nog registreren, punten sparen niet meer."),
        ("Zoek vandaag", "Ze staat in de lijst van vandaag. Ze heeft nog geen basisprijs"),
        ("Zoek verborgen", "Ze is nog niet gepubliceerd."),
        ("Zoek elders", "Ze staat op naam van SK Muide."),
    ):
        assert told in page[page.index(title) :][:400]
    assert "Zoek ver " not in page.replace("Zoek verborgen", "")
    assert "Nergens een activiteit met" in words(choosing.get("/desk/activities/missing", {"text": "circus"}))


def test_eva_finds_nothing_of_another_region(cast: Cast) -> None:
    page = words(at(cast.eva, cast.aalst, None).get("/desk/activities/missing", {"text": "Vrij bezoek"}))

    assert "Nergens een activiteit met" in page
