"""Who is found by what, and by whom."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openpas.card_systems.models import CardSystem
from openpas.demo.cast import AMINA, BART, Cast
from openpas.foundation.actor import Actor, ActorKind, PermissionMissing
from openpas.foundation.permissions import Permission
from openpas.foundation.refusal import Refusal
from openpas.organizers.refusals import OrganizerNotFound
from openpas.passholders.models import Card, Passholder
from openpas.passholders.persons import shown_by_id
from openpas.passholders.refusals import (
    AssociationNotFound,
    InvalidInszNumber,
    InvalidUitpasNumber,
    PassholderNotFound,
    SchoolNotFound,
)
from openpas.passholders.search import PassholderFilter, passholder, search_passholders
from openpas.passholders.service import (
    NewPassholder,
    add_membership,
    block_card,
    block_membership,
    register_passholder,
)
from openpas.passholders.service.memberships import NewMembership
from openpas.records.models import AccessLine
from tests.passholders.conftest import ALL, NOBODY, RowCounts, may

pytestmark = pytest.mark.django_db
EVERYBODY = PassholderFilter()


def register(region: CardSystem, name: str, first_name: str = "An", **changes: Any) -> Passholder:
    new = NewPassholder(
        name=name,
        first_name=first_name,
        date_of_birth=date(2000, 1, 1),
        postal_code="9000",
        city="Gent",
        card_system=region,
    )
    return register_passholder(ALL, replace(new, **changes))


def names(actor: Actor, wanted: PassholderFilter, start: int = 0, limit: int = 20) -> list[str]:
    found = search_passholders(actor, wanted, start, limit)
    return [one.person.name for one in found.people]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Aziz", "D'Hondt"]),
        ({"descending": True}, ["D'Hondt", "Aziz"]),
        ({"uitpas_number": AMINA.card}, ["Aziz"]),
        ({"uitpas_number": "0900 000 100 207"}, ["D'Hondt"]),
        ({"chip_number": BART.chip.lower()}, ["D'Hondt"]),
        ({"insz": "90.05.17-002.55"}, ["Aziz"]),
        ({"insz": "83030201540"}, []),
        ({"uitid": "auth0|amina"}, ["Aziz"]),
        ({"name": "hond"}, ["D'Hondt"]),
        ({"name": "AZÍZ"}, ["Aziz"]),
        ({"name": "az*"}, ["Aziz"]),
        ({"name": "zi*"}, []),
        ({"name": "%"}, []),
        ({"name": "_ziz"}, []),
        ({"first_name": "mi"}, ["Aziz"]),
        ({"name": "aziz", "first_name": "bart"}, []),
        ({"email": "amina+uitpas@example.org"}, ["Aziz"]),
        ({"email": "amina"}, []),
        ({"email": "*@EXAMPLE.org"}, ["Aziz", "D'Hondt"]),
        ({"street": "Voorbeeld*"}, ["Aziz", "D'Hondt"]),
        ({"street": "Voorbeeld"}, []),
        ({"city": "gent"}, ["Aziz", "D'Hondt"]),
        ({"city": "G*t"}, ["Aziz", "D'Hondt"]),
        ({"born_from": date(1990, 5, 17)}, ["Aziz"]),
        ({"born_from": date(1990, 5, 18)}, []),
        ({"born_to": date(1978, 2, 28)}, ["D'Hondt"]),
        ({"organizer_id": "CAST-theatre"}, ["Aziz", "D'Hondt"]),
        ({"organizer_id": "cast-aalst"}, []),
        ({"school_id": "*"}, []),
    ],
)
def test_by_what_is_known(cast: Cast, wanted: dict[str, Any], found: list[str]) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(uitid="auth0|amina")
    assert names(ALL, PassholderFilter(**wanted)) == found


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({"uitpas_number": "0900000100018"}, InvalidUitpasNumber),
        ({"insz": "90051700256"}, InvalidInszNumber),
        ({"organizer_id": "nowhere"}, OrganizerNotFound),
        ({"school_id": "x"}, SchoolNotFound),
        ({"association_id": "x"}, AssociationNotFound),
    ],
)
def test_what_leads_nowhere(cast: Cast, rows: RowCounts, wanted: dict[str, Any], refusal: type[Refusal]) -> None:
    before = rows()
    with pytest.raises(refusal):
        search_passholders(ALL, PassholderFilter(**wanted), 0, 20)
    assert rows() == before


def test_the_card_of_a_group_finds_nobody(cast: Cast) -> None:
    assert names(ALL, PassholderFilter(uitpas_number=cast.chloe_number)) == []


def test_sorted_without_accents_and_case(cast: Cast) -> None:
    for name in ("éclair", "Eb", "de Smet", "Dé Bock", "Zoë", "Zo"):
        register(cast.dender, name)
    aalst = PassholderFilter(organizer_id="cast-aalst")
    assert names(ALL, aalst) == ["Dé Bock", "de Smet", "Eb", "éclair", "Zo", "Zoë"]
    assert names(ALL, replace(aalst, descending=True)) == ["Zoë", "Zo", "éclair", "Eb", "de Smet", "Dé Bock"]


def test_a_page(cast: Cast) -> None:
    for name in ("C", "D", "E"):
        register(cast.dender, name)
    aalst = PassholderFilter(organizer_id="cast-aalst")
    found = search_passholders(ALL, aalst, 1, 1)
    assert (found.total, [one.person.name for one in found.people]) == (3, ["D"])
    assert search_passholders(ALL, aalst, 0, 0).total == 3
    assert search_passholders(ALL, aalst, 5, 20).people == []


def test_a_stranger_sees_nothing(cast: Cast, rows: RowCounts) -> None:
    before = rows()
    with pytest.raises(PermissionMissing):
        search_passholders(NOBODY, EVERYBODY, 0, 20)
    with pytest.raises(PermissionMissing):
        search_passholders(NOBODY, PassholderFilter(uitpas_number=AMINA.card), 0, 20)
    with pytest.raises(PermissionMissing):
        passholder(NOBODY, str(AMINA.public_id))
    assert rows() == before


def test_with_search_the_own_card_systems(cast: Cast) -> None:
    register(cast.dender, "Van Aalst")
    theatre = may(Permission.PASSHOLDERS_SEARCH, at=cast.theatre.pk)
    aalst = may(Permission.PASSHOLDERS_SEARCH, at=cast.aalst.pk)
    assert names(theatre, EVERYBODY) == ["Aziz", "D'Hondt"]
    assert names(aalst, EVERYBODY) == ["Van Aalst"]
    assert names(aalst, PassholderFilter(name="aziz")) == []
    assert names(aalst, PassholderFilter(uitpas_number=AMINA.card)) == ["Aziz"]
    add_membership(ALL, cast.bart, NewMembership(cast.dender))
    assert names(aalst, EVERYBODY) == ["D'Hondt", "Van Aalst"]


def test_with_search_in_some_card_systems_only(cast: Cast) -> None:
    cast.theatre.card_systems.add(cast.dender)
    register(cast.dender, "Van Aalst")
    some = may(Permission.PASSHOLDERS_SEARCH, at=cast.theatre.pk, card_systems=frozenset({cast.dender.pk}))
    assert names(some, EVERYBODY) == ["Van Aalst"]
    assert names(may(Permission.PASSHOLDERS_SEARCH, at=cast.theatre.pk), EVERYBODY) == ["Aziz", "D'Hondt", "Van Aalst"]


def test_with_search_for_an_organizer(cast: Cast) -> None:
    theatre = may(Permission.PASSHOLDERS_SEARCH, at=cast.theatre.pk)
    assert names(theatre, PassholderFilter(organizer_id="cast-theatre")) == ["Aziz", "D'Hondt"]
    with pytest.raises(PermissionMissing):
        search_passholders(theatre, PassholderFilter(organizer_id="cast-aalst"), 0, 20)


def test_with_search_by_id_only_what_identifies(cast: Cast, rows: RowCounts) -> None:
    desk = may(Permission.PASSHOLDERS_SEARCH_BY_ID, at=cast.aalst.pk)
    assert names(desk, PassholderFilter(insz=AMINA.insz)) == ["Aziz"]
    before = rows()
    for wanted in (EVERYBODY, PassholderFilter(name="Aziz"), PassholderFilter(organizer_id="cast-aalst")):
        with pytest.raises(PermissionMissing):
            search_passholders(desk, wanted, 0, 20)
    assert rows() == before


def test_with_search_all_everybody(cast: Cast) -> None:
    everywhere = Actor("client:x", ActorKind.CLIENT, everywhere=frozenset({Permission.PASSHOLDERS_SEARCH_ALL}))
    assert names(everywhere, EVERYBODY) == ["Aziz", "D'Hondt"]


def test_search_all_for_one_organizer_is_no_right(cast: Cast, rows: RowCounts) -> None:
    at_one = may(Permission.PASSHOLDERS_SEARCH_ALL, at=cast.aalst.pk)
    before = rows()
    for wanted in (EVERYBODY, PassholderFilter(insz=AMINA.insz)):
        with pytest.raises(PermissionMissing):
            search_passholders(at_one, wanted, 0, 20)
    assert rows() == before


def test_the_queries_do_not_grow_with_the_page(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            found = search_passholders(ALL, EVERYBODY, 0, 500)
        counts.append(len(queries))
        for number in range(5):
            add_membership(ALL, register(cast.gent, f"Nieuw {number}"), NewMembership(cast.dender, has_card=True))
    assert counts == [6, 6]
    assert found.total == 7


def test_one_line_of_access_per_person_shown(cast: Cast) -> None:
    search_passholders(ALL, EVERYBODY, 0, 20)
    assert set(AccessLine.objects.values_list("passholder_id", "purpose")) == {
        (cast.amina.pk, "passholders.search"),
        (cast.bart.pk, "passholders.search"),
    }


def test_a_person_as_shown(cast: Cast) -> None:
    found = passholder(ALL, str(AMINA.public_id))
    assert (found.person, found.points, found.insz, found.uitpas_number) == (cast.amina, 12, AMINA.insz, AMINA.card)
    [membership] = found.memberships
    assert (membership.card_system, membership.is_blocked, membership.social_tariff_status) == (
        cast.gent,
        False,
        "ACTIVE",
    )
    assert AccessLine.objects.get().purpose == "passholders.read"


def test_who_may_not_search_sees_no_insz(cast: Cast) -> None:
    seller = may(Permission.TICKETSALES_REGISTER, at=cast.theatre.pk)
    assert shown_by_id(seller, [cast.amina.pk], "ticket_sales.read")[cast.amina.pk].insz == ""
    assert shown_by_id(ALL, [cast.amina.pk], "ticket_sales.read")[cast.amina.pk].insz == AMINA.insz


def test_the_number_is_that_of_the_oldest_membership_that_works(cast: Cast) -> None:
    newer = add_membership(ALL, cast.bart, NewMembership(cast.dender, has_card=True)).cards.get().uitpas_number

    def number() -> str | None:
        return passholder(ALL, str(BART.public_id)).uitpas_number

    assert number() == BART.card
    block_membership(ALL, cast.bart.memberships.get(card_system=cast.gent))
    assert number() == newer
    block_membership(ALL, cast.bart.memberships.get(card_system=cast.gent), is_blocked=False)
    block_card(ALL, Card.objects.get(uitpas_number=BART.card))
    assert number() == newer
    block_card(ALL, Card.objects.get(uitpas_number=newer))
    assert number() is None
    found = passholder(ALL, str(BART.public_id)).memberships
    assert [(one.uitpas_number, one.card and one.card.status) for one in found] == [(None, "BLOCKED")] * 2


@pytest.mark.parametrize("public_id", ["me", "", "1", "0190aaaa-0000-4000-8000-000000000000"])
def test_nobody_has_this_id(cast: Cast, public_id: str) -> None:
    with pytest.raises(PassholderNotFound):
        passholder(ALL, public_id)
