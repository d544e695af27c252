"""Something is done for a whole group: once for each, at what it costs, with words for who cannot have it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Sum
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openpas.checkins.models import Checkin
from openpas.checkins.service import check_in
from openpas.demo.cast import Cast
from openpas.entitlement.models import Attest
from openpas.events.models import PriceClass
from openpas.foundation.calendar import brussels_day, last_of_april_next_year
from openpas.identity.actors import actor_of_user
from openpas.passholders.models import Card, CardSystemMembership, Passholder, PointsAccount
from openpas.passholders.service import block_card
from openpas.records.models import AccessLine, AuditLine
from openpas.runtime import clock
from openpas.tariffs.models import Posting, TicketSale
from openpas.web.models import BulkRow, BulkRun, PeopleSearch
from tests.web.conftest import words
from tests.web.desk.search.conftest import Search
from tests.web.desk.search.world import SYSTEM, School, member, number_of

Written = Callable[[], tuple[int, ...]]


@pytest.fixture
def pupils_list(school: School, juf: Client, search: Search) -> str:
    """All pupils, ticked."""
    address = search(juf, school=school.desk.public_id)
    juf.post(f"{address}/tick", {"go": "all"})
    return address


def start(client: Client, address: str, kind: str, **terms: object) -> str:
    """Begin, and give the address of the run."""
    response = client.post(f"{address}/do/{kind}", {"nonce": "one", **terms})
    assert response.status_code == 302, words(response)
    return str(response.headers["Location"])


def results() -> list[tuple[str, str, str]]:
    rows = BulkRow.objects.select_related("passholder").order_by("position")
    return [(row.passholder.first_name, row.state, row.words) for row in rows]


def states() -> list[str]:
    return [state for _name, state, _words in results()]


def points_of(pupils: list[Passholder]) -> list[int]:
    return [PointsAccount.objects.get(passholder=one).points for one in pupils]


def test_a_class_saves_a_point_each_and_who_cannot_reads_why(
    school: School, juf: Client, pupils_list: str, cast: Cast
) -> None:
    bo, cas = school.pupils[1], school.pupils[2]
    teacher = actor_of_user(school.teacher.pk, school.desk.pk)
    check_in(teacher, number_of(bo), school.outing.public_id, channel=Checkin.Channel.DESK)
    block_card(SYSTEM, Card.objects.get(membership__passholder=cas))

    run = start(juf, pupils_list, "point")
    juf.post(f"{run}/all")

    assert [(name, state) for name, state, _words in results()] == [
        ("Anouk", "done"),
        ("Bo", "refused"),
        ("Cas", "refused"),
        ("Dina", "done"),
        ("Emil", "done"),
        ("Fien", "done"),
    ]
    told = {name: said for name, _state, said in results()}
    assert told["Anouk"] == "1 punt gespaard."
    assert "al een punt gespaard" in told["Bo"]
    assert "geblokkeerd" in told["Cas"]
    assert points_of(school.pupils) == [1, 1, 0, 1, 1, 1]
    assert Checkin.objects.count() == 5
    assert "4 gelukt 2 niet gedaan 4 punten" in words(juf.get(run))


def test_tickets_are_estimated_sold_and_counted_to_the_cent(school: School, juf: Client, pupils_list: str) -> None:
    price_class = PriceClass.objects.get(event=school.outing)

    before = words(juf.get(f"{pupils_list}/do/ticket"))
    run = start(juf, pupils_list, "ticket", price_class=price_class.pk)
    juf.post(f"{run}/all")

    assert "Samen te betalen: € 2,40 voor 3 tickets met UiTPAS-prijs." in before
    assert "3 mensen betalen de gewone prijs" in before
    assert states() == ["done", "done", "done", "refused", "refused", "refused"]
    assert results()[0][2] == "Te betalen: €\N{NO-BREAK SPACE}0,80."
    sales = TicketSale.objects.all()
    assert [sale.price_cents for sale in sales] == [80, 80, 80]
    assert Posting.objects.aggregate(total=Sum("amount_cents"))["total"] == 3 * 400
    assert "3 gelukt 3 niet gedaan € 2,40 samen te betalen" in words(juf.get(run))


def test_each_row_is_done_once_however_often_it_arrives(school: School, juf: Client, pupils_list: str) -> None:
    run = start(juf, pupils_list, "point")

    for _ in range(2):
        for position in range(1, 7):
            assert juf.post(f"{run}/row", {"row": position}).status_code == 200
    juf.post(f"{run}/all")

    assert Checkin.objects.count() == 6
    assert points_of(school.pupils) == [1] * 6


def test_a_row_answers_with_itself_and_the_totals(school: School, juf: Client, pupils_list: str) -> None:
    run = start(juf, pupils_list, "point")

    answer = juf.post(f"{run}/row", {"row": "2"})

    assert 'data-row="2" data-state="done"' in " ".join(answer.content.decode().split())
    assert "Baert Bo 1 punt gespaard. 1 gelukt 0 niet gedaan 5 in de wachtrij" in words(answer)


@pytest.mark.parametrize("row", ["0", "7", "-1", "", "x", "9" * 30])
def test_a_row_that_is_not_there(school: School, juf: Client, pupils_list: str, written: Written, row: str) -> None:
    run, before = start(juf, pupils_list, "point"), written()

    assert juf.post(f"{run}/row", {"row": row}).status_code == 404
    assert written() == before


def test_a_form_that_arrives_twice_begins_one_run(school: School, juf: Client, pupils_list: str) -> None:
    assert start(juf, pupils_list, "point") == start(juf, pupils_list, "point")
    assert BulkRun.objects.count() == 1
    assert BulkRow.objects.count() == 6


def test_refused_rows_can_be_tried_again(school: School, juf: Client, pupils_list: str) -> None:
    Card.objects.filter(membership__passholder=school.pupils[0]).update(status="BLOCKED")
    run = start(juf, pupils_list, "point")
    juf.post(f"{run}/all")
    Card.objects.filter(membership__passholder=school.pupils[0]).update(status="ACTIVE")

    juf.post(f"{run}/all", {"again": "yes"})
    juf.post(f"{run}/all")

    assert states() == ["done"] * 6
    assert points_of(school.pupils) == [1] * 6


def test_the_activity_of_the_beginning_counts(school: School, juf: Client, pupils_list: str) -> None:
    run = start(juf, pupils_list, "point")
    juf.post("/desk/activities", {"event": ""})

    juf.post(f"{run}/all")

    assert set(Checkin.objects.values_list("event_id", flat=True)) == {school.outing.pk}


def test_everybody_in_a_run_reads_it_and_the_audit_names_nobody(school: School, juf: Client, pupils_list: str) -> None:
    start(juf, pupils_list, "point")

    purposes = AccessLine.objects.filter(purpose="desk.bulk.point").values_list("passholder_id", flat=True)
    assert sorted(purposes) == sorted(one.pk for one in school.pupils)
    assert AuditLine.objects.get(action="bulk.begin").details == {"kind": "point", "people": 6}


def test_no_point_without_an_activity(school: School, juf: Client, pupils_list: str, written: Written) -> None:
    juf.post("/desk/activities", {"event": ""})
    before = written()

    assert "Kies eerst een activiteit" in words(juf.get(pupils_list))
    assert juf.post(f"{pupils_list}/do/point", {"nonce": "one"}).status_code == 404
    assert written() == before


def test_nobody_ticked_is_told(school: School, juf: Client, pupils_list: str) -> None:
    juf.post(f"{pupils_list}/tick", {"go": "none"})

    response = juf.post(f"{pupils_list}/tick", {"go": "do:point"}, follow=True)

    assert "Vink eerst aan voor wie het is." in words(response)
    assert juf.get(f"{pupils_list}/do/point").status_code == 302


def test_more_than_fit_in_one_run_are_asked_to_be_fewer(
    school: School, juf: Client, pupils_list: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpas.web.desk.search.group.MOST_IN_RUN", 5)

    assert "Je koos 6 mensen" in words(juf.get(f"{pupils_list}/do/point"))
    juf.post(f"{pupils_list}/do/point", {"nonce": "one"})
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize("kind", ["address", "extend", "block", "nothing"])
def test_what_a_school_may_not_do_is_not_there(school: School, juf: Client, pupils_list: str, kind: str) -> None:
    page = words(juf.get(pupils_list))

    assert not any(label in page for label in ("Adres wijzigen", "Kansentarief verlengen", "Kaarten blokkeren"))
    assert juf.post(f"{pupils_list}/do/{kind}", {"nonce": "one"}).status_code == 404
    assert not BulkRun.objects.exists()


def everybody(client: Client, search: Search, **asked: str) -> str:
    address = search(client, **(asked or {"postal_code": "9000"}))
    client.post(f"{address}/tick", {"go": "all"})
    return address


def test_a_home_moves_together(cast: Cast, greet: Client, search: Search) -> None:
    address = everybody(greet, search)
    terms = {"street": "Nieuwstraat 5", "postal_code": "9050", "city": "Gentbrugge"}

    run = start(greet, address, "address", **terms)
    greet.post(f"{run}/all")

    assert states() == ["done", "done"]
    lives = Passholder.objects.values_list("street", "postal_code", "city", "municipality_nis", "name")
    assert list(lives.order_by("name")) == [
        ("Nieuwstraat 5", "9050", "Gent", "44021", "Aziz"),
        ("Nieuwstraat 5", "9050", "Gent", "44021", "D'Hondt"),
    ]
    assert b"Nieuwstraat" not in bytes(BulkRun.objects.get().terms)


def test_who_has_the_social_tariff_does_not_leave_its_region(cast: Cast, greet: Client, search: Search) -> None:
    address = everybody(greet, search)

    run = start(greet, address, "address", street="Kaai 1", postal_code="9300", city="Aalst")
    greet.post(f"{run}/all")

    assert states() == ["refused", "done"]
    assert Passholder.objects.get(pk=cast.amina.pk).city == "Gent"


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({}, "Vul de straat en het nummer in."),
        ({"street": "A 1", "postal_code": "0001", "city": "Gent"}, "Deze postcode bestaat niet"),
        ({"street": "A 1", "postal_code": "9000", "city": "Aalst"}, "horen niet bij elkaar"),
    ],
)
def test_an_address_that_cannot_be_is_asked_again(
    cast: Cast, greet: Client, search: Search, terms: dict[str, str], told: str
) -> None:
    response = greet.post(f"{everybody(greet, search)}/do/address", {"nonce": "one", **terms})

    assert response.status_code == 422
    assert told in words(response)
    assert not BulkRun.objects.exists()


def test_the_social_tariff_is_extended_for_a_proof_that_was_seen(cast: Cast, greet: Client, search: Search) -> None:
    today = brussels_day(clock.now())
    CardSystemMembership.objects.filter(passholder=cast.amina).update(social_tariff_ends_on=today + timedelta(days=9))
    address = everybody(greet, search)

    form = greet.get(f"{address}/do/extend").content.decode()
    terms = {"ends_on": last_of_april_next_year(today), "seen_on": today, "attest": "LIVING_WAGE"}
    run = start(greet, address, "extend", **terms)
    greet.post(f"{run}/all")

    assert f'value="{today.year + 1}-04-30"' in form
    assert states() == ["done", "refused"]
    assert "geen kansentarief om te verlengen" in results()[1][2]
    membership = CardSystemMembership.objects.get(passholder=cast.amina)
    assert membership.social_tariff_ends_on == date(today.year + 1, 4, 30)
    assert Attest.objects.get().kind == "LIVING_WAGE"


def test_an_end_that_cannot_be_is_asked_again(cast: Cast, greet: Client, search: Search) -> None:
    terms = {"nonce": "one", "ends_on": "2199-01-01", "seen_on": "2199-01-01", "attest": "OTHER"}

    response = greet.post(f"{everybody(greet, search)}/do/extend", terms)

    assert response.status_code == 422
    assert "Kijk deze 3 dingen nog even na" in words(response)
    assert not BulkRun.objects.exists()


def test_cards_are_blocked_for_good_and_points_stay(cast: Cast, greet: Client, search: Search) -> None:
    address = everybody(greet, search, text="aziz")

    assert "Dit kan je niet ongedaan maken" in words(greet.get(f"{address}/do/block"))
    run = start(greet, address, "block")
    greet.post(f"{run}/all")

    assert states() == ["done"]
    assert Card.objects.get(uitpas_number=cast.amina_number).status == "BLOCKED"
    assert PointsAccount.objects.get(passholder=cast.amina).points == 12


def test_a_desk_checks_in_a_list_of_numbers_of_its_region(cast: Cast, dirk: Client) -> None:
    response = dirk.post("/desk/people/list", {"numbers": f"{cast.amina_number}\n{cast.bart_number}"})
    address = response.headers["Location"]

    run = start(dirk, address, "point")
    dirk.post(f"{run}/all")
    page = words(dirk.get(run))

    assert states() == ["done", "done"]
    assert "Amina 1 punt gespaard." in page
    assert "Aziz" not in page


def test_who_moved_out_of_the_region_in_between_is_not_changed(cast: Cast, greet: Client, search: Search) -> None:
    run = start(greet, everybody(greet, search, text="aziz"), "block")
    CardSystemMembership.objects.filter(passholder=cast.amina).update(card_system=cast.dender)

    greet.post(f"{run}/all")

    assert states() == ["refused"]
    assert Card.objects.get(uitpas_number=cast.amina_number).status == "ACTIVE"


def test_eva_can_do_nothing_with_a_run_or_a_list_of_another_region(
    cast: Cast, greet: Client, eva: Client, search: Search, written: Written
) -> None:
    run = start(greet, everybody(greet, search, text="aziz"), "block")
    listed = eva.post("/desk/people/list", {"numbers": cast.amina_number}).headers["Location"]
    before = written()

    assert eva.get(run).status_code == 404
    assert eva.post(f"{run}/row", {"row": "1"}).status_code == 404
    assert eva.post(f"{run}/all").status_code == 404
    assert eva.post(f"{listed}/do/block", {"nonce": "one"}).status_code == 302
    assert BulkRow.objects.filter(run__user=cast.eva).count() == 0
    assert written() == before


def test_a_forged_row_of_eva_changes_nobody(cast: Cast, eva: Client, search: Search) -> None:
    """Even when a person of another region came into a run, the deed looks again."""
    mine = member(cast.dender, "Aerts", "An", city="Aalst", postal_code="9300")
    run = start(eva, everybody(eva, search, text="aerts"), "block")
    BulkRow.objects.filter(passholder=mine).update(passholder=cast.amina)

    eva.post(f"{run}/all")

    assert states() == ["refused"]
    assert Card.objects.get(uitpas_number=cast.amina_number).status == "ACTIVE"


def test_a_run_of_yesterday_is_forgotten(cast: Cast, greet: Client, search: Search) -> None:
    run = start(greet, everybody(greet, search, text="aziz"), "block")
    BulkRun.objects.update(created_at=clock.now() - timedelta(hours=25))

    assert greet.get(run).status_code == 404
    search(greet, text="bart")
    assert not BulkRun.objects.filter(pk=UUID(run.rsplit("/", 1)[1])).exists()
    assert not BulkRow.objects.exists()


def test_the_page_of_a_run_asks_the_same_for_many(school: School, juf: Client, pupils_list: str, cast: Cast) -> None:
    run = start(juf, pupils_list, "point")
    few = PeopleSearch.objects.get()
    for number in range(20):
        member(cast.gent, f"Zander {number}", "An", date_of_birth=date(2014, 1, 1))
    Passholder.objects.filter(name__startswith="Zander").update(school=school.desk)
    juf.post(f"/desk/people/found/{few.pk}/tick", {"go": "all"})
    response = juf.post(f"/desk/people/found/{few.pk}/do/point", {"nonce": "two"})
    counted = []
    for address in (run, response.headers["Location"]):
        juf.get(address)
        with CaptureQueriesContext(connection) as queries:
            juf.get(address)
        counted.append(len(queries))

    assert BulkRow.objects.count() == 6 + 26
    assert counted[0] == counted[1] <= 25


@pytest.mark.django_db(transaction=True)
def test_a_row_that_arrives_four_times_at_once_is_done_once(school: School, juf: Client, pupils_list: str) -> None:
    run = start(juf, pupils_list, "point")

    def send(_: int) -> int:
        browser = Client()
        browser.cookies = juf.cookies
        try:
            return browser.post(f"{run}/row", {"row": "1"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(send, range(4)))

    assert answers <= {200, 409}
    assert 200 in answers
    assert Checkin.objects.count() == 1
    assert BulkRow.objects.get(position=1).state == "done"
