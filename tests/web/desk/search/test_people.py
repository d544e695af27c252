"""Who finds whom, by what, and what stays out of sight."""

import logging
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.permissions import Permission
from openpas.identity.models import OrganizerAdmin
from openpas.identity.roles import REGISTRATION_DESK
from openpas.organizers.models import Association, AssociationRight
from openpas.passholders.models import AssociationMembership, Passholder
from openpas.records.models import AccessLine
from openpas.runtime import clock
from openpas.web.models import PeopleSearch
from tests.desk_rights import let_desk
from tests.web.conftest import at, words
from tests.web.desk.search.conftest import Search
from tests.web.desk.search.world import School, member, number_of


def names_on(page: str) -> list[str]:
    return re.findall(r'class="found-name"[^>]*>([^<]+)<', page)


def names(client: Client, search: Search, **asked: str) -> list[str]:
    return names_on(client.get(search(client, **asked)).content.decode().replace("&#x27;", "'"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "aziz"}, ["Aziz Amina"]),
        ({"text": "amina azi"}, ["Aziz Amina"]),
        ({"text": "d'hon"}, ["D'Hondt Bart"]),
        ({"text": "nobody"}, []),
        ({"name": "az*z"}, ["Aziz Amina"]),
        ({"first_name": "bar"}, ["D'Hondt Bart"]),
        ({"born_from": "1990-05-17", "born_to": "1990-05-17"}, ["Aziz Amina"]),
        ({"born_to": "1980-01-01"}, ["D'Hondt Bart"]),
        ({"street": "voorbeeld"}, ["Aziz Amina", "D'Hondt Bart"]),
        ({"street": "*straat 1"}, ["Aziz Amina", "D'Hondt Bart"]),
        ({"street": "straat"}, []),
        ({"city": "gent", "name": "aziz"}, ["Aziz Amina"]),
        ({"postal_code": "9000"}, ["Aziz Amina", "D'Hondt Bart"]),
        ({"postal_code": "9300"}, []),
        ({"email": "amina+uitpas@example.org"}, ["Aziz Amina"]),
        ({"email": "amina*"}, ["Aziz Amina"]),
        ({"status_from": "2020-01-01"}, ["Aziz Amina"]),
        ({"status_to": "2020-01-01"}, []),
    ],
)
def test_found_by_what_is_known(
    cast: Cast, greet: Client, search: Search, asked: dict[str, str], found: list[str]
) -> None:
    assert names(greet, search, **asked) == found


@pytest.mark.parametrize("number", [AMINA.card, "0900 0001 00017", AMINA.insz, "90.05.17-002.55", AMINA.chip])
def test_a_number_leads_to_the_file_at_once(cast: Cast, greet: Client, search: Search, number: str) -> None:
    address = search(greet, text=number)

    assert re.fullmatch(r"/desk/people/[^/]+", address)
    assert "Aziz" in words(greet.get(address))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Vul een naam of een nummer in"),
        ("x", "Typ minstens 2 letters"),
        ("0900000100018", "Er is een cijfer verkeerd in dit UiTPAS-nummer"),
        ("90051700256", "Er is een cijfer verkeerd in dit rijksregisternummer"),
        ("12345", "Dit is geen nummer dat we kennen"),
    ],
)
def test_what_cannot_be_looked_for_says_why(cast: Cast, greet: Client, text: str, told: str) -> None:
    response = greet.post("/desk/people", {"text": text})

    assert response.status_code == 422
    assert told in words(response)
    assert not PeopleSearch.objects.exists()


def test_a_national_number_is_never_shown_again(cast: Cast, greet: Client) -> None:
    wrong = greet.post("/desk/people", {"text": "90051700256"}).content.decode()
    unknown = greet.post("/desk/people", {"text": "85073003328"})
    page = greet.get(unknown.headers["Location"]).content.decode()

    assert "90051700256" not in wrong
    assert "85073003328" not in page
    assert "Niemand gevonden" in page


def test_what_was_typed_comes_back(cast: Cast, greet: Client) -> None:
    page = greet.post("/desk/people", {"text": "Aziz", "born_from": "17 mei", "city": "Gent"}).content.decode()

    assert "Deze datum bestaat niet" in page
    assert 'value="Aziz"' in page
    assert 'value="Gent"' in page


