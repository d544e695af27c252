"""What a desk sees of somebody beside the pass: rewards, associations, the file, the screen for the visitor."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from openpas.demo.builders import Offer, reward
from openpas.demo.cast import AMINA, Cast
from openpas.foundation.calendar import brussels_day
from openpas.foundation.permissions import Permission
from openpas.organizers.models import Association, AssociationRight, Organizer
from openpas.passholders.models import AssociationMembership
from openpas.rewards.models import Redemption, Reward
from openpas.runtime import clock
from tests.desk_rights import let_desk, let_desk_only
from tests.web.conftest import at, words

Scan = Callable[..., str]


def member(cast: Cast, name: str, days: int, desk: Organizer) -> None:
    association = Association.objects.create(public_id=uuid4(), name=name, end_date_type="CUSTOM")
    association.card_systems.add(cast.gent)
    AssociationRight.objects.create(association=association, organizer=desk)
    AssociationMembership.objects.create(
        association=association,
        passholder=cast.amina,
        ends_on=brussels_day(clock.now()) + timedelta(days=days),
        created_at=clock.now(),
    )


def test_memberships_warn_when_they_end_within_a_month(cast: Cast, dirk: Client, scan: Scan) -> None:
    let_desk(cast.theatre, [Permission.ASSOCIATIONS])
    for name, days in (("Bibliotheek", 100), ("Sportpas", 12), ("Zwemclub", -3)):
        member(cast, name, days, cast.theatre)
    member(cast, "Geheim", 100, cast.club)

    page = words(dirk.get(scan(dirk, cast.amina_number)))

    assert "Bibliotheek tot en met" in page
    assert "Sportpas loopt af op" in page
    assert "Zwemclub liep tot" in page
    assert "Geheim" not in page


def test_the_file_is_a_step_away_where_the_desk_may_see_it(cast: Cast, dirk: Client, scan: Scan) -> None:
    assert "Naar de fiche" not in words(dirk.get(scan(dirk, cast.amina_number)))

    let_desk(cast.theatre, [Permission.PASSHOLDERS_SEARCH])
    page = dirk.get(scan(dirk, cast.amina_number)).content.decode()

    assert "Naar de fiche" in page
    assert AMINA.name not in page


def test_of_somebody_of_another_region_a_desk_sees_the_pass_alone(cast: Cast, scan: Scan) -> None:
    let_desk(cast.aalst, [Permission.PASSHOLDERS_SEARCH, Permission.ASSOCIATIONS])
    member(cast, "Sportpas", 100, cast.theatre)
    eva = at(cast.eva, cast.aalst, cast.aalst_fair.public_id)

    page = words(eva.get(scan(eva, cast.amina_number)))

    assert "Amina 0900 000 100 017" in page
    for hidden in ("Aziz", "Naar de fiche", "Sportpas", "bon", "Gent"):
        assert hidden not in page


def test_a_desk_that_registers_comes_from_the_pass_of_another_region_to_joining_and_moving(
    cast: Cast, scan: Scan
) -> None:
    let_desk(cast.aalst, [Permission.PASSHOLDERS_WRITE])
    eva = at(cast.eva, cast.aalst, cast.aalst_fair.public_id)

    page = eva.get(scan(eva, cast.amina_number)).content.decode()
    [file] = re.findall(r'href="(/desk/people/[^"/]+)"', page)
    who = words(eva.get(file))

    assert "Aziz" not in page
    assert "Amina Aziz Geboren op 17 mei 1990 Deze persoon is geen lid van jouw regio." in who
    assert "Lid maken van UiTPAS Dender" in who
    assert "Verhuizen Zelfde pas, zelfde punten" in who


def test_a_reward_says_what_it_is_and_what_became_of_it(cast: Cast, dirk: Client, scan: Scan) -> None:
    now = clock.now()
    Reward.objects.filter(pk=cast.drink.pk).update(
        max_available_units=10, cities=["44021"], redeem_limit_volume=1, redeem_limit_period="ABSOLUTE"
    )
    reward(cast.gent, cast.theatre, Offer("song", "Liedje", 2, is_online=True), now)
    address = scan(dirk, cast.amina_number)
    before = words(dirk.get(address))
    dirk.post(f"{address}/serve", {"reward": cast.drink.public_id})

    after = words(dirk.get(address))

    assert "Aangeboden door Theater De Vlieger Voor wie inwoners van Gent Voorraad nog 10 stuks" in before
    assert "De code komt per e-mail en staat in de app van de pashouder." in before
    assert "Gratis drankje aan de bar Omgeruild" in after
    assert Redemption.objects.get().reward_id == cast.drink.pk


def test_the_rewards_of_the_desk_are_there_to_talk_about(cast: Cast, dirk: Client) -> None:
    now = clock.now()
    reward(cast.gent, cast.theatre, Offer("tour", "Rondleiding", 20), now)
    reward(cast.gent, cast.theatre, Offer("past", "Voorbij", 1, is_over=True), now)
    reward(cast.gent, cast.club, Offer("ball", "Voetbal", 1), now)

    page = words(dirk.get("/desk/rewards"))

    assert page.index("Welkom: één gratis inkom") < page.index("Gratis drankje") < page.index("Rondleiding")
    assert "Voorbij" not in page
    assert "Voetbal" not in page
    assert "Gratis drankje" not in words(dirk.get("/desk/rewards", {"text": "rond"}))


def test_a_desk_without_the_right_does_not_see_rewards(cast: Cast, dirk: Client) -> None:
    let_desk_only(cast.theatre)

    assert dirk.get("/desk/rewards").status_code == 403


@pytest.mark.parametrize(("language", "welcome"), [("nl", "Welkom!"), ("fr", "Bienvenue"), ("de", "Willkommen!")])
def test_the_screen_of_the_visitor_knows_nobody_and_has_its_own_language(
    cast: Cast, dirk: Client, scan: Scan, language: str, welcome: str
) -> None:
    scan(dirk, cast.amina_number)

    page = dirk.get("/desk/customer", {"language": language})

    assert welcome in words(page)
    assert "Amina" not in page.content.decode()
    assert 'lang="nl"' in dirk.get("/desk/").content.decode()
