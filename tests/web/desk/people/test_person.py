"""The file of a person at a glance."""

import re
from datetime import date, timedelta

from django.test import Client

from openpas.checkins.models import Checkin
from openpas.demo.cast import Cast
from openpas.demo.coupons import HALF_PRICE, coupon
from openpas.enrolment.service.filing import file_note, file_picture
from openpas.foundation.permissions import Permission
from openpas.identity.roles import CHECKIN_AND_TICKET_DESK
from openpas.passholders.models import Card, Passholder
from openpas.records.models import AccessLine
from openpas.runtime import clock
from openpas.tariffs.models import Coupon, GrantedCoupon
from openpas.web.desk.files import File
from tests.desk_rights import let_desk, let_desk_only
from tests.web.conftest import at, follow, words
from tests.web.desk.people.conftest import file_at


def test_who_it_is_and_what_is_in_the_file(cast: Cast, greet: Client, amina: File) -> None:
    page = words(greet.get(amina.url))

    assert "Amina Aziz 17 mei 1990" in page
    assert "Voorbeeldstraat 1 9000 Gent" in page
    assert "amina+uitpas@example.org" in page
    assert "Punten 12 punten Geschiedenis" in page
    assert "0900 000 100 017 Kaart · UiTPAS Regio Gent Huidige kaart" in page
    assert "Lid van UiTPAS Regio Gent" in page
    assert "Naar de balie met deze pas" in page


def test_the_status_is_behind_a_plain_link_and_nowhere_else(cast: Cast, greet: Client, amina: File) -> None:
    amina_page, bart_page = (
        words(greet.get(file_at(cast.greet, cast.town_hall, person).url)) for person in (cast.amina, cast.bart)
    )

    for page in (amina_page, bart_page):
        assert not re.search(r"kansen|sociaal|armoede", page, re.IGNORECASE)
    assert amina_page.count("Statuut") == bart_page.count("Statuut")


def test_one_look_leaves_a_line_that_the_person_can_see(cast: Cast, greet: Client, amina: File) -> None:
    greet.get(amina.url)

    line = AccessLine.objects.filter(purpose="desk.file").get()
    assert (line.passholder_id, line.desk_id, line.actor) == (
        cast.amina.pk,
        cast.town_hall.pk,
        f"user:{cast.greet.pk}",
    )


def test_cards_that_do_not_work_any_more_come_last(cast: Cast, greet: Client, amina: File) -> None:
    Card.objects.create(
        uitpas_number="0900000100504",
        card_system=cast.gent,
        kind=Card.Kind.DIGITAL,
        status=Card.Status.BLOCKED,
        is_social=False,
        membership=cast.amina.memberships.get(),
        activated_at=clock.now(),
    )

    page = words(greet.get(amina.url))

    assert page.index("0900 000 100 017") < page.index("0900 000 100 504 Digitale pas · UiTPAS Regio Gent Geblokkeerd")


def test_five_coupons_and_the_others_on_demand(cast: Cast, greet: Client, amina: File) -> None:
    now = clock.now()
    for number in range(7):
        one = coupon(cast.gent, f"Bon {number}", HALF_PRICE, Coupon.Target.SEGMENT, now)
        GrantedCoupon.objects.create(coupon=one, passholder=cast.amina, granted_at=now)

    page = greet.get(amina.url).content.decode()
    at_once = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)

    assert "Bon 4" in at_once
    assert "Bon 5" not in at_once
    assert "Bon 6" in page
    assert "Nog 2 bonnen" in page


def test_only_what_the_desk_may_is_offered(cast: Cast) -> None:
    let_desk_only(cast.theatre, CHECKIN_AND_TICKET_DESK | {Permission.PASSHOLDERS_SEARCH})
    dirk = at(cast.dirk, cast.theatre)

    page = words(dirk.get(file_at(cast.dirk, cast.theatre, cast.amina).url))

    assert "Amina Aziz" in page
    assert "Pas op papier" in page
    for right in ("Gegevens aanpassen", "Contact en berichten", "Foto", "Opmerkingen", "Statuut"):
        assert right not in page


