"""Membership of associations, and the school."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from openpas.demo.cast import Cast
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Association, AssociationRight, Organizer, OrganizerGroup
from openpas.passholders.models import AssociationMembership
from openpas.runtime import clock
from openpas.web.desk.files import File
from tests.desk_rights import let_desk
from tests.web.conftest import at, follow, words
from tests.web.desk.people.conftest import file_at

Written = Callable[[], tuple[int, ...]]
Make = Callable[..., Association]
KIND = Association.EndDateType


@pytest.fixture
def association(cast: Cast) -> Make:
    """An association of the region, which the town hall may write."""

    def made(name: str, end_date_type: str = KIND.CUSTOM, *, can_write: bool = True, **terms: object) -> Association:
        number = Association.objects.count() + 1
        saved = Association.objects.create(public_id=UUID(int=number), name=name, end_date_type=end_date_type, **terms)
        saved.card_systems.add(cast.gent)
        AssociationRight.objects.create(association=saved, organizer=cast.town_hall, can_write=can_write)
        return saved

    return made


@pytest.fixture
def page(amina: File) -> str:
    """Where Greet looks after Amina's memberships."""
    return f"{amina.url}/associations"


def today() -> date:
    return brussels_day(clock.now())


def held(cast: Cast, association: Association, ends_on: date) -> AssociationMembership:
    return AssociationMembership.objects.create(
        association=association, passholder=cast.amina, ends_on=ends_on, created_at=clock.now()
    )


def register(association: Association, ends_on: str = "") -> dict[str, str]:
    """What the form of this association sends."""
    return {"do": f"register:{association.public_id}", f"ends_on-{association.public_id}": ends_on}


def test_become_a_member_until_a_chosen_day(cast: Cast, greet: Client, page: str, association: Make) -> None:
    card = association("Sportkaart", suggested_ends_on=date(today().year + 1, 12, 31))

    shown = greet.get(page).content.decode()
    told = follow(
        greet,
        greet.post(
            page, {"do": f"register:{card.public_id}", f"ends_on-{card.public_id}": f"{today().year + 1}-06-30"}
        ),
    )

    assert f'value="{today().year + 1}-12-31"' in shown
    assert "Het lidmaatschap is in orde." in told
    assert AssociationMembership.objects.get().ends_on == date(today().year + 1, 6, 30)


def test_a_fixed_end_is_not_asked(cast: Cast, greet: Client, page: str, association: Make) -> None:
    card = association("Vrijwilligers", KIND.BASED_ON_REGISTRATION_DATE, years=1)

    assert 'type="date"' not in greet.get(page).content.decode()
    follow(greet, greet.post(page, register(card)))
    assert AssociationMembership.objects.get().ends_on.year == today().year + 1


def test_a_day_that_cannot_be_stays_in_the_form_with_its_problem(
    greet: Client, page: str, association: Make, written: Written
) -> None:
    card, before = association("Sportkaart"), written()

    answer = greet.post(page, register(card, "2020-01-01"))

    assert answer.status_code == 422
    assert "Kies een einddatum na vandaag." in words(answer)
    assert 'value="2020-01-01"' in answer.content.decode()
    assert written() == before


def test_renewing_is_told_beforehand(cast: Cast, greet: Client, page: str, association: Make) -> None:
    card = association("Sportkaart", renewable_months=2)
    held(cast, card, date(today().year + 1, 12, 31))

    shown = words(greet.get(page))

    assert f"Verlengen kan vanaf 31 oktober {today().year + 1}" in shown
    assert "Verleng :" not in shown


def test_what_ends_within_a_month_warns_on_the_file(
    cast: Cast, greet: Client, amina: File, page: str, association: Make
) -> None:
    card = association("Sportkaart", suggested_ends_on=date(today().year + 1, 12, 31))
    membership = held(cast, card, today() + timedelta(days=20))

    assert "Loopt bijna af" in words(greet.get(amina.url))
    told = follow(
        greet,
        greet.post(
            page, {"do": f"register:{card.public_id}", f"ends_on-{card.public_id}": f"{today().year + 1}-12-31"}
        ),
    )
    membership.refresh_from_db()
    assert "Het lidmaatschap is in orde." in told
    assert membership.ends_on == date(today().year + 1, 12, 31)
    assert "Loopt bijna af" not in words(greet.get(amina.url))