def test_what_was_looked_for_is_in_no_address_no_log_and_not_readable_in_the_database(
    cast: Cast, greet: Client, search: Search, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        address = search(greet, text="Aziz", street="Voorbeeldstraat")
        greet.get(address)

    logged = " ".join(str(record.__dict__) for record in caplog.records if record.name.startswith("openpas"))
    assert re.fullmatch(r"/desk/people/found/[0-9a-f-]{36}", address)
    assert not re.search("aziz|voorbeeld", logged, re.IGNORECASE)
    assert b"Aziz" not in bytes(PeopleSearch.objects.get().criteria)


def test_the_address_works_again_for_this_clerk_at_this_desk_today(cast: Cast, greet: Client, search: Search) -> None:
    address = search(greet, text="aziz")
    OrganizerAdmin.objects.create(organizer=cast.town_hall, user=cast.dirk, type=OrganizerAdmin.Type.MEMBER)
    colleague = at(cast.dirk, cast.town_hall)

    assert names_on(greet.get(address).content.decode()) == ["Aziz Amina"]
    assert names_on(greet.get(address).content.decode()) == ["Aziz Amina"]
    assert colleague.get(address).status_code == 404
    PeopleSearch.objects.update(created_at=clock.now() - timedelta(hours=25))
    assert greet.get(address).status_code == 404


def test_searches_are_forgotten(cast: Cast, greet: Client, search: Search) -> None:
    search(greet, text="aziz")
    PeopleSearch.objects.update(created_at=clock.now() - timedelta(hours=25))

    search(greet, text="bart")

    assert PeopleSearch.objects.count() == 1


def test_ten_on_a_page_by_name(cast: Cast, greet: Client, search: Search) -> None:
    for number in range(12):
        member(cast.gent, f"Zander {number:02}", "An")

    address = search(greet, text="zander")
    first, second = (names_on(greet.get(f"{address}?page={page}").content.decode()) for page in (1, 2))

    assert first == [f"Zander {number:02} An" for number in range(10)]
    assert second == ["Zander 10 An", "Zander 11 An"]
    assert "12 mensen" in words(greet.get(address))


def test_the_number_of_queries_does_not_grow_with_the_people(cast: Cast, greet: Client, search: Search) -> None:
    few = search(greet, text="aziz")
    for number in range(30):
        member(cast.gent, f"Zander {number:02}", "An")
    many = search(greet, text="zander")

    counted = []
    for address in (few, many):
        greet.get(address)
        with CaptureQueriesContext(connection) as queries:
            greet.get(address)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 30


def test_who_was_shown_reads_it(cast: Cast, greet: Client, search: Search) -> None:
    greet.get(search(greet, text="aziz"))

    lines = AccessLine.objects.values_list("passholder_id", "actor", "desk_id", "purpose")
    assert list(lines) == [(cast.amina.pk, f"user:{cast.greet.pk}", cast.town_hall.pk, "desk.search")]


def test_the_list_shows_no_status(cast: Cast, greet: Client, search: Search) -> None:
    page = greet.get(search(greet, postal_code="9000")).content.decode()
    listed = page[page.index('<ul class="found">') : page.index("</ul>", page.index('<ul class="found">'))]

    assert "Aziz Amina" in listed
    assert not re.search(r"kansen|sociaal|armoede|status|90051700255", listed, re.IGNORECASE)


def test_a_desk_that_only_identifies_is_told_why_and_comes_to_the_pass(cast: Cast, dirk: Client) -> None:
    page = words(dirk.get("/desk/people"))
    refused = dirk.post("/desk/people", {"text": "aziz"})
    opened = dirk.post("/desk/people", {"text": cast.amina_number})

    assert "Waarom kan ik niet op naam zoeken?" in page
    assert "Familienaam" not in page
    assert refused.status_code == 422
    assert opened.headers["Location"].startswith("/desk/passes/")
    assert not PeopleSearch.objects.exists()


def test_email_is_for_registration_desks(cast: Cast, school: School, juf: Client, search: Search) -> None:
    assert "E-mailadres" not in words(juf.get("/desk/people"))
    assert juf.post("/desk/people", {"email": "amina+uitpas@example.org"}).status_code == 422


def test_a_school_finds_its_own_pupils_only(cast: Cast, school: School, juf: Client, search: Search) -> None:
    everybody = names(juf, search, school=school.desk.public_id)

    assert "Leerlingen van deze school" in words(juf.get("/desk/people"))
    assert everybody == ["Adam Anouk", "Baert Bo", "Claes Cas", "Dewit Dina", "Evers Emil", "Faes Fien"]
    assert names(juf, search, text="aziz") == []
    assert names(juf, search, postal_code="9000") == everybody
    assert names(juf, search, school=school.desk.public_id, status_from="2020-01-01") == everybody[:3]


def test_members_of_an_association_now_and_before(cast: Cast, greet: Client, search: Search) -> None:
    sports = Association.objects.create(
        public_id="00000000-0000-4000-8000-000000000a01", name="Sportkaart", end_date_type="CUSTOM"
    )
    sports.card_systems.add(cast.gent)
    AssociationRight.objects.create(association=sports, organizer=cast.town_hall)
    today = clock.now().date()
    for person, ends_on in ((cast.amina, today + timedelta(days=9)), (cast.bart, today - timedelta(days=9))):
        AssociationMembership.objects.create(
            association=sports, passholder=person, ends_on=ends_on, created_at=clock.now()
        )
    chosen = str(sports.public_id)

    assert "Sportkaart" in words(greet.get("/desk/people"))
    assert names(greet, search, association=chosen, association_status="ACTIVE") == ["Aziz Amina"]
    assert names(greet, search, association=chosen, association_status="EXPIRED") == ["D'Hondt Bart"]
    assert names(greet, search, association=chosen) == ["Aziz Amina", "D'Hondt Bart"]


def test_an_association_of_others_is_refused(cast: Cast, greet: Client) -> None:
    secret = Association.objects.create(
        public_id="00000000-0000-4000-8000-000000000a02", name="Geheim", end_date_type="CUSTOM"
    )

    assert "Geheim" not in words(greet.get("/desk/people"))
    assert greet.post("/desk/people", {"association": str(secret.public_id)}).status_code == 422


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "aziz"},
        {"text": AMINA.card},
        {"text": AMINA.insz},
        {"text": BART.chip},
        {"name": "*"},
        {"street": "*"},
        {"postal_code": "9000"},
        {"born_from": "1900-01-01"},
        {"email": "*"},
    ],
)
def test_eva_finds_nobody_of_another_region(cast: Cast, eva: Client, search: Search, asked: dict[str, str]) -> None:
    page = eva.get(search(eva, **asked))

    assert "Niemand gevonden" in words(page)
    assert "Amina" not in page.content.decode().replace("amina+uitpas@example.org", "")
    assert not AccessLine.objects.exists()