def test_a_person_of_another_region_shows_only_who_it_is(cast: Cast) -> None:
    let_desk(cast.aalst, [Permission.PASSHOLDERS_SEARCH, Permission.PASSHOLDERS_WRITE])
    eva = at(cast.eva, cast.aalst)

    answer = eva.get(file_at(cast.eva, cast.aalst, cast.amina).url)

    page = answer.content.decode()
    assert "Amina Aziz Geboren op 17 mei 1990" in words(answer)
    assert "Deze persoon is geen lid van jouw regio." in page
    for secret in ("Voorbeeldstraat", "amina+uitpas", "0900 000 100 017", cast.amina_number, "12 punten", "9000"):
        assert secret not in page
    assert AccessLine.objects.filter(passholder_id=cast.amina.pk, purpose="desk.who").count() == 1


def test_without_any_right_to_look_people_up_there_is_nothing(cast: Cast) -> None:
    let_desk_only(cast.aalst, [Permission.CHECKINS_WRITE])
    eva = at(cast.eva, cast.aalst)

    answer = eva.get(file_at(cast.eva, cast.aalst, cast.amina).url)

    assert answer.status_code == 403
    assert "Amina" not in answer.content.decode()
    assert not AccessLine.objects.exists()


def test_the_file_lasts_a_day_and_is_of_one_desk(cast: Cast, greet: Client, amina: File) -> None:
    older = File(amina.clerk, amina.passholder_id, amina.opened_at - timedelta(hours=13))

    assert greet.get(older.url).status_code == 404
    assert greet.get(f"{amina.url}x").status_code == 404
    assert greet.get(file_at(cast.dirk, cast.theatre, cast.amina).url).status_code == 404


def test_who_left_the_programme_has_no_file(cast: Cast, greet: Client, amina: File) -> None:
    Passholder.objects.filter(pk=cast.amina.pk).update(name="")

    assert greet.get(amina.url).status_code in (403, 404)


def test_to_the_counter_with_the_pass_of_this_person(cast: Cast, greet: Client, amina: File) -> None:
    page = follow(greet, greet.post(f"{amina.url}/counter"))

    assert "Amina" in page
    assert "12 punten" in page
    assert not Checkin.objects.exists()


def test_who_has_no_card_that_works_cannot_go_to_the_counter(cast: Cast, greet: Client, amina: File) -> None:
    Card.objects.filter(uitpas_number=cast.amina_number).update(status=Card.Status.BLOCKED)

    assert "Naar de balie" not in words(greet.get(amina.url))
    assert greet.post(f"{amina.url}/counter").status_code == 404


def test_remarks_are_read_on_their_own_page_only(cast: Cast, greet: Client, amina: File) -> None:
    file_note(cast.amina, "Komt met een begeleider", clock.now())

    assert "begeleider" not in greet.get(amina.url).content.decode()
    assert not AccessLine.objects.filter(purpose="passholders.private.read").exists()
    assert "begeleider" in greet.get(f"{amina.url}/remarks").content.decode()
    assert AccessLine.objects.filter(purpose="passholders.private.read").count() == 1


def test_the_picture_is_a_link_of_some_minutes(cast: Cast, greet: Client, amina: File) -> None:
    file_picture(cast.amina, b"\xff\xd8 a picture", clock.now())

    [link] = re.findall(r'src="(/desk/people/[^"]+)"', greet.get(amina.url).content.decode())
    answer = greet.get(link)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.content == b"\xff\xd8 a picture"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_birthday_counts_in_years(cast: Cast, greet: Client, amina: File) -> None:
    today = date.today()  # noqa: DTZ011  the age on this very day
    Passholder.objects.filter(pk=cast.amina.pk).update(date_of_birth=today.replace(year=today.year - 1, day=1))

    assert "1 jaar" in words(greet.get(amina.url))