def test_stop(cast: Cast, greet: Client, page: str, association: Make) -> None:
    card = association("Sportkaart")
    held(cast, card, date(today().year + 1, 12, 31))

    assert "Het lidmaatschap is gestopt." in follow(greet, greet.post(page, {"do": f"stop:{card.public_id}"}))
    assert not AssociationMembership.objects.exists()


def test_too_old(greet: Client, page: str, association: Make, written: Written) -> None:
    young, before = association("Jongerenatelier", KIND.BASED_ON_DATE_OF_BIRTH, age_limit=26), written()

    shown = words(greet.get(page))
    assert "Jongerenatelier Te oud voor deze vereniging" in shown
    assert "Maak lid" not in shown
    assert greet.post(page, {"do": f"register:{young.public_id}"}).status_code == 404
    assert written() == before


def test_who_may_only_look_sees_no_buttons(
    cast: Cast, greet: Client, page: str, association: Make, written: Written
) -> None:
    card = association("Sportkaart", can_write=False)
    held(cast, card, date(today().year + 1, 12, 31))
    before = written()

    shown = words(greet.get(page))

    assert "Sportkaart" in shown
    assert not re.search(r"Verleng|Stop|Maak lid", shown)
    assert greet.post(page, {"do": f"stop:{card.public_id}"}).status_code == 404
    assert written() == before


@pytest.mark.parametrize("value", ["", "stop:", "stop:x", f"fly:{UUID(int=1)}", f"stop:{UUID(int=9)}"])
def test_what_is_not_on_the_page(greet: Client, page: str, association: Make, written: Written, value: str) -> None:
    association("Sportkaart")
    before = written()

    assert greet.post(page, {"do": value}).status_code == 404
    assert written() == before


def test_the_school_for_desks_that_look_after_pupils(cast: Cast, greet: Client, amina: File, page: str) -> None:
    schools = OrganizerGroup.objects.create(id=7, name="Scholen", is_school=True)
    schools.organizers.add(cast.club)
    assert 'name="school"' not in greet.get(page).content.decode()
    assert greet.post(f"{amina.url}/school", {"school": cast.club.public_id}).status_code == 404

    let_desk(cast.town_hall, [Permission.PASSHOLDERS_UPDATE])
    assert "Geen school" in greet.get(page).content.decode()
    assert "De school is bewaard." in follow(greet, greet.post(f"{amina.url}/school", {"school": cast.club.public_id}))
    cast.amina.refresh_from_db()
    assert cast.amina.school == cast.club
    assert "SK Muide School" in words(greet.get(amina.url))

    follow(greet, greet.post(f"{amina.url}/school", {"school": "none"}))
    cast.amina.refresh_from_db()
    assert cast.amina.school is None


def test_a_school_that_is_none(cast: Cast, greet: Client, amina: File) -> None:
    let_desk(cast.town_hall, [Permission.PASSHOLDERS_UPDATE])

    greet.post(f"{amina.url}/school", {"school": Organizer.objects.exclude(pk=cast.club.pk)[0].public_id})

    cast.amina.refresh_from_db()
    assert cast.amina.school is None


def test_a_desk_without_associations(cast: Cast, association: Make) -> None:
    let_desk(cast.theatre, [Permission.PASSHOLDERS_SEARCH])
    association("Sportkaart")
    dirk = at(cast.dirk, cast.theatre)

    page = words(dirk.get(f"{file_at(cast.dirk, cast.theatre, cast.amina).url}/associations"))

    assert "Sportkaart" not in page
    assert "Deze balie werkt niet met verenigingen" in page