def test_eva_cannot_open_a_search_of_greet(cast: Cast, greet: Client, eva: Client, search: Search) -> None:
    address = search(greet, text="aziz")

    assert eva.get(address).status_code == 404
    assert eva.post(f"{address}/tick", {"go": "all"}).status_code == 404
    assert eva.get(f"{address}/do/block").status_code == 404
    assert eva.post(f"{address}/export", {"purpose": "uitnodiging"}).status_code == 404


def test_who_left_is_not_found(cast: Cast, greet: Client, search: Search) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(name="", first_name="")

    assert names(greet, search, born_from="1990-05-17", born_to="1990-05-17") == []


def test_ticks_are_kept_across_pages(cast: Cast, greet: Client, search: Search) -> None:
    people = [member(cast.gent, f"Zander {number:02}", "An") for number in range(12)]
    address = search(greet, text="zander")
    shown = [one.pk for one in people[:10]]

    greet.post(f"{address}/tick", {"shown": shown, "ticked": shown[:2], "page": "1", "go": "page:2"})
    last = [one.pk for one in people[10:]]
    greet.post(f"{address}/tick", {"shown": last, "ticked": last[:1], "page": "2", "go": "page:1"})

    assert set(PeopleSearch.objects.get().ticked) == {*shown[:2], last[0]}
    assert greet.get(address).content.decode().count("checked") == 2
    greet.post(f"{address}/tick", {"go": "all"})
    assert len(PeopleSearch.objects.get().ticked) == 12
    greet.post(f"{address}/tick", {"go": "none"})
    assert PeopleSearch.objects.get().ticked == []


def test_nobody_outside_the_search_can_be_ticked(cast: Cast, greet: Client, search: Search) -> None:
    address = search(greet, text="aziz")
    elsewhere = member(cast.dender, "Elders", "Ed", city="Aalst", postal_code="9300")

    ids = [cast.amina.pk, cast.bart.pk, elsewhere.pk]
    greet.post(f"{address}/tick", {"shown": ids, "ticked": ids, "go": "page:1"})

    assert PeopleSearch.objects.get().ticked == [cast.amina.pk]


def test_a_list_of_numbers_shows_people_and_lines_to_look_at(cast: Cast, greet: Client) -> None:
    elsewhere = number_of(member(cast.dender, "Elders", "Ed", city="Aalst", postal_code="9300"))
    usable = f"UiTPAS-nummer\n0900 0001 00017\n{cast.bart_number}\n{cast.amina_number}\n"
    pasted = f"{usable}0900000100018\n{elsewhere}\n{cast.chloe_number}\n12345"

    response = greet.post("/desk/people/list", {"numbers": pasted})
    page = greet.get(response.headers["Location"])

    told = words(page)
    assert names_on(page.content.decode().replace("&#x27;", "'")) == ["Aziz Amina", "D'Hondt Bart"]
    assert "5 regels kijk je best na" in told
    assert "Regel 4 0900 000 100 017 Staat al eerder in de lijst. Zie regel 2." in told
    assert "Regel 5 0900 000 100 018 Er is een cijfer verkeerd." in told
    assert "Niet gevonden in jouw regio." in told
    assert "Dit is een groepspas." in told
    assert "Regel 8 Hier staat geen UiTPAS-nummer." in told
    assert "12345" not in told
    assert set(PeopleSearch.objects.get().ticked) == {cast.amina.pk, cast.bart.pk}


def test_a_list_comes_back_to_be_corrected_without_what_is_no_number(cast: Cast, greet: Client) -> None:
    pasted = f"{cast.amina_number}\n90051700255\n0900000100018"
    address = greet.post("/desk/people/list", {"numbers": pasted}).headers["Location"]

    page = greet.get(f"{address}/list").content.decode()

    assert f"{cast.amina_number}\n\n0900000100018</textarea>" in page
    assert "90051700255" not in page


def test_at_a_ticket_desk_a_list_shows_first_names_only(cast: Cast, dirk: Client) -> None:
    response = dirk.post("/desk/people/list", {"numbers": cast.amina_number})
    page = dirk.get(response.headers["Location"]).content.decode()

    assert names_on(page) == ["Amina"]
    assert "Aziz" not in page
    assert "Voorbeeldstraat" not in page


def test_eva_finds_nobody_with_a_list(cast: Cast, eva: Client) -> None:
    response = eva.post("/desk/people/list", {"numbers": f"{cast.amina_number}\n{cast.bart_number}"})
    page = words(eva.get(response.headers["Location"]))

    assert "Niemand gevonden" in page
    assert "2 regels kijk je best na" in page
    assert "Amina" not in page


@pytest.mark.parametrize("numbers", ["", "  \n ", "geen nummers"])
def test_a_list_without_numbers_is_asked_again(cast: Cast, greet: Client, numbers: str) -> None:
    response = greet.post("/desk/people/list", {"numbers": numbers})

    assert response.status_code == 422
    assert "minstens één nummer" in words(response)


def test_a_list_that_is_too_long_is_refused(cast: Cast, greet: Client) -> None:
    response = greet.post("/desk/people/list", {"numbers": f"{cast.amina_number}\n" * 501})

    assert response.status_code == 422
    assert "hoogstens 500 nummers" in words(response)


def test_too_many_people_are_asked_to_be_fewer(
    cast: Cast, greet: Client, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpas.web.desk.search.searches.MOST_FOUND", 1)

    page = words(greet.get(search(greet, postal_code="9000")))

    assert "Verfijn je zoekopdracht" in page
    assert "Kies alle" not in page


def test_somebody_without_a_usable_card_is_marked(cast: Cast, greet: Client, search: Search) -> None:
    cast.amina.memberships.get().cards.update(status="BLOCKED")

    assert "Geen bruikbare kaart" in words(greet.get(search(greet, text="aziz")))


def test_a_stranger_signs_in_first(cast: Cast) -> None:
    assert Client().get("/desk/people").status_code == 302


def test_only_desks_with_a_right_to_search(cast: Cast) -> None:
    cast.club.desk_groups.clear()
    let_desk(cast.club, [Permission.CHECKINS_WRITE])
    farid = at(cast.farid, cast.club)

    assert farid.post("/desk/people", {"text": cast.amina_number}).status_code == 422


def test_the_right_of_one_region_reaches_no_other(cast: Cast, search: Search) -> None:
    """A desk in two regions that may search in one of them."""
    cast.town_hall.card_systems.add(cast.dender)
    let_desk(cast.town_hall, REGISTRATION_DESK, card_systems=[cast.gent.pk])
    member(cast.dender, "Elders", "Ed", city="Aalst", postal_code="9300", date_of_birth=date(1999, 1, 1))
    greet = at(cast.greet, cast.town_hall)

    with time_machine.travel(clock.now()):
        assert names(greet, search, born_from="1900-01-01") == ["Aziz Amina", "D'Hondt Bart"]
